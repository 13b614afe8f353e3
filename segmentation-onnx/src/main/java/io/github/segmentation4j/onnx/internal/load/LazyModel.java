package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model that is loaded when somebody asks for it first. Safe for use by any number of threads. */
final class LazyModel {
    private final Supplier<Model> loading;
    private @Nullable Model loaded;
    private boolean closed;

    /**
     * Creates a model that is not loaded yet.
     *
     * @param loading loads it; called once
     */
    LazyModel(Supplier<Model> loading) {
        this.loading = loading;
    }

    /** Returns the model, loading it first if nobody has asked before. */
    synchronized Model loaded() {
        if (closed) {
            throw new SegmenterClosedException(
                    "This segmenter is closed: keep it open as long as images arrive, or load the model again");
        }
        if (loaded == null) {
            loaded = loading.get();
        }
        return loaded;
    }

    /** Releases the model once no call uses it any more, which is soon after a deadline; closing twice is harmless. */
    synchronized void close(Deadline deadline) {
        closed = true;
        if (loaded != null) {
            loaded.close(deadline);
        }
    }
}
