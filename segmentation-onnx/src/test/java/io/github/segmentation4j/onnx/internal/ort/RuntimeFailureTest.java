package io.github.segmentation4j.onnx.internal.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.RuntimeUnavailableException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.testing.ChildJvm;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a caller reads when ONNX Runtime's library cannot be loaded, each in a process of its own. */
class RuntimeFailureTest {
    private static final int FIRST_JAVA_THAT_DENIES = 24;

    @TempDir
    Path folder;

    /** Loads a model, at once or while the process ends, and prints what comes of it. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                Runtime.getRuntime().addShutdownHook(new Thread(Loading::load));
            } else {
                load();
                load();
            }
        }

        private static void load() {
            try {
                OnnxSegmenter.load(OnnxGraph.pointwise("input", "out", new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}));
            } catch (SegmentationException e) {
                System.out.println("THROWN " + e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    /** Both attempts to load a model must fail with the right type and a sentence with these words. */
    private void fails(ChildJvm java, int times, String[] arguments, String... words)
            throws IOException, InterruptedException {
        String printed = java.run(folder, Loading.class, arguments);
        String[] thrown =
                printed.lines().filter(line -> line.startsWith("THROWN")).toArray(String[]::new);
        assertEquals(times, thrown.length, printed);
        for (String line : thrown) {
            assertTrue(line.startsWith("THROWN RuntimeUnavailableException: "), line);
            for (String word : words) {
                assertTrue(line.contains(word), "\"" + word + "\" is missing in: " + line);
            }
        }
    }

    @Test
    void aTemporaryFolderThatIsMissing() throws IOException, InterruptedException {
        String missing = folder.resolve("missing").toString();
        ChildJvm java = new ChildJvm().option("-Djava.io.tmpdir=" + missing);
        fails(java, 2, new String[0], missing, "temporary folder", "-Djava.io.tmpdir");
    }

    @Test
    void aTemporaryFolderThatIsAFile() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("file"));
        ChildJvm java = new ChildJvm().option("-Djava.io.tmpdir=" + file);
        fails(java, 2, new String[0], file.toString(), "temporary folder", "-Djava.io.tmpdir");
    }

    @Test
    void aJvmThatIsShuttingDown() throws IOException, InterruptedException {
        fails(new ChildJvm(), 1, new String[] {"late"}, "shutting down", "shutdown hook");
    }

    @Test
    @EnabledForJreRange(minVersion = FIRST_JAVA_THAT_DENIES)
    void aJvmThatDeniesNativeAccess() throws IOException, InterruptedException {
        ChildJvm java = new ChildJvm().option("--illegal-native-access=deny");
        fails(java, 2, new String[0], "denies native access", "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aPlatformWithoutALibrary() throws IOException, InterruptedException {
        fails(new ChildJvm().option("-Dos.arch=sparc"), 2, new String[0], "sparc", "Linux x64 and aarch64");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void aLibraryForAnotherProcessor() throws IOException, InterruptedException {
        fails(new ChildJvm().option("-Dos.arch=aarch64"), 2, new String[0], "cannot be loaded on", "aarch64");
    }

    @Test
    void aFolderThatMayNotBeWrittenTo() {
        Throwable first = new RuntimeException("load", new AccessDeniedException("/somewhere"));
        RuntimeUnavailableException failure = RuntimeFailure.of(new ExceptionInInitializerError(first));
        assertTrue(failure.getMessage().contains("AccessDenied: /somewhere"), failure.getMessage());
        assertTrue(failure.getMessage().contains("allow this process to write"), failure.getMessage());
    }

    @Test
    void aFolderFromWhichNothingMayBeExecuted() {
        Throwable first =
                new UnsatisfiedLinkError("/somewhere/libonnxruntime.so: failed to map segment from shared object");
        String message = RuntimeFailure.of(first).getMessage();
        assertTrue(message.contains("noexec") && message.contains("-Djava.io.tmpdir"), message);
    }

    @Test
    void aFullDisk() {
        Throwable first = new UnsatisfiedLinkError("no onnxruntime in java.library.path: /lib");
        String message = RuntimeFailure.of(first).getMessage();
        assertTrue(message.contains("is full") && message.contains("has none for"), message);
    }

    @Test
    void aLackOfMemoryStaysOne() {
        OutOfMemoryError lack = new OutOfMemoryError("test");
        assertSame(lack, assertThrows(OutOfMemoryError.class, () -> RuntimeFailure.of(lack)));
    }

    @Test
    void aCauseThatIsItsOwnCause() {
        Throwable outer = new LinkageError("outer");
        outer.initCause(new RuntimeException("inner", outer));
        assertTrue(RuntimeFailure.of(outer).getMessage().contains("cannot be loaded on"));
    }
}
