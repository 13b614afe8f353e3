package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.github.segmentation4j.RuntimeUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The one ONNX Runtime environment of the process, and what its failures mean. */
final class OrtRuntime {
    /**
     * Below this level the runtime writes nothing to standard error. What it calls an error reaches us as an exception
     * too, so that printing it as well would only say it twice.
     */
    static final OrtLoggingLevel LOG_LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    private static final String LOGGING_ID = "segmentation4j";

    /** Runs once, in whichever thread comes first. */
    private static final FutureTask<OrtEnvironment> LOADING = new FutureTask<>(OrtRuntime::load);

    private OrtRuntime() {}

    /**
     * Begins to load the runtime's native library, in another thread and only once in the life of the process. It lies
     * packed in the runtime's jar: unpacking it takes as long as everything else that loading a small model needs.
     */
    static void begin() {
        if (!LOADING.isDone()) {
            Thread thread = new Thread(LOADING, "segmentation4j loads ONNX Runtime");
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
        LOADING.run();
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

    private static OrtEnvironment load() {
        return OrtEnvironment.getEnvironment(LOG_LEVEL, LOGGING_ID);
    }

    /** Returns the runtime's reason for a failure as one line, without its error codes. */
    static String reason(OrtException e) {
        String message = e.getMessage() == null ? e.getCode().name() : e.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.replaceFirst("^Error code - ORT_\\w+ - message: ", "");
    }
}
