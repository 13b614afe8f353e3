import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Installs the Maven distribution that a wrapper's properties name: downloads it, checks its SHA-256, unpacks it and
 * moves it to its place in one step, so that builds that start at the same moment never see half of it.
 *
 * <p>{@code mvnw} and {@code mvnw.cmd} start this file with {@code java MavenInstaller.java PROPERTIES TARGET}. It
 * stands alone because nothing but a JDK may be needed before Maven is there.
 */
final class MavenInstaller {

    private static final String CENTRAL_LAYOUT = "/org/apache/maven/";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private MavenInstaller() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Expected two arguments, the properties file and the target folder");
        }
        try {
            install(Path.of(arguments[0]), Path.of(arguments[1]).toAbsolutePath());
        } catch (IOException failure) {
            System.err.println("mvnw: " + failure.getMessage());
            System.exit(1);
        } catch (InterruptedException interruption) {
            System.err.println("mvnw: the installation of Maven was interrupted");
            System.exit(1);
        }
    }

    private static void install(Path propertiesFile, Path target) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(propertiesFile)) {
            properties.load(in);
        }
        URI source = source(required(properties, "distributionUrl", propertiesFile));
        String sha256 = required(properties, "distributionSha256Sum", propertiesFile);

        Files.createDirectories(target.getParent());
        // Beside the target, since only a move within one file system is atomic.
        Path workFolder = Files.createTempDirectory(target.getParent(), "installing-");
        try {
            System.err.println("mvnw: downloading " + source);
            Path zip = workFolder.resolve("distribution.zip");
            String downloaded = download(source, zip);
            if (!downloaded.equalsIgnoreCase(sha256)) {
                throw new IOException(
                        ("%s has the SHA-256 %s, but %s expects %s; if you changed distributionUrl, change "
                                        + "distributionSha256Sum too, otherwise do not trust the download")
                                .formatted(source, downloaded, propertiesFile, sha256));
            }
            Path unpacked = workFolder.resolve("unpacked");
            unpack(zip, unpacked);
            moveIntoPlace(mavenHome(unpacked, source), target);
        } finally {
            deleteRecursively(workFolder);
        }
    }

    private static String required(Properties properties, String key, Path propertiesFile) throws IOException {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new IOException(propertiesFile + " names no " + key);
        }
        return value;
    }

    /** Returns the address to download from: the mirror's, where {@code MVNW_REPOURL} names one. */
    private static URI source(String distributionUrl) {
        String mirror = System.getenv("MVNW_REPOURL");
        int layout = distributionUrl.indexOf(CENTRAL_LAYOUT);
        if (mirror == null || mirror.isBlank() || layout < 0) {
            return URI.create(distributionUrl);
        }
        return URI.create(mirror.strip().replaceAll("/+$", "") + distributionUrl.substring(layout));
    }

    /** Writes the answer's body to {@code file} and returns its SHA-256 in hexadecimal. */
    private static String download(URI source, Path file) throws IOException, InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT);
        String user = System.getenv("MVNW_USERNAME");
        String password = System.getenv("MVNW_PASSWORD");
        if (user != null && password != null) {
            client.authenticator(credentialsFor(source, user, password));
        }
        HttpResponse<InputStream> response;
        try {
            response = client.build()
                    .send(HttpRequest.newBuilder(source).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new IOException(
                    "could not reach %s (%s); check the network, name a proxy in MAVEN_OPTS ".formatted(source, failure)
                            + "(-Dhttps.proxyHost=... -Dhttps.proxyPort=...) or a mirror in MVNW_REPOURL",
                    failure);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("%s answered with status %d, expected 200; check distributionUrl and MVNW_REPOURL"
                        .formatted(source, response.statusCode()));
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Files.copy(new DigestInputStream(body, digest), file);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Returns an authenticator that answers the source's own host only, never one it redirects to. */
    private static Authenticator credentialsFor(URI source, String user, String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                boolean asked = getRequestorType() == RequestorType.SERVER
                        && source.getHost().equalsIgnoreCase(getRequestingHost());
                return asked ? new PasswordAuthentication(user, password.toCharArray()) : null;
            }
        };
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(
                            "the distribution holds " + entry.getName() + ", which lies outside its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }

    /** Returns the folder that holds {@code bin/mvn}, the one folder at the top of the distribution, made executable. */
    private static Path mavenHome(Path unpacked, URI source) throws IOException {
        List<Path> top;
        try (Stream<Path> entries = Files.list(unpacked)) {
            top = entries.toList();
        }
        if (top.size() != 1 || !Files.isRegularFile(top.get(0).resolve("bin/mvn"))) {
            throw new IOException(source + " is no Maven distribution: it holds no bin/mvn below its one top folder");
        }
        // java.util.zip does not read permissions. Windows has no such bit and needs none.
        for (String script : List.of("bin/mvn", "bin/mvnDebug")) {
            boolean executable = top.get(0).resolve(script).toFile().setExecutable(true, false);
            if (!executable
                    && !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
                throw new IOException("could not make " + script + " of the distribution executable");
            }
        }
        return top.get(0);
    }

    private static void moveIntoPlace(Path mavenHome, Path target) throws IOException {
        try {
            Files.move(mavenHome, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            // Another build may have been first: its distribution passed the same hash check, so it serves us as well.
            if (!Files.isDirectory(target)) {
                throw failure;
            }
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
