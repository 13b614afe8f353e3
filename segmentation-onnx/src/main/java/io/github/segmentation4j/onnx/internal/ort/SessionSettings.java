package io.github.segmentation4j.onnx.internal.ort;

import io.github.segmentation4j.onnx.runtime.GraphOptimization;
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
        int threads, int operatorThreads, GraphOptimization optimization, Optional<Path> optimizedModels) {

    /** Returns how many threads work on one operator if nobody says so. */
    public static int usualOperatorThreads() {
        return Processor.operatorThreads();
    }

    /** Creates settings with the same number of threads everywhere, with which no rewritten graph is kept. */
    public SessionSettings(int threads, GraphOptimization optimization) {
        this(threads, threads, optimization, Optional.empty());
    }

    /** Returns these settings for a session that is opened to be asked and not to be run for long. */
    public SessionSettings unoptimized() {
        return new SessionSettings(threads, operatorThreads, GraphOptimization.NONE, Optional.empty());
    }
}
