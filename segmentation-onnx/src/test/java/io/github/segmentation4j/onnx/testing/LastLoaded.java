package io.github.segmentation4j.onnx.testing;

import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The segmenter that was loaded last, kept open for the next case if that is of the same network and settings: loading takes
 * most of the time of a case. Cases of one key should follow each other. Used by one thread.
 */
public final class LastLoaded implements AutoCloseable {
    private String key = "";
    private @Nullable OnnxSegmenter segmenter;

    /** Returns the segmenter of a key, loaded unless it was asked for last; it stays open until another one is asked for. */
    public OnnxSegmenter of(String key, Supplier<OnnxSegmenter> load) {
        OnnxSegmenter found = segmenter;
        if (found == null || !this.key.equals(key)) {
            close();
            found = load.get();
            segmenter = found;
            this.key = key;
        }
        return found;
    }

    @Override
    public void close() {
        if (segmenter != null) {
            segmenter.close();
            segmenter = null;
        }
    }
}
