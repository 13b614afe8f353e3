package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.tile.SegmenterInTiles;
import io.github.segmentation4j.engine.tile.TiledModel;
import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.internal.load.LoadedModel;
import io.github.segmentation4j.onnx.internal.load.Loader;
import io.github.segmentation4j.onnx.internal.load.Settings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
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
 * holds direct buffers for its input and scores, which are used again from call to call. An interrupt ends a call with a
 * {@link SegmentationInterruptedException}: the waiting at once, the network with the node of its graph at which it is. Closing
 * ends the waiting with a {@link SegmenterClosedException}; {@link #close()} lets networks run to their ends,
 * {@link #close(Duration)} only for some time.
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
     * @throws InvalidModelException if there is no such file, it is not an ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(Path model) {
        return builder().load(model);
    }

    /**
     * Loads a model that needs no settings from the content of its file, for example a resource in a jar.
     *
     * @param model the bytes of the file, with all weights inside; they may be changed once this returns
     * @throws InvalidModelException if it is not an ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(byte[] model) {
        return builder().load(model);
    }

    /**
     * Loads a model that needs no settings from a stream, for example a resource in a jar.
     *
     * @param model read to its end and left open
     * @throws InvalidModelException if the stream cannot be read, is not an ONNX model, or settings are missing
     */
    public static OnnxSegmenter load(InputStream model) {
        return builder().load(model);
    }

    /** Returns a builder for a model that needs settings, or is to be run with others than its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the class of every pixel of an image.
     *
     * @param image an image of any type and size; it is read and never changed
     * @return labels with the width and height of the image, numbered as {@link #classNames} are
     * @throws InvalidImageException if the image is too large for the memory that the network needs, or has a shape or bands
     *     that it cannot take
     * @throws InferenceFailedException if the network fails on this image
     * @throws SegmenterClosedException if this segmenter is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    @Override
    public LabelMap segment(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labels(image);
    }

    @Override
    public LabelMap segment(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labels(image, Deadline.after(timeout));
    }

    /**
     * Returns the class of every pixel of an image with the confidence of each, which is what {@link Builder#confidence} says:
     * unless set, the probability of the label.
     *
     * @param image an image of any type and size; it is read and never changed
     * @return labels and confidences from 0 to 1 with the width and height of the image
     * @throws InvalidImageException if the image is too large for the memory that the network needs, or has a shape or bands
     *     that it cannot take
     * @throws InvalidModelException if the network gives labels without any scores
     * @throws InferenceFailedException if the network fails on this image
     * @throws SegmenterClosedException if this segmenter is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    @Override
    public Segmentation segmentWithConfidence(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labelsWithConfidence(image);
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return loaded.model().labelsWithConfidence(image, Deadline.after(timeout));
    }

    /**
     * Returns how probable one class is at every pixel of an image: a soft mask, for cut-outs with soft edges.
     *
     * <p>Of logits it is their softmax at the pixel, scores scaled to the size of the image first; of probabilities the scaled
     * probability; of mask queries the class's share in the sum of all; of a single channel the foreground's probability for
     * label 1 and the rest for label 0. What crop and padding did to the image is undone. Where the class has the highest score
     * of all it equals the confidence of {@link #segmentWithConfidence(BufferedImage)}.
     *
     * @param image an image of any type and size; it is read and never changed
     * @param label a class, numbered as {@link #classNames} are
     * @return values from 0 to 1 with the width and height of the image
     * @throws IndexOutOfBoundsException if there is no such class
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InvalidModelException if the network gives labels without any scores
     * @throws InferenceFailedException if the network fails on this image
     * @throws SegmenterClosedException if this segmenter is closed, also while this call waits for its turn
     */
    public ConfidenceMap probability(BufferedImage image, int label) {
        Objects.requireNonNull(image, "image");
        return loaded.model().probability(image, label);
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
        Model model = asInFile();
        return model.scores(image, (grid, geometry) -> Scores.copyOf(grid, geometry, model));
    }

    /**
     * Returns a segmenter of the same network that sees images in tiles, at their own scale: for images that are too large to be
     * seen at once, or whose small things are lost when they are made smaller. An image is neither resized nor cropped, and padded
     * only to the multiples of a number that the model's own steps name.
     *
     * <p>Where the halo is as wide as the network's receptive field, which {@link #describe} names, labels and confidences equal
     * those of the whole image bit for bit; that is the halo unless the tiles say another one. Where a network looks at all of its
     * input (image pooling, attention), they cannot, and the halo is 128 pixels unless the tiles say another one. If the model
     * takes one size only, tiles have that size, whatever the tiles say, with a halo of at most a quarter of it unless they say
     * another one; the last ones are shifted back until they end with the image, or are padded as the model pads. If it gives labels
     * and no scores, they are put side by side. Neither is what the whole image would give. A call holds
     * {@code 4 C ceil(W/s) (size/s + 4)} bytes of scores beside the labels, with C classes, an image W pixels wide and
     * scores s pixels apart, and what the network needs for one tile.
     *
     * @return safe for use by any number of threads; closing it closes this one, and the other way round. Its calls count as
     *     this one's, tile by tile; they throw an {@link InferenceFailedException} if the scores of a tile do not lie on a grid
     * @throws InvalidModelException if the network gives labels without scores and the tiles are to be blended, if it takes one
     *     size only of which the halo leaves nothing, or if it fixes one side of its input and not the other
     */
    public TiledSegmenter tiled(Tiles tiles) {
        Objects.requireNonNull(tiles, "tiles");
        return new SegmenterInTiles(new TiledModel(loaded.model(), tiles, loaded.field(), loaded.onlySize()), this);
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

    /**
     * Waits for the calls in flight, but no longer than some time; then stops the networks that still run, whose calls throw
     * {@link SegmenterClosedException}, and releases the model when they have ended. A network ends with the node of its graph
     * at which it is. An interrupt does not cut the waiting short.
     *
     * @param timeout how long calls may go on; of zero or less they are ended at once
     */
    public void close(Duration timeout) {
        loaded.close(Deadline.after(timeout));
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
    public static final class Builder extends RunBuilder<Builder> {
        private Optional<ModelSpec> spec = Optional.empty();
        private Optional<Preset> preset = Optional.empty();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        private Settings settings() {
            return settings(toSpec(), spec, preset);
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
         * Loads a model from a file.
         *
         * @param model a file; weights in further files beside it are found
         * @throws InvalidModelException if there is no such file, it is not an ONNX model, or a setting is missing or does
         *     not fit the graph
         */
        public OnnxSegmenter load(Path model) {
            return new OnnxSegmenter(Loader.load(model, settings()));
        }

        /**
         * Loads a model from the content of its file.
         *
         * @param model the bytes of the file, with all weights inside; they may be changed once this returns
         * @throws InvalidModelException if it is not an ONNX model, or a setting is missing or does not fit the graph
         */
        public OnnxSegmenter load(byte[] model) {
            return new OnnxSegmenter(Loader.load(model, settings()));
        }

        /**
         * Loads a model from a stream.
         *
         * @param model read to its end and left open
         * @throws InvalidModelException if the stream cannot be read, is not an ONNX model, or a setting is missing or does
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
