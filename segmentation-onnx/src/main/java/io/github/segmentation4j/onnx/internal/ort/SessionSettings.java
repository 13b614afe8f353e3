package io.github.segmentation4j.onnx.internal.ort;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How ONNX Runtime runs a graph.
 *
 * @param threads threads for what is done beside the runtime, at least 1
 * @param operatorThreads threads that work on one operator; 0 leaves their number to the runtime
 * @param optimization how far the runtime rewrites the graph when it loads it
 * @param optimizedModels the folder in which rewritten graphs are kept, if they are
 */
public record SessionSettings(
        int threads, int operatorThreads, Optimization optimization, Optional<Path> optimizedModels) {

    /** Returns how many threads work on one operator if nobody says so. */
    public static int usualOperatorThreads() {
        return Processor.operatorThreads();
    }

    /** Creates settings with the same number of threads everywhere, with which no rewritten graph is kept. */
    public SessionSettings(int threads, Optimization optimization) {
        this(threads, threads, optimization, Optional.empty());
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
        return new SessionSettings(threads, operatorThreads, Optimization.NONE, Optional.empty());
    }
}
