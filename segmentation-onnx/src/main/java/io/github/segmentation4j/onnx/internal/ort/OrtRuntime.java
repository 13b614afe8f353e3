package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.github.segmentation4j.RuntimeUnavailableException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one ONNX Runtime environment of the process. */
final class OrtRuntime {
    /**
     * Below this level the runtime writes nothing to standard error. What it calls an error reaches us as an exception
     * too, so that printing it as well would only say it twice.
     */
    static final OrtLoggingLevel LOG_LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    private static final String LOGGING_ID = "segmentation4j";

    /**
     * Bytes. From 1.29.0 on, the runtime searches the command line of the process with a recursive regular expression before it
     * does anything else, which overflows the stack of a common thread where the class path is long (docs/decisions.md). This is
     * address space, of which only what is used becomes memory.
     */
    private static final long STACK_SIZE = 64L << 20;

    private static final boolean INHERIT_THREAD_LOCALS = false;

    /** Runs once, in a thread of its own. */
    private static final FutureTask<OrtEnvironment> LOADING = new FutureTask<>(OrtRuntime::load);

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private OrtRuntime() {}

    /**
     * Begins to load the runtime's native library, in another thread and only once in the life of the process. It lies
     * packed in the runtime's jar: unpacking it takes as long as everything else that loading a small model needs.
     */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread thread =
                    new Thread(null, LOADING, "segmentation4j loads ONNX Runtime", STACK_SIZE, INHERIT_THREAD_LOCALS);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Returns the environment, which lives as long as the process and is never closed.
     *
     * @throws RuntimeUnavailableException if the runtime's native library cannot be loaded
     */
    static OrtEnvironment environment() {
        begin();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return LOADING.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw RuntimeFailure.of(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OrtEnvironment load() throws IOException, OrtException {
        OrtEnvironment environment = NativeLibraries.with(() -> OrtEnvironment.getEnvironment(LOG_LEVEL, LOGGING_ID));
        // On Windows the runtime tells the operating system of each session, which may pass it on (Privacy.md of
        // 1.28.0). Elsewhere this has no effect: what 1.29.0 sends obeys the environment variable only.
        environment.setTelemetry(false);
        return environment;
    }
}
