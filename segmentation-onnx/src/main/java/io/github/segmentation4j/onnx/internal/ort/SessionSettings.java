package io.github.segmentation4j.onnx.internal.ort;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How ONNX Runtime runs a graph.
 *
 * @param threads threads that work on one operator, at least 1
 * @param optimization how far the runtime rewrites the graph when it loads it
 * @param optimizedModels the folder in which rewritten graphs are kept, if they are
 */
public record SessionSettings(int threads, Optimization optimization, Optional<Path> optimizedModels) {

    /** Creates settings with which no rewritten graph is kept. */
    public SessionSettings(int threads, Optimization optimization) {
        this(threads, optimization, Optional.empty());
    }

    /** ONNX Runtime's levels of graph optimisation. */
    public enum Optimization {
        /** The graph runs as it stands in the file. */
        NONE,
        /** Constants are folded, redundant nodes dropped. */
        BASIC,
        /** Nodes are fused as well. */
        EXTENDED,
        /** Memory layouts are changed as well. */
        ALL
    }

    /** Returns these settings for a session that is opened to be asked and not to be run for long. */
    public SessionSettings unoptimized() {
        return new SessionSettings(threads, Optimization.NONE);
    }
}
