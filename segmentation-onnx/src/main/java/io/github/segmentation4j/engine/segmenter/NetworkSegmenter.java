package io.github.segmentation4j.engine.segmenter;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.engine.tile.SegmenterInTiles;
import io.github.segmentation4j.engine.tile.TiledModel;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Tiles;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A segmenter of a network that any runtime runs: pre-processing, buffers, decoding and the waiting of calls for each other
 * are done here, the {@link Network} runs.
 *
 * <pre>{@code
 * ModelSpec spec = ModelSpec.builder()
 *         .size(SizeRule.shortEdge(520))
 *         .normalization(Normalization.imageNet())
 *         .outputKind(OutputKind.LOGITS)
 *         .classNames(ClassNames.pascalVoc())
 *         .build();
 * try (Segmenter segmenter = NetworkSegmenter.of(new MyNetwork(file), spec, 1)) {
 *     LabelMap labels = segmenter.segment(photo);
 * }
 * }</pre>
 *
 * <p>Labels are made as {@code OnnxSegmenter} makes them: scores scaled bilinearly to the size of the image
 * (align_corners = false), the highest one wins, of equal ones that of the lowest class id. Safe for use by any number of
 * threads; further calls than may be in flight wait. An interrupt ends a call with a
 * {@link io.github.segmentation4j.SegmentationInterruptedException}: the waiting at once, the network as early as
 * {@link io.github.segmentation4j.engine.BoundNetwork#stop} can. Closing ends the waiting with a
 * {@link io.github.segmentation4j.SegmenterClosedException}.
 */
public final class NetworkSegmenter implements Segmenter {
    private final Model model;

    private NetworkSegmenter(Model model) {
        this.model = model;
    }

    /**
     * Makes a segmenter of a network, which it owns from then on.
     *
     * @param network runs the graph
     * @param spec what it expects and gives; size, mean, std, output kind and class names have to be there; layout and element
     *     type are the network's; the steps before it have the defaults of {@link ModelSpec#preprocessing}; scores are
     *     NCHW, a single channel is foreground above 0 or, of probabilities, above 0.5, labels take Pillow's nearest pixel,
     *     and the result goes where the network has seen the image, unless it says otherwise; names of inputs and outputs
     *     are for whoever makes the network
     * @param concurrentCalls how many calls may be in flight at once, at least 1; further ones wait
     * @throws InvalidModelException if something is missing in the description, or it does not fit the network, which is left
     *     open then
     * @throws IllegalArgumentException if the number of calls is below 1
     */
    public static NetworkSegmenter of(Network network, ModelSpec spec, int concurrentCalls) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(spec, "spec");
        if (concurrentCalls < 1) {
            throw new IllegalArgumentException("concurrentCalls is " + concurrentCalls + ", but must be at least 1");
        }
        Preprocessing steps = steps(network.input(), spec);
        Outputs outputs = Outputs.of(network.outputs(), spec);
        int threads = Runtime.getRuntime().availableProcessors();
        SemanticDecoder decoder =
                new SemanticDecoder(outputs.format(), Optional.empty(), threads, ConfidenceMeasure.PROBABILITY);
        Pipeline pipeline = new Pipeline(network, steps, threads, concurrentCalls, Optional.empty());
        return new NetworkSegmenter(new Model(pipeline, steps, outputs.format(), decoder, outputs.classNames()));
    }

    private static Preprocessing steps(NetworkInput input, ModelSpec spec) {
        Preprocessing steps = fitting(spec::preprocessing)
                .orElseThrow(() -> new InvalidModelException("The description of the network gives size "
                        + said(spec.size()) + ", mean " + said(spec.mean()) + " and std " + said(spec.std())
                        + ", but all three are needed: set them with ModelSpec.Builder.size, mean and std"));
        if (steps.channels() != input.channels()) {
            throw new InvalidModelException("The description of the network is for " + steps.channels()
                    + " channels, but its input has " + input.channels()
                    + ": give as many means and deviations, and the order of the channels with"
                    + " ModelSpec.Builder.channelOrder");
        }
        boolean contradicts = spec.layout()
                        .filter(layout -> layout != input.layout())
                        .isPresent()
                || spec.elementType().filter(type -> type != input.type()).isPresent();
        if (contradicts) {
            throw new InvalidModelException("The description of the network says layout " + said(spec.layout())
                    + " and element type " + said(spec.elementType()) + ", but its input is " + input.layout() + " of "
                    + input.type() + ": leave both out of the description");
        }
        return fitting(() -> steps.withLayout(input.layout()).withElementType(input.type()));
    }

    /** Makes steps that may contradict each other. */
    private static <T> T fitting(Supplier<T> steps) {
        try {
            return steps.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    "The description of the network and its input do not fit together: " + e.getMessage(), e);
        }
    }

    private static String said(Optional<?> part) {
        return part.map(String::valueOf).orElse("unknown");
    }

    @Override
    public LabelMap segment(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return model.labels(image);
    }

    @Override
    public LabelMap segment(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return model.labels(image, Deadline.after(timeout));
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return model.labelsWithConfidence(image);
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return model.labelsWithConfidence(image, Deadline.after(timeout));
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
        return model.probability(image, label);
    }

    /**
     * Returns a segmenter of the same network that sees images in tiles, at their own scale: for images that are too large to be
     * seen at once, or whose small things are lost when they are made smaller. An image is neither resized nor cropped, and padded
     * only to the multiples of a number that the preprocessing names.
     *
     * <p>Nothing tells how far the network looks: the halo is 128 pixels unless the tiles say another one, tiles begin at
     * multiples of 32 pixels, and where the halo is at least as wide as the network's receptive field, labels and confidences equal
     * those of the whole image. Labels of a network that gives no scores are put side by side, which is not what the whole image
     * would give. A call holds
     * {@code 4 C ceil(W/s) (size/s + 4)} bytes of scores beside the labels, with C classes, an image W pixels wide and
     * scores s pixels apart, and what the network needs for one tile.
     *
     * @return safe for use by any number of threads; closing it closes this one, and the other way round. Its calls count as
     *     this one's, tile by tile; they throw an {@link InferenceFailedException} if the scores of a tile do not lie on a grid
     * @throws InvalidModelException if the network gives labels without scores and the tiles are to be blended
     */
    public TiledSegmenter tiled(Tiles tiles) {
        Objects.requireNonNull(tiles, "tiles");
        return new SegmenterInTiles(new TiledModel(model, tiles, ReceptiveField.UNKNOWN, Optional.empty()), this);
    }

    @Override
    public ClassNames classNames() {
        return model.classNames();
    }

    /** Returns the steps that make the network's input of an image. */
    public Preprocessing preprocessing() {
        return model.steps();
    }

    /** Waits for the calls in flight, not for those that wait for their turn, then closes the network. */
    @Override
    public void close() {
        model.close();
    }

    /**
     * Waits for the calls in flight, but no longer than some time; then stops the networks that still run, whose calls throw
     * {@link SegmenterClosedException}, and closes the network when they have ended. An interrupt does not cut the waiting
     * short.
     *
     * @param timeout how long calls may go on; of zero or less they are ended at once
     */
    public void close(Duration timeout) {
        model.close(Deadline.after(timeout));
    }

    /** Returns the steps and the classes in one line. */
    @Override
    public String toString() {
        return preprocessing() + " -> " + model.format().kind() + " of "
                + classNames().size() + " classes";
    }
}
