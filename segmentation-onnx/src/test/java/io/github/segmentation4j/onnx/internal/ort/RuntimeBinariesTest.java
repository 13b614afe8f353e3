package io.github.segmentation4j.onnx.internal.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the native libraries of ONNX Runtime's artefact name, on all platforms. */
class RuntimeBinariesTest {
    private static final String LIBRARIES = "ai/onnxruntime/native/";

    /** Debug symbols of macOS, which no one loads. */
    private static final String SYMBOLS = ".dSYM/";

    /**
     * Hosts that stand in descriptions of operators, in messages, in certificates of signed files: read by people or by Windows,
     * never by the runtime. A release that names another one is looked at before it is taken.
     */
    private static final Set<String> KNOWN_HOSTS = Set.of(
            "en.wikipedia.org",
            "arxiv.org",
            "devblogs.nvidia.com",
            "docs.nvidia.com",
            "docs.scipy.org",
            "huggingface.co",
            "numpy.org",
            "www.tensorflow.org",
            "www.microsoft.com",
            "www.microsoft.com0",
            "crl.microsoft.com",
            "pytorch.org",
            "papers.nips.cc",
            "ieeexplore.ieee.org",
            "tinyurl.com",
            "www.opencompute.org",
            "github.com",
            // Of Dawn, which draws by WebGPU on macOS.
            "crbug.com",
            "dawn.googlesource.com",
            "dawn-review.googlesource.com",
            "gpuweb.github.io",
            "issues.chromium.org",
            "source.chromium.org");

    /** What 1.29.0 carries: its upload service, its SDK's log file, its folder. */
    private static final List<String> SIGNS_OF_UPLOADS = List.of(
            "OneCollector", "mat-debug", "data.microsoft.com", ".onnxruntime/events", "getaddrinfo", "WinHttpOpen");

    private static final Pattern HOST = Pattern.compile("(?i)https?://([a-z0-9-]+(?:\\.[a-z0-9-]+)+)");

    /** Returns the hosts and signs that a file names and that are not known to be harmless. */
    private static Set<String> suspicious(byte[] content) {
        // Every byte is a letter of its own.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>();
        Matcher hosts = HOST.matcher(text);
        while (hosts.find()) {
            if (!KNOWN_HOSTS.contains(hosts.group(1))) {
                found.add(hosts.group(1));
            }
        }
        for (String sign : SIGNS_OF_UPLOADS) {
            if (text.contains(sign)) {
                found.add(sign);
            }
        }
        return found;
    }

    @Test
    void noLibraryNamesAHostToUploadTo() throws Exception {
        File artefact = new File(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> found = new TreeSet<>();
        Set<String> platforms = new TreeSet<>();
        try (ZipFile zip = new ZipFile(artefact)) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARIES) && !entry.isDirectory() && !name.contains(SYMBOLS)) {
                    platforms.add(name.substring(LIBRARIES.length(), name.lastIndexOf('/')));
                    suspicious(content(zip, entry)).forEach(what -> found.add(name + " names " + what));
                }
            }
        }

        assertEquals(Set.of("linux-aarch64", "linux-x64", "osx-aarch64", "win-x64"), platforms);
        assertEquals(Set.of(), found);
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (var stream = zip.getInputStream(entry)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void whatThatTestSearchesIsFound() {
        byte[] content =
                "\0https://mobile.events.data.microsoft.com/OneCollector/1.0/\0https://en.wikipedia.org/wiki/Rounding"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(
                Set.of("mobile.events.data.microsoft.com", "OneCollector", "data.microsoft.com"), suspicious(content));
        assertTrue(suspicious("\0https://arxiv.org/abs/1803.08494".getBytes(StandardCharsets.ISO_8859_1))
                .isEmpty());
    }
}
