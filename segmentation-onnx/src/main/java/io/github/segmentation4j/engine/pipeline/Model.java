package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.util.function.BiFunction;

/**
 * A network with everything that makes labels of photos with it: the steps before it, the pipeline that runs it, and the
 * decoder of what comes out. Safe for use by any number of threads.
 */
public final class Model implements AutoCloseable {
    private final Pipeline pipeline;
    private final Preprocessing steps;
    private final OutputFormat format;
    private final SemanticDecoder decoder;
    private final ClassNames classNames;

    /**
     * Creates a model that owns its pipeline.
     *
     * @param pipeline runs the network after these steps
     * @param steps what makes the network's input of a photo
     * @param format what the network's outputs hold
     * @param decoder makes labels of outputs of that format
     * @param classNames one for each class
     */
    public Model(
            Pipeline pipeline,
            Preprocessing steps,
            OutputFormat format,
            SemanticDecoder decoder,
            ClassNames classNames) {
        this.pipeline = pipeline;
        this.steps = steps;
        this.format = format;
        this.decoder = decoder;
        this.classNames = classNames;
    }

    /** Returns the labels of an image, at its size. */
    public LabelMap labels(BufferedImage image) {
        return labels(image, Deadline.none());
    }

    /** Returns the labels of an image, at its size, if the network has run before a deadline. */
    public LabelMap labels(BufferedImage image, Deadline deadline) {
        return pipeline.run(image, deadline, decoder::labels);
    }

    /** Returns the labels of an image, at its size, with the confidence of each. */
    public Segmentation labelsWithConfidence(BufferedImage image) {
        return labelsWithConfidence(image, Deadline.none());
    }

    /** Returns the labels of an image with the confidence of each, if the network has run before a deadline. */
    public Segmentation labelsWithConfidence(BufferedImage image, Deadline deadline) {
        return pipeline.run(image, deadline, decoder::labelsWithConfidence);
    }

    /**
     * Returns the probability of one label at every pixel of an image, at its size.
     *
     * @throws IndexOutOfBoundsException if there is no such label
     */
    public ConfidenceMap probability(BufferedImage image, int label) {
        Checks.label(label, classNames.size());
        return pipeline.run(
                image, Deadline.none(), (outputs, geometry) -> decoder.probability(outputs, geometry, label));
    }

    /** Returns the labels at the size at which the network gives its scores. */
    public LabelMap labelsAtNetworkSize(BufferedImage image) {
        return pipeline.run(
                image, Deadline.none(), (outputs, geometry) -> decoder.labelsAsGiven(outputs, geometry.network()));
    }

    /**
     * Hands the network's scores for an image to somebody.
     *
     * @param use makes the result of the scores, which are valid only during its call, and of where the image lies in the input
     */
    public <T> T scores(BufferedImage image, BiFunction<ScoreGrid, Geometry, T> use) {
        return pipeline.run(
                image, Deadline.none(), (outputs, geometry) -> use.apply(decoder.scores(outputs), geometry));
    }

    /** Returns the labels of an image by scores that this model gave before. */
    public LabelMap labels(ScoreGrid scores, Geometry geometry) {
        return decoder.labels(scores, geometry);
    }

    /**
     * Returns a model of the same network that sees images as they are, neither resized nor cropped, with some padding; closing
     * either closes both.
     */
    public Model asIs(Padding padding) {
        Preprocessing asIs =
                steps.withSize(SizeRule.asIs()).withCrop(Crop.none()).withPadding(padding);
        return new Model(pipeline.with(asIs), asIs, format, decoder, classNames);
    }

    /** Returns what makes labels of the network's outputs. */
    public SemanticDecoder decoder() {
        return decoder;
    }

    /** Returns what runs the network. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** Returns what makes the network's input of a photo. */
    public Preprocessing steps() {
        return steps;
    }

    /** Returns what the network's outputs hold. */
    public OutputFormat format() {
        return format;
    }

    /** Returns the names of the classes. */
    public ClassNames classNames() {
        return classNames;
    }

    /** Waits for the calls in flight and releases the network; closing twice is harmless. */
    @Override
    public void close() {
        pipeline.close();
    }

    /** Waits for the calls in flight until a deadline, then stops the networks of those that are left, and releases it. */
    public void close(Deadline deadline) {
        pipeline.close(deadline);
    }
}
