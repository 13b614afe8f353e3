package io.github.segmentation4j.onnx.runtime;

/**
 * How far ONNX Runtime rewrites a graph when it loads it; the levels are the runtime's own.
 *
 * <p>A higher level takes longer to load and runs faster. Fused nodes add up in another order, so that scores move by
 * some float32 rounding errors between levels.
 */
public enum GraphOptimization {
    /** The graph runs as it stands in the file. */
    NONE,
    /** Constants are folded and redundant nodes dropped. */
    BASIC,
    /** Nodes are fused as well. */
    EXTENDED,
    /** Memory layouts are changed as well; the default, as it is the runtime's. */
    ALL
}
