package io.github.segmentation4j.onnx;

import io.github.segmentation4j.CallTimes;
import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SpecBuilder;
import io.github.segmentation4j.onnx.internal.load.CallSettings;
import io.github.segmentation4j.onnx.internal.load.Settings;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Collects how a model is run, beside what is said of the model itself.
 *
 * @param <B> the builder itself
 */
abstract class RunBuilder<B extends RunBuilder<B>> extends SpecBuilder<B> {
    /**
     * The most calls that run at once by default. One call keeps all processors busy for most of its time; a few more
     * fill the gaps, and each further one only takes memory.
     */
    private static final int DEFAULT_CONCURRENT_CALLS = 4;

    private Optional<String> variant = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private OptionalInt operatorThreads = OptionalInt.empty();
    private int concurrentCalls = Math.min(threads, DEFAULT_CONCURRENT_CALLS);
    private GraphOptimization optimization = GraphOptimization.ALL;
    private Optional<Path> optimizedModels = Optional.empty();
    private boolean wholeGraph;
    private boolean fineBorders;
    private ConfidenceMeasure confidence = ConfidenceMeasure.PROBABILITY;
    private Optional<Consumer<CallTimes>> listener = Optional.empty();

    RunBuilder() {}

    /** Returns these settings for a model of which so much is said. */
    final Settings settings(ModelSpec single, Optional<ModelSpec> spec, Optional<Preset> preset) {
        return new Settings(
                single,
                spec,
                preset,
                variant,
                operatorThreads,
                optimization,
                optimizedModels,
                wholeGraph,
                fineBorders,
                new CallSettings(threads, concurrentCalls, confidence, listener));
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
        return value;
    }

    /**
     * Sets which variant of a model is loaded where several lie side by side, for example {@code fp16} for
     * {@code model_fp16.onnx}.
     */
    public final B variant(String name) {
        variant = Optional.of(name);
        return self();
    }

    /**
     * Sets how many threads work on one operator of the network, on reading an image and on finding its labels. Unless
     * set, images and labels have as many as there are processors, and the network as many as ONNX Runtime gives every
     * program, one for each core; fewer where this process is granted fewer processors than the machine has.
     *
     * <p>Their number decides in which order sums are added, and so the last bits of scores. For networks of 8 or 16 bits
     * these bits grow; the same number gives the same scores on machines with the same kind of processor.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public final B threads(int threads) {
        this.threads = atLeastOne("threads", threads);
        operatorThreads = OptionalInt.of(threads);
        return self();
    }

    /**
     * Sets how many calls may be in flight at once; further ones wait. Each takes memory for the network's
     * intermediate results. The number of processors unless set, but at most 4, since each call uses many threads
     * by itself.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public final B concurrentCalls(int calls) {
        concurrentCalls = atLeastOne("concurrentCalls", calls);
        return self();
    }

    /** Sets how far the graph is rewritten when it is loaded; {@link GraphOptimization#ALL} unless set. */
    public final B graphOptimization(GraphOptimization optimization) {
        this.optimization = Objects.requireNonNull(optimization, "optimization");
        return self();
    }

    /**
     * Keeps the graphs that are rewritten at loading in a folder, so that the next process need not rewrite them; none is
     * kept unless this is set. A network of 100 MB starts earlier for it, one of some megabytes does not.
     *
     * <p>A file holds a whole model with its weights. Its name is a digest of the model's content, of ONNX Runtime's
     * version, of the {@link #graphOptimization} and of the machine's kind of processor, so that a changed model or
     * another machine gets a file of its own; files are never removed, and any of them may be deleted at any time. One
     * that cannot be loaded is written anew. Several processes may share a folder. Whoever may write to it decides what
     * is run.
     *
     * <p>The folder is never what keeps a model from loading: from one that cannot be written to, the files that are
     * there are used. Models of more than 2 GB and models with weights in further files are loaded without it.
     *
     * @param folder a folder of the default file system
     * @throws IllegalArgumentException if there is no such folder
     */
    public final B optimizedModels(Path folder) {
        if (!Files.isDirectory(folder) || !folder.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    folder + " is not a folder of the default file system: create it before models are kept in it");
        }
        optimizedModels = Optional.of(folder);
        return self();
    }

    /**
     * Runs every node of the graph. Unless this is set, nodes that the result does not need are not run, and a bilinear
     * Resize or an ArgMax at the end of the graph is left to this library, which does the same work in less time. The
     * labels are the same, but for pixels where two classes differ by no more than float32 rounds. In graphs of 8 or 16
     * bits, where such differences grow from node to node, only that end is left out.
     */
    public final B wholeGraph() {
        wholeGraph = true;
        return self();
    }

    /**
     * Draws the borders between labels at the size of the image where the graph ends in an ArgMax. Such a graph gives
     * labels at a size of its own, which are scaled by the nearest pixel unless this is set; with it the scores before
     * the ArgMax are scaled and then compared. Other graphs do so anyway; graphs whose ArgMax cannot be left out, and
     * those run with {@code wholeGraph}, keep their own borders.
     */
    public final B fineBorders() {
        fineBorders = true;
        return self();
    }

    /** Says what {@link OnnxSegmenter#segmentWithConfidence} gives for confidence; without it, the probability of the label. */
    public final B confidence(ConfidenceMeasure measure) {
        confidence = Objects.requireNonNull(measure, "measure");
        return self();
    }

    /**
     * Sets who is told how long the steps of each call took, for example a metrics library.
     *
     * <p>It is told by the thread that made the call, before the call returns, and only of calls that succeed; what it
     * throws, the call throws. The same times are logged at level DEBUG.
     *
     * @param newListener safe for use by as many threads as make calls
     */
    public final B listener(Consumer<CallTimes> newListener) {
        listener = Optional.of(newListener);
        return self();
    }
}
