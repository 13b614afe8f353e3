package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.decode.Decoder;
import io.github.segmentation4j.onnx.internal.decode.TensorView;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import io.github.segmentation4j.onnx.internal.pipeline.Pipeline;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A segmenter for an ONNX model, run by ONNX Runtime on the processor.
 *
 * <pre>{@code
 * try (Segmenter segmenter = OnnxSegmenter.load(Path.of("fcn-resnet50.onnx"))) {
 *     LabelMap labels = segmenter.segment(Photos.read(Path.of("camel.jpg")));
 * }
 * }</pre>
 *
 * <p><b>What is known without settings.</b> A graph as torchvision exports FCN and DeepLabV3 (input {@code input} float32
 * [N,3,H,W]; output {@code out}, and perhaps {@code aux}, float32 [N,21,H,W]) is run with torchvision's own
 * pre-processing and the names of PASCAL VOC, see {@link Preset}. A model with {@code config.json} and
 * {@code preprocessor_config.json} of Hugging Face beside it is run as they say. Any other graph needs the settings of
 * {@link Builder}; loading it without them names the ones that are missing.
 *
 * <p><b>What a graph must look like.</b> One input, float32 [N,3,H,W], and scores (logits) float32 [N,C,h,w] at any
 * scale, N free or 1, sizes fixed or free.
 *
 * <p><b>Result.</b> The scores are scaled to the size of the image bilinearly (align_corners = false, as PyTorch does),
 * and the class with the highest score is the label; of equal scores the lowest class id wins.
 *
 * <p><b>Threads.</b> One instance may be called by any number of threads. Up to
 * {@link Builder#concurrentCalls concurrentCalls} of them are in flight at once, further ones wait; each of those holds
 * direct buffers for its input and scores, which are used again from call to call.
 *
 * <p><b>Side effects.</b> None beyond memory: nothing is downloaded or sent, no file is written, nothing is printed.
 * Events are logged at level DEBUG to {@link System.Logger}s whose names begin with
 * {@code io.github.segmentation4j.onnx}.
 */
public final class OnnxSegmenter implements Segmenter {
    private final Pipeline pipeline;
    private final InputPlan input;
    private final OutputPlan output;
    private final ModelDescription description;

    /** Creates a segmenter that owns a pipeline. */
    OnnxSegmenter(Pipeline pipeline, InputPlan input, OutputPlan output, ModelDescription description) {
        this.pipeline = pipeline;
        this.input = input;
        this.output = output;
        this.description = description;
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
        return pipeline.run(
                image, (outputs, geometry) -> Decoder.labels(grid(outputs), image.getWidth(), image.getHeight()));
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return pipeline.run(
                image,
                (outputs, geometry) ->
                        Decoder.labelsWithConfidence(grid(outputs), image.getWidth(), image.getHeight()));
    }

    /**
     * Returns the labels at the size at which the network gives its scores, without scaling them to the image.
     *
     * @param image an image of any type
     * @return labels that cover the image, with a width and height of the network's own
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InvalidModelException if the network fails on this image
     * @throws SegmenterClosedException if this segmenter is closed
     */
    public LabelMap segmentAtNetworkSize(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return pipeline.run(image, (outputs, geometry) -> {
            ScoreGrid scores = grid(outputs);
            return Decoder.labels(scores, scores.width(), scores.height());
        });
    }

    /**
     * Returns a copy of the network's raw scores for an image.
     *
     * @param image an image of any type
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InvalidModelException if the network fails on this image
     * @throws SegmenterClosedException if this segmenter is closed
     */
    public Scores scores(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return pipeline.run(image, (outputs, geometry) -> Scores.copyOf(grid(outputs)));
    }

    private static ScoreGrid grid(List<TensorView> outputs) {
        TensorView view = outputs.get(0);
        return new ScoreGrid(
                view.data().asFloatBuffer(),
                Math.toIntExact(view.shape().get(1)),
                Math.toIntExact(view.shape().get(3)),
                Math.toIntExact(view.shape().get(2)));
    }

    @Override
    public ClassNames classNames() {
        return output.classNames();
    }

    /** Returns the steps that make the network's input of an image. */
    public Preprocessing preprocessing() {
        return input.steps().orElseThrow();
    }

    /** Returns everything that was decided about the model, and from where each of it is known. */
    public ModelDescription describe() {
        return description;
    }

    @Override
    public void close() {
        pipeline.close();
    }

    /** Returns the model, its pre-processing and its classes in one line. */
    @Override
    public String toString() {
        return description.model() + ": " + input.tensor() + ", " + preprocessing() + " -> " + output.kind() + " of "
                + output.classNames().size() + " classes in \"" + String.join("\", \"", output.tensors()) + "\"";
    }

    /**
     * Settings for a model, each of them optional where the model says enough by itself.
     *
     * <p>What is set here wins over a {@link #spec} or {@link #preset}, and those over what stands beside the model or in
     * its graph; with one of them, the files beside the model are not even read. A builder may load any number of models.
     * Not safe for use by two threads at once.
     */
    public static final class Builder {
        private final Settings settings = new Settings();

        private Builder() {}

        /** Sets everything that a model's description says; single settings still win over it. */
        public Builder spec(ModelSpec spec) {
            settings.spec = Objects.requireNonNull(spec, "spec");
            return this;
        }

        /** Runs the model by the conventions of a known network. */
        public Builder preset(Preset preset) {
            settings.preset = Objects.requireNonNull(preset, "preset");
            return this;
        }

        /** Sets the name of the input that takes the image; needed when several could. */
        public Builder input(String name) {
            settings.single.input(name);
            return this;
        }

        /** Sets the size to which an image is brought. */
        public Builder size(SizeRule size) {
            settings.single.size(size);
            return this;
        }

        /** Sets the filter that brings an image to that size; {@link Resampling#PILLOW_BILINEAR} unless set. */
        public Builder resampling(Resampling resampling) {
            settings.single.resampling(resampling);
            return this;
        }

        /** Sets which part of the resized image the network sees; all of it unless set. */
        public Builder crop(Crop crop) {
            settings.single.crop(crop);
            return this;
        }

        /** Sets what is put around the image; nothing unless set. */
        public Builder padding(Padding padding) {
            settings.single.padding(padding);
            return this;
        }

        /**
         * Sets what is subtracted from each channel once it is scaled, in the order in which the network takes the
         * channels.
         *
         * @throws IllegalArgumentException unless there are three values, finite as float32
         */
        public Builder mean(double... mean) {
            settings.single.mean(Arrays.stream(mean).boxed().toList());
            return this;
        }

        /**
         * Sets what each channel is divided by once the mean is subtracted, in the order in which the network takes the
         * channels.
         *
         * @throws IllegalArgumentException unless there are three values, finite and above 0 as float32
         */
        public Builder std(double... std) {
            settings.single.std(Arrays.stream(std).boxed().toList());
            return this;
        }

        /**
         * Sets what the samples, 0 to 255, are multiplied by before the mean is subtracted; 1/255 unless set.
         *
         * @throws IllegalArgumentException if it is not finite or 0
         */
        public Builder scale(double scale) {
            settings.single.scale(scale);
            return this;
        }

        /** Sets scale, mean and deviation at once. */
        public Builder normalization(Normalization normalization) {
            settings.single.normalization(normalization);
            return this;
        }

        /** Sets the order in which the network takes the channels; {@link ChannelOrder#RGB} unless set. */
        public Builder channelOrder(ChannelOrder order) {
            settings.single.channelOrder(order);
            return this;
        }

        /** Composites transparent images on a color, whose own alpha is ignored, instead of dropping their alpha. */
        public Builder compositeOn(Color background) {
            settings.single.alphaHandling(AlphaHandling.compositeOn(background));
            return this;
        }

        /** Sets the order of the axes of the input; needed where the graph leaves all of them open. */
        public Builder layout(TensorLayout layout) {
            settings.single.layout(layout);
            return this;
        }

        /** Sets which of the graph's outputs holds the scores or labels; needed when several could. */
        public Builder output(String name) {
            settings.single.output(name);
            return this;
        }

        /** Sets which of the graph's outputs holds the masks of a network of mask queries. */
        public Builder maskOutput(String name) {
            settings.single.maskOutput(name);
            return this;
        }

        /** Sets what the output's numbers mean; needed for a single channel whose origin the graph does not show. */
        public Builder outputKind(OutputKind kind) {
            settings.single.outputKind(kind);
            return this;
        }

        /** Sets the order of the axes of the output. */
        public Builder outputLayout(TensorLayout layout) {
            settings.single.outputLayout(layout);
            return this;
        }

        /**
         * Sets the value above which a pixel of a single channel is foreground; 0.5 for probabilities and 0 for logits
         * unless set.
         *
         * @throws IllegalArgumentException if it is not finite as float32
         */
        public Builder threshold(double threshold) {
            settings.single.threshold(threshold);
            return this;
        }

        /** Sets the names of the classes, as many as the model has; numbered unless set. */
        public Builder classNames(ClassNames names) {
            settings.single.classNames(names);
            return this;
        }

        /**
         * Sets which variant of a model is loaded where several lie side by side, for example {@code fp16} for
         * {@code model_fp16.onnx}.
         */
        public Builder variant(String name) {
            settings.variant = Optional.of(name);
            return this;
        }

        /**
         * Sets how many threads work on one operator of the network; the number of processors unless set.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder threads(int threads) {
            settings.threads = Settings.atLeastOne("threads", threads);
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
            settings.concurrentCalls = Settings.atLeastOne("concurrentCalls", calls);
            return this;
        }

        /** Sets how far the graph is rewritten when it is loaded; {@link GraphOptimization#ALL} unless set. */
        public Builder graphOptimization(GraphOptimization optimization) {
            settings.optimization = Objects.requireNonNull(optimization, "optimization");
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
            return Loader.load(model, settings);
        }

        /**
         * Loads a model from the content of its file.
         *
         * @param model the bytes of the file, with all weights inside; they may be changed once this returns
         * @throws InvalidModelException if it is no ONNX model, or a setting is missing or does not fit the graph
         */
        public OnnxSegmenter load(byte[] model) {
            return Loader.load(model, settings);
        }

        /**
         * Loads a model from a stream.
         *
         * @param model read to its end and left open
         * @throws InvalidModelException if the stream cannot be read, is no ONNX model, or a setting is missing or does
         *     not fit the graph
         */
        public OnnxSegmenter load(InputStream model) {
            return Loader.load(model, settings);
        }

        /**
         * Tells what is known of a model, from where, and what is missing to run it; the model is not kept loaded.
         *
         * @param model a file, or a folder that holds one
         * @throws InvalidModelException if it cannot be a segmentation network, or its sources contradict each other
         */
        public ModelDescription describe(Path model) {
            return Loader.describe(model, settings);
        }
    }
}
