package io.github.segmentation4j.onnx;

import io.github.segmentation4j.SegmenterClosedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The graph as it is in the file, loaded when somebody asks for what it gives and its trimmed form does not. */
final class WholeGraph implements AutoCloseable {
    private final Supplier<OnnxSegmenter> loading;
    private @Nullable OnnxSegmenter loaded;
    private boolean closed;

    /**
     * Creates a graph that is not loaded yet.
     *
     * @param loading loads it with all of its nodes; called once
     */
    WholeGraph(Supplier<OnnxSegmenter> loading) {
        this.loading = loading;
    }

    /** Returns the graph, loading it first if nobody has asked before. */
    synchronized OnnxSegmenter loaded() {
        if (closed) {
            throw new SegmenterClosedException(
                    "This segmenter is closed: keep it open as long as images arrive, or load the model again");
        }
        if (loaded == null) {
            loaded = loading.get();
        }
        return loaded;
    }

    /** Releases the graph once no call uses it any more; closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        if (loaded != null) {
            loaded.close();
        }
    }
}
