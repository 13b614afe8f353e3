package io.github.segmentation4j.onnx.internal.ort;

import io.github.segmentation4j.RuntimeUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means that ONNX Runtime's native library cannot be loaded.
 *
 * <p>The runtime loads it in a static initializer. Who comes second, after another library of the same process, meets a
 * {@link NoClassDefFoundError} whose cause only quotes the first failure, so that texts are looked at beside types.
 */
final class RuntimeFailure {
    /** What the JDK says of whoever registers a shutdown hook or a file to be deleted at the end too late. */
    private static final String SHUTDOWN = "Shutdown in progress";

    /** What the JDK says, since version 24, where native access is denied. */
    private static final String DENIED = "Illegal native access";

    /** What the dynamic linker says, of Linux and of musl, where a file system is mounted with {@code noexec}. */
    private static final List<String> NOT_EXECUTABLE =
            List.of("failed to map segment from shared object", "operation not permitted");

    /** What the runtime's {@code OrtEnvironment} makes of every exception of a file, and of nothing else. */
    private static final String NOT_UNPACKED = "Failed to load onnx-runtime library";

    /**
     * What the JDK says where it was asked for a library that the runtime has not unpacked: the disk is full, or there is
     * none for the platform.
     */
    private static final String NOT_FOUND = "no onnxruntime in java.library.path";

    private RuntimeFailure() {}

    /**
     * Returns the exception for a failed load.
     *
     * @param failure what loading it threw
     * @throws Error if that was an error that has nothing to do with the library, such as a lack of memory
     */
    static RuntimeUnavailableException of(Throwable failure) {
        if (failure instanceof Error error && !(error instanceof LinkageError)) {
            throw error;
        }
        return new RuntimeUnavailableException(sentence(chain(failure)), failure);
    }

    private static String sentence(List<Throwable> chain) {
        if (says(chain, SHUTDOWN)) {
            return "ONNX Runtime cannot be loaded while the JVM is shutting down: load a model before that, not in a"
                    + " shutdown hook";
        }
        if (says(chain, DENIED)) {
            return "This JVM denies native access, without which ONNX Runtime cannot be loaded: start it with"
                    + " --enable-native-access=ALL-UNNAMED, or =com.microsoft.onnxruntime where that is on the module"
                    + " path";
        }
        String folder = System.getProperty("java.io.tmpdir");
        for (String words : NOT_EXECUTABLE) {
            if (says(chain, words)) {
                return "ONNX Runtime's native library was unpacked into the temporary folder " + folder
                        + ", from which nothing may be executed (it may be mounted with noexec): name another folder"
                        + " with -Djava.io.tmpdir";
            }
        }
        if (chain.stream().anyMatch(IOException.class::isInstance) || says(chain, NOT_UNPACKED)) {
            return "ONNX Runtime's native library cannot be unpacked into the temporary folder " + folder + " ("
                    + fileReason(chain) + "): make that folder, allow this process to write to it, or name another one"
                    + " with -Djava.io.tmpdir";
        }
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (says(chain, NOT_FOUND)) {
            return "ONNX Runtime's native library was not unpacked: either its Maven artefact has none for " + platform
                    + ", or the disk of the temporary folder " + folder + " is full: make room there, or name another"
                    + " folder with -Djava.io.tmpdir";
        }
        return "ONNX Runtime's native library cannot be loaded on " + platform
                + ": its Maven artefact carries Linux x64 and aarch64 (glibc), macOS aarch64 and Windows x64; on"
                + " Windows install the current Visual C++ runtime, elsewhere see the cause";
    }

    private static String fileReason(List<Throwable> chain) {
        return chain.stream()
                .filter(IOException.class::isInstance)
                .findFirst()
                .map(failure ->
                        failure.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + failure.getMessage())
                .orElse("see the cause");
    }

    private static boolean says(List<Throwable> chain, String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return chain.stream()
                .map(Throwable::getMessage)
                .anyMatch(message ->
                        message != null && message.toLowerCase(Locale.ROOT).contains(lower));
    }

    /** Returns an exception and its causes, each once. */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        @Nullable Throwable next = failure;
        while (next != null && seen.add(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }
}
