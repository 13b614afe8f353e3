package io.github.segmentation4j.onnx;

import io.github.segmentation4j.onnx.internal.ort.SessionSettings.Optimization;

/**
 * How far ONNX Runtime rewrites a graph when it loads it; the levels are the runtime's own.
 *
 * <p>A higher level takes longer to load and runs faster. Fused nodes add up in another order, so that scores move by
 * some float32 rounding errors between levels.
 */
public enum GraphOptimization {
    /** The graph runs as it stands in the file. */
    NONE(Optimization.NONE),
    /** Constants are folded and redundant nodes dropped. */
    BASIC(Optimization.BASIC),
    /** Nodes are fused as well. */
    EXTENDED(Optimization.EXTENDED),
    /** Memory layouts are changed as well; the default, as it is the runtime's. */
    ALL(Optimization.ALL);

    private final Optimization level;

    GraphOptimization(Optimization level) {
        this.level = level;
    }

    /** Returns the level that the session is told. */
    Optimization level() {
        return level;
    }
}
