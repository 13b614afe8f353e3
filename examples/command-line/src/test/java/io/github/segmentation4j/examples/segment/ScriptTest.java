package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code examples/segment} in a source tree of its own, with a Java that prints its arguments and a Maven
 * wrapper that writes what the build writes.
 */
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "segment");
    private static final String PLAIN_JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
              echo 'openjdk version "17.0.1" 2021-10-19' >&2
              exit 0
            fi
            for argument; do
              echo "<$argument>"
            done
            exit 7
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo built >> builds
            echo "noise of the build"
            mkdir -p examples/command-line/target/classes
            printf '%s' "$PWD/library one.jar:$PWD/two.jar" > examples/command-line/target/class-path.txt
            """;

    @TempDir
    private Path folder;

    private Path root;
    private Path javaHome;

    private record Result(int exitCode, List<String> out, List<String> err) {}

    @BeforeEach
    void makeTree() throws IOException {
        root = folder.resolve("source tree");
        for (String module : List.of("segmentation-api", "segmentation-onnx", "examples/command-line")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.createFile(root.resolve(module).resolve("pom.xml"));
        }
        Files.createDirectories(root.resolve("examples/photos"));
        for (String file :
                List.of("pom.xml", "examples/pom.xml", "examples/photos/astronaut.png", "library one.jar", "two.jar")) {
            Files.createFile(root.resolve(file));
        }
        Files.copy(SCRIPT, root.resolve("examples/segment"));
        program(root.resolve("mvnw"), MAVEN);
        javaHome = folder.resolve("java home");
        program(Files.createDirectories(javaHome.resolve("bin")).resolve("java"), PLAIN_JAVA);
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", javaHome.toString());
        environment.remove("JAVA_OPTS");
        int exitCode = builder.start().waitFor();
        return new Result(
                exitCode,
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("examples/segment"), arguments);
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    @Test
    void isExecutable() {
        assertTrue(Files.isExecutable(SCRIPT));
    }

    @Test
    void buildsTheFirstTimeAndHandsOnArgumentsAndExitCode() throws Exception {
        Result first = run("my photo.jpg", "--alpha", "0.5", "*");
        Result second = run("my photo.jpg", "--alpha", "0.5", "*");

        assertEquals(7, first.exitCode());
        assertEquals(
                List.of("segment: building, which may take a minute or two", "noise of the build"),
                first.err(),
                "what Maven prints is not a result");
        assertEquals(
                List.of(
                        "<io.github.segmentation4j.examples.segment.Main>",
                        "<my photo.jpg>",
                        "<--alpha>",
                        "<0.5>",
                        "<*>"),
                first.out().subList(first.out().size() - 5, first.out().size()));
        Path real = root.toRealPath();
        assertTrue(
                first.out()
                        .contains("<" + real.resolve("examples/command-line/target/classes") + ":"
                                + real.resolve("library one.jar") + ":" + real.resolve("two.jar") + ">"),
                first.out()::toString);
        assertTrue(first.out().contains("<-Dsegment.terminal=false>"), first.out()::toString);
        assertEquals(new Result(7, first.out(), List.of()), second);
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrALibraryIsGone() throws Exception {
        run();
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));

        Path source = Files.createFile(root.resolve("segmentation-api/src/main/New.java"));
        Files.setLastModifiedTime(source, later);
        run();
        assertEquals(2, builds());

        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
        run();
        assertEquals(2, builds());

        Files.delete(root.resolve("two.jar"));
        run();
        assertEquals(3, builds());
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path folderOfLinks = Files.createDirectory(folder.resolve("bin"));
        Path absolute = Files.createSymbolicLink(folderOfLinks.resolve("one"), root.resolve("examples/segment"));
        Path relative = Files.createSymbolicLink(folderOfLinks.resolve("two"), Path.of("one"));

        assertEquals(7, run(absolute).exitCode());
        assertEquals(7, run(relative).exitCode());
        assertEquals(1, builds());
    }

    @Test
    void saysWhenTheBuildFailsAndTriesAgain() throws Exception {
        program(root.resolve("mvnw"), "#!/bin/sh\necho 'no network'\nexit 1\n");

        Result failed = run();
        program(root.resolve("mvnw"), MAVEN);
        Result next = run();

        assertEquals(1, failed.exitCode());
        assertEquals(
                List.of(
                        "segment: building, which may take a minute or two",
                        "no network",
                        "segment: the build failed; what Maven says stands above."),
                failed.err());
        assertEquals(7, next.exitCode());
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        program(javaHome.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_292\"' >&2\n");

        Result result = run();

        assertEquals(1, result.exitCode());
        assertEquals(
                List.of("segment: " + javaHome.resolve("bin/java")
                        + " is version 8, but 17 or newer is needed; install a JDK and set JAVA_HOME."),
                result.err());
        assertFalse(Files.exists(root.resolve("builds")));
    }

    @Test
    void refusesAJavaHomeWithoutJava() throws Exception {
        Files.delete(javaHome.resolve("bin/java"));

        Result result = run();

        assertEquals(1, result.exitCode());
        assertEquals(
                List.of("segment: JAVA_HOME is " + javaHome
                        + ", which has no bin/java; set it to the folder of a JDK 17 or newer."),
                result.err());
    }
}
