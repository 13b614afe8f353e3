package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SpecBuilder;
import io.github.segmentation4j.onnx.internal.load.LoadedModel;
import io.github.segmentation4j.onnx.internal.load.Loader;
import io.github.segmentation4j.onnx.internal.load.Settings;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A segmenter for an ONNX model, run by ONNX Runtime on the processor.
 *
 * <pre>{@code
 * try (Segmenter segmenter = OnnxSegmenter.load(Path.of("fcn-resnet50.onnx"))) {
 *     LabelMap labels = segmenter.segment(Photos.read(Path.of("camel.jpg")));
 * }
 * }</pre>
 *
 * <p><b>What decides how a model is run</b>, the strongest source first: single calls of the {@link Builder}; its
 * {@link Builder#spec spec} or {@link Builder#preset preset}; a side-car {@code NAME.segmentation.json} beside
 * {@code NAME.onnx}; metadata inside the file; the files that Hugging Face or mmdeploy leave beside it; what the graph
 * declares and what its nodes prove; torchvision's preset for a graph with the inputs and outputs of its export; a
 * default. Presets and defaults give way to the graph, other sources may not contradict it. {@link #describe} tells for
 * each part what was decided and from where; what nobody says is an error that names the missing parts.
 *
 * <p><b>What a graph must look like.</b> One input of images, [N,C,H,W] or [N,H,W,C] of float32, float16, bfloat16, uint8
 * or int8, sizes fixed or free. It takes three channels or any other number of them, see
 * {@link io.github.segmentation4j.model.ChannelOrder}; where N is fixed, the image is given N times. An output of scores at any scale, [N,C,h,w] or [N,h,w,C], logits or probabilities, with
 * one channel for a foreground; or of labels [N,h,w]; or the pair of MaskFormer and Mask2Former.
 *
 * <p><b>Result.</b> The scores are scaled to the size of the image bilinearly (align_corners = false, as PyTorch does),
 * and the class with the highest score is the label; of equal scores the lowest class id wins. A single channel is
 * foreground where it is above its threshold. Labels are scaled by the nearest pixel. What cropping and padding did to
 * the image is undone; outside a center crop a pixel has the scores of the nearest one inside.
 *
 * <p><b>Threads.</b> One instance may be called by any number of threads. Up to
 * {@link Builder#concurrentCalls concurrentCalls} of them are in flight at once, further ones wait; each of those in flight
 * holds direct buffers for its input and scores, which are used again from call to call. An interrupt ends the waiting with a
 * {@link io.github.segmentation4j.SegmentationInterruptedException}, closing ends it with a
 * {@link SegmenterClosedException}; a network that runs is interrupted by neither.
 *
 * <p><b>Side effects.</b> Nothing is downloaded or sent, and nothing is printed. No file is written but in the folder of
 * {@link Builder#optimizedModels optimizedModels}, and to a folder of the process's own among the temporary files, with ONNX
 * Runtime's native libraries, which is deleted when Java ends. That holds for ONNX Runtime 1.28.0, which this library is built
 * with; later releases send reports unless the environment variable {@code ORT_DISABLE_TELEMETRY} is 1.
 * Events are logged at level DEBUG to {@link System.Logger}s whose names begin with {@code io.github.segmentation4j}.
 */
public final class OnnxSegmenter implements Segmenter {
    private final LoadedModel loaded;

    private OnnxSegmenter(LoadedModel loaded) {
        this.loaded = loaded;
    }

    /**
     * Loads a model that needs no settings.
     *
     * @param model a file; weights in further files beside it are found
     * @throws InvalidModelException if there is no such file, it is no ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(Path model) {
        return builder().load(model);
    }

    /**
     * Loads a model that needs no settings from the content of its file, for example a resource in a jar.
     *
     * @param model the bytes of the file, with all weights inside; they may be changed once this returns
     * @throws InvalidModelException if it is no ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(byte[] model) {
        return builder().load(model);
    }

    /**
     * Loads a model that needs no settings from a stream, for example a resource in a jar.
     *
     * @param model read to its end and left open
     * @throws InvalidModelException if the stream cannot be read, is no ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(InputStream model) {
        return builder().load(model);
    }

    /** Returns a builder for a model that needs settings, or is to be run with others than its own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public LabelMap segment(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labels(image);
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labelsWithConfidence(image);
    }

    /**
     * Returns the labels at the size at which the network gives its scores, without scaling them to the image.
     *
     * @param image an image of any type
     * @return labels that cover what the network sees, with its own width and height: the image, less what a crop cut off,
     *     with the padding around it
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     */
    public LabelMap segmentAtNetworkSize(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labelsAtNetworkSize(image);
    }

    /**
     * Returns a copy of the network's raw scores for an image.
     *
     * <p>Where the graph's last nodes are not run, see {@link #describe}, the first call loads the graph once more as it is
     * in the file, which must not have changed; it stays loaded until this segmenter is closed.
     *
     * @param image an image of any type
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be, or are labels without any scores
     * @throws SegmenterClosedException if this segmenter is closed
     */
    public Scores scores(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return asInFile().scores(image, Scores::copyOf);
    }

    @Override
    public ClassNames classNames() {
        return loaded.model().classNames();
    }

    /** Returns the steps that make the network's input of an image. */
    public Preprocessing preprocessing() {
        return loaded.model().steps();
    }

    /** Returns everything that was decided about the model, and from where each of it is known. */
    public ModelDescription describe() {
        return loaded.description();
    }

    /** Returns the model whose outputs are those of the graph in the file; it is closed with this segmenter. */
    Model asInFile() {
        return loaded.asInFile();
    }

    @Override
    public void close() {
        loaded.close();
    }

    /** Returns the model, its pre-processing and its classes in one line. */
    @Override
    public String toString() {
        OutputFormat format = loaded.model().format();
        return OneLine.of(describe().model() + ": " + loaded.input() + ", " + preprocessing() + " -> " + format.kind()
                + " of " + classNames().size() + " classes in \"" + String.join("\", \"", format.names()) + "\"");
    }

    /**
     * Settings for a model, each of them optional where the model says enough by itself.
     *
     * <p>What is set by a single call wins over a {@link #spec} or {@link #preset}, and those over what stands beside the
     * model and inside it; with one of them, the files beside the model are not even read. What is open in the end has
     * these defaults: alpha dropped, channels in the order red, green, blue, Pillow's bilinear filter, no crop, no
     * padding, a scale of 1/255, a threshold of 0.5 for probabilities and of 0 for logits, numbered classes. A builder may
     * load any number of models. Not safe for use by two threads at once.
     */
    public static final class Builder extends SpecBuilder<Builder> {
        /**
         * The most calls that run at once by default. One call keeps all processors busy for most of its time; a few more
         * fill the gaps, and each further one only takes memory.
         */
        private static final int DEFAULT_CONCURRENT_CALLS = 4;

        private Optional<ModelSpec> spec = Optional.empty();
        private Optional<Preset> preset = Optional.empty();
        private Optional<String> variant = Optional.empty();
        private int threads = Runtime.getRuntime().availableProcessors();
        private OptionalInt operatorThreads = OptionalInt.empty();
        private int concurrentCalls = Math.min(threads, DEFAULT_CONCURRENT_CALLS);
        private GraphOptimization optimization = GraphOptimization.ALL;
        private Optional<Path> optimizedModels = Optional.empty();
        private boolean wholeGraph;
        private boolean fineBorders;
        private ConfidenceMeasure confidence = ConfidenceMeasure.PROBABILITY;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        private Settings settings() {
            return new Settings(
                    toSpec(),
                    spec,
                    preset,
                    variant,
                    threads,
                    operatorThreads,
                    concurrentCalls,
                    optimization,
                    optimizedModels,
                    wholeGraph,
                    fineBorders,
                    confidence);
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
            }
            return value;
        }

        /** Sets everything that a model's description says; single settings still win over it. */
        public Builder spec(ModelSpec spec) {
            this.spec = Optional.of(spec);
            return this;
        }

        /** Runs the model by the conventions of a known network. */
        public Builder preset(Preset preset) {
            this.preset = Optional.of(preset);
            return this;
        }

        /** Composites transparent images on a color, whose own alpha is ignored, instead of dropping their alpha. */
        public Builder compositeOn(Color background) {
            return alphaHandling(AlphaHandling.compositeOn(background));
        }

        /**
         * Sets which variant of a model is loaded where several lie side by side, for example {@code fp16} for
         * {@code model_fp16.onnx}.
         */
        public Builder variant(String name) {
            variant = Optional.of(name);
            return this;
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
        public Builder threads(int threads) {
            this.threads = atLeastOne("threads", threads);
            operatorThreads = OptionalInt.of(threads);
            return this;
        }

        /**
         * Sets how many calls may be in flight at once; further ones wait. Each takes memory for the network's
         * intermediate results. The number of processors unless set, but at most 4, since each call uses many threads
         * by itself.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder concurrentCalls(int calls) {
            concurrentCalls = atLeastOne("concurrentCalls", calls);
            return this;
        }

        /** Sets how far the graph is rewritten when it is loaded; {@link GraphOptimization#ALL} unless set. */
        public Builder graphOptimization(GraphOptimization optimization) {
            this.optimization = Objects.requireNonNull(optimization, "optimization");
            return this;
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
        public Builder optimizedModels(Path folder) {
            if (!Files.isDirectory(folder) || !folder.getFileSystem().equals(FileSystems.getDefault())) {
                throw new IllegalArgumentException(
                        folder + " is not a folder of the default file system: create it before models are kept in it");
            }
            optimizedModels = Optional.of(folder);
            return this;
        }

        /**
         * Runs every node of the graph. Unless this is set, nodes that the result does not need are not run, and a bilinear
         * Resize or an ArgMax at the end of the graph is left to this library, which does the same work in less time. The
         * labels are the same, but for pixels where two classes differ by no more than float32 rounds. In graphs of 8 or 16
         * bits, where such differences grow from node to node, only that end is left out.
         */
        public Builder wholeGraph() {
            wholeGraph = true;
            return this;
        }

        /**
         * Draws the borders between labels at the size of the image where the graph ends in an ArgMax. Such a graph gives
         * labels at a size of its own, which are scaled by the nearest pixel unless this is set; with it the scores before
         * the ArgMax are scaled and then compared. Other graphs do so anyway; graphs whose ArgMax cannot be left out, and
         * those run with {@link #wholeGraph}, keep their own borders.
         */
        public Builder fineBorders() {
            fineBorders = true;
            return this;
        }

        /** Says what {@link #segmentWithConfidence} gives for confidence; without it, the probability of the label. */
        public Builder confidence(ConfidenceMeasure measure) {
            confidence = Objects.requireNonNull(measure, "measure");
            return this;
        }

        /**
         * Loads a model from a file.
         *
         * @param model a file; weights in further files beside it are found
         * @throws InvalidModelException if there is no such file, it is no ONNX model, or a setting is missing or does
         *     not fit the graph
         */
        public OnnxSegmenter load(Path model) {
            return new OnnxSegmenter(Loader.load(model, settings()));
        }

        /**
         * Loads a model from the content of its file.
         *
         * @param model the bytes of the file, with all weights inside; they may be changed once this returns
         * @throws InvalidModelException if it is no ONNX model, or a setting is missing or does not fit the graph
         */
        public OnnxSegmenter load(byte[] model) {
            return new OnnxSegmenter(Loader.load(model, settings()));
        }

        /**
         * Loads a model from a stream.
         *
         * @param model read to its end and left open
         * @throws InvalidModelException if the stream cannot be read, is no ONNX model, or a setting is missing or does
         *     not fit the graph
         */
        public OnnxSegmenter load(InputStream model) {
            return new OnnxSegmenter(Loader.load(model, settings()));
        }

        /**
         * Tells what is known of a model, from where, and what is missing to run it; the model is not kept loaded.
         *
         * @param model a file, or a folder that holds one
         * @throws InvalidModelException if it cannot be a segmentation network, or its sources contradict each other
         */
        public ModelDescription describe(Path model) {
            return Loader.describe(model, settings());
        }
    }
}
