package io.github.segmentation4j.engine.decode;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.argmax.Argmax;
import io.github.segmentation4j.engine.argmax.ElementGrid;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.argmax.LabelSink;
import io.github.segmentation4j.engine.argmax.MaskQueries;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.Taps;
import io.github.segmentation4j.engine.argmax.WindowGrid;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.internal.map.Maps;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a network's outputs into labels at the size of an image.
 *
 * <p>Scores are scaled bilinearly (align_corners = false), then the highest wins. Where the image is only a part of the
 * network's input, they are first scaled to the size of the input, as MMSegmentation does
 * ({@code mmseg/models/segmentors/base.py}, {@code postprocess_result}, 1.2), and the image's part is cut out, unless the
 * format says that the result is stretched. The steps are combined, see {@link ScoreDecoder}.
 *
 * <p><b>Tie rule.</b> Of classes with the same highest score at a pixel, the one with the lowest id wins.
 *
 * <p>Scores that already have the size of the image are not scaled at all, so that infinite scores stay what they are.
 * Safe for use by any number of threads.
 */
public final class SemanticDecoder {
    private static final int RANK = 4;
    private static final int QUERY_RANK = 3;

    private final OutputFormat format;
    private final ScoreRule rule;
    private final ScoreDecoder scoreDecoder;

    /** True if the highest score is taken at the graph's size, and the labels are then brought to that of the image. */
    private final boolean labelsFirst;

    /** Creates a decoder of outputs of this format that works with as many threads as there are processors. */
    public SemanticDecoder(OutputFormat format) {
        this(format, Optional.empty(), Runtime.getRuntime().availableProcessors(), ConfidenceMeasure.PROBABILITY);
    }

    /**
     * Creates a decoder of outputs of this format.
     *
     * @param graphResize the graph's own last step, if the scores come without it
     * @param threads the most threads to work with, at least 1
     * @param measure what confidences are
     */
    public SemanticDecoder(
            OutputFormat format, Optional<GraphResize> graphResize, int threads, ConfidenceMeasure measure) {
        this(format, graphResize, threads, measure, false);
    }

    private SemanticDecoder(
            OutputFormat format,
            Optional<GraphResize> graphResize,
            int threads,
            ConfidenceMeasure measure,
            boolean labelsFirst) {
        this.format = format;
        this.rule = rule(format).measuring(measure);
        this.scoreDecoder = new ScoreDecoder(rule, graphResize, threads);
        this.labelsFirst = labelsFirst;
    }

    /**
     * Creates a decoder that does the work of an {@code ArgMax} at the end of a graph: labels are found at the size at which
     * the graph would give them, and then brought to the size of the image as labels are. There are no confidences, as
     * there are none of labels.
     *
     * @param format the scores before the {@code ArgMax}, and how labels are resized
     * @param graphResize the graph's own step before the {@code ArgMax}, if the scores come without it
     * @param threads the most threads to work with, at least 1
     */
    public static SemanticDecoder ofArgmax(OutputFormat format, Optional<GraphResize> graphResize, int threads) {
        return new SemanticDecoder(format, graphResize, threads, ConfidenceMeasure.PROBABILITY, true);
    }

    private static ScoreRule rule(OutputFormat format) {
        boolean foreground = format.channels() == 1;
        return switch (format.kind()) {
            case LOGITS ->
                foreground
                        ? new ScoreRule(
                                ScoreRule.Kind.FOREGROUND_LOGIT, format.threshold(), ConfidenceMeasure.PROBABILITY)
                        : ScoreRule.of(ScoreRule.Kind.LOGITS);
            case PROBABILITIES ->
                foreground
                        ? new ScoreRule(
                                ScoreRule.Kind.FOREGROUND_PROBABILITY,
                                format.threshold(),
                                ConfidenceMeasure.PROBABILITY)
                        : ScoreRule.of(ScoreRule.Kind.PROBABILITIES);
            case MASK_QUERIES, LABELS -> ScoreRule.of(ScoreRule.Kind.SHARES);
        };
    }

    /**
     * Returns the labels of an image.
     *
     * @param seen where the image lies in the network's input
     * @throws InvalidModelException if the outputs have another shape than expected, or hold what can be no label
     */
    public LabelMap labels(List<TensorView> outputs, Geometry seen) {
        Geometry geometry = format.placed(seen);
        if (format.kind() == OutputKind.LABELS) {
            return LabelDecoder.labels(outputs.get(0), format, geometry);
        }
        return labelsFirst
                ? LabelDecoder.labels(labelsAsGiven(outputs, geometry.network()), format, geometry)
                : scoreDecoder.labels(scores(outputs), geometry);
    }

    /**
     * Returns the labels of an image with the confidence of each.
     *
     * @throws InvalidModelException if the outputs have another shape than expected, or no scores
     */
    public Segmentation labelsWithConfidence(List<TensorView> outputs, Geometry geometry) {
        if (labelsFirst) {
            throw onlyLabels();
        }
        return scoreDecoder.labelsWithConfidence(scores(outputs), format.placed(geometry));
    }

    /**
     * Returns a decoder of the scores of an image that come band by band, from top to bottom.
     *
     * @param classes channels of the scores
     * @param scores the size of all scores of the image
     * @throws InvalidModelException if labels cannot be found by bands
     */
    public BandDecoder bands(int classes, ImageSize scores, Geometry geometry) {
        return scoreDecoder
                .bands(classes, scores, format.placed(geometry))
                .orElseThrow(
                        () -> new InvalidModelException(
                                "The graph makes its scores so much smaller at its end that a label"
                                        + " depends on scores far apart, which cannot be found in tiles: segment the image as a whole"));
    }

    /** True unless labels are found at the size of the graph's own result. */
    public boolean decodesBands() {
        return !labelsFirst;
    }

    /** Returns the labels of an image by scores that were taken out of a network's outputs before. */
    public LabelMap labels(ScoreGrid scores, Geometry seen) {
        return scoreDecoder.labels(scores, format.placed(seen));
    }

    /**
     * Returns the probability of one label at every pixel of an image.
     *
     * @param label from 0 on, below the number of classes
     * @throws InvalidModelException if the outputs have another shape than expected, or no scores
     */
    public ConfidenceMap probability(List<TensorView> outputs, Geometry geometry, int label) {
        if (labelsFirst) {
            throw onlyLabels();
        }
        return scoreDecoder.probability(scores(outputs), format.placed(geometry), label);
    }

    /** Returns the labels of an image of this size with the confidence of each. */
    public static Segmentation labelsWithConfidence(ScoreGrid grid, ScoreRule rule, ImageSize size) {
        int width = size.width();
        int height = size.height();
        LabelSink labels = LabelSink.of(rule.labels(grid.classes()), width, height);
        float[] confidence = new float[Math.multiplyExact(width, height)];
        decode(grid, rule, size, labels, confidence);
        return new Segmentation(labels.toLabelMap(), Maps.confidenceMap(width, height, confidence));
    }

    /**
     * Returns the labels at the size at which the network gives them, with those of any padding.
     *
     * @param network the size of the network's input
     * @throws InvalidModelException if the outputs have another shape than expected, or hold what can be no label
     */
    public LabelMap labelsAsGiven(List<TensorView> outputs, ImageSize network) {
        return format.kind() == OutputKind.LABELS
                ? LabelDecoder.labelsAsGiven(outputs.get(0), format)
                : scoreDecoder.labelsAsGiven(scores(outputs), network);
    }

    /** Returns the labels of an image of this size. */
    public static LabelMap labels(ScoreGrid grid, ScoreRule rule, ImageSize size) {
        LabelSink labels = LabelSink.of(rule.labels(grid.classes()), size.width(), size.height());
        decode(grid, rule, size, labels, null);
        return labels.toLabelMap();
    }

    private static void decode(
            ScoreGrid grid, ScoreRule rule, ImageSize size, LabelSink labels, float @Nullable [] confidence) {
        boolean same = grid.width() == size.width() && grid.height() == size.height();
        Taps columns = same ? Taps.identity(size.width()) : Taps.bilinear(grid.width(), size.width());
        Taps rows = same ? Taps.identity(size.height()) : Taps.bilinear(grid.height(), size.height());
        new Argmax(grid.classes(), rule, columns, rows, Runtime.getRuntime().availableProcessors())
                .run(grid, labels, confidence);
    }

    /** Returns the scores of the image's part of the network's input. */
    public static ScoreGrid part(ScoreGrid scores, Geometry geometry) {
        if (geometry.coversNetwork()) {
            return scores;
        }
        return new WindowGrid(
                scores,
                geometry.network().width(),
                geometry.network().height(),
                geometry.offsetX(),
                geometry.offsetY(),
                geometry.resized().width(),
                geometry.resized().height());
    }

    /**
     * Returns a view of the scores, of every class or of the single channel, at the size at which the network gives them.
     *
     * @throws InvalidModelException if the outputs have another shape than expected, or no scores
     */
    public ScoreGrid scores(List<TensorView> outputs) {
        return switch (format.kind()) {
            case LOGITS, PROBABILITIES -> grid(outputs.get(0), format.names().get(0), format.channels());
            case MASK_QUERIES -> queryScores(outputs.get(0), outputs.get(1));
            case LABELS -> throw noScores();
        };
    }

    private static InvalidModelException onlyLabels() {
        // The name of the scores before the ArgMax is the graph's own affair: nobody has seen it as an output.
        return new InvalidModelException("The graph ends in an ArgMax and gives labels, so that there is no confidence:"
                + " ask for the labels alone, or load the model with fine borders (fineBorders), which finds"
                + " labels and confidences from the scores before the ArgMax");
    }

    private InvalidModelException noScores() {
        return new InvalidModelException("Output \"" + format.names().get(0)
                + "\" holds labels, so that there are no scores and no confidence: ask for the labels alone, or"
                + " export the network with its scores as output");
    }

    private ScoreGrid grid(TensorView tensor, String name, int channels) {
        List<Long> shape = withChannel(tensor.shape(), channels);
        boolean planar = format.layout() == TensorLayout.NCHW || tensor.shape().size() < RANK;
        boolean fits = shape.size() == RANK
                && shape.get(0) == 1
                && shape.get(planar ? 1 : 3) == channels
                && shape.stream().allMatch(length -> length >= 1);
        if (!fits) {
            throw new InvalidModelException("Output \"" + name + "\" is " + shape + " for one image, but "
                    + (planar ? "[1," + channels + ",h,w]" : "[1,h,w," + channels + "]")
                    + " was expected: give as many names as the output has channels with"
                    + " Builder.classNames, or name another output with Builder.output");
        }
        int height = Math.toIntExact(shape.get(planar ? 2 : 1));
        int width = Math.toIntExact(shape.get(planar ? 3 : 2));
        if (tensor.type() == ElementType.FLOAT32) {
            return planar
                    ? FloatGrid.planar(tensor.data(), channels, width, height)
                    : FloatGrid.interleaved(tensor.data().asFloatBuffer(), channels, width, height);
        }
        return planar
                ? ElementGrid.planar(tensor.type(), tensor.data(), channels, width, height)
                : ElementGrid.interleaved(tensor.type(), tensor.data(), channels, width, height);
    }

    /** Returns the shape of a foreground without an axis of channels as if it had one. */
    private static List<Long> withChannel(List<Long> shape, int channels) {
        return shape.size() == RANK - 1 && channels == 1
                ? List.of(shape.get(0), 1L, shape.get(1), shape.get(2))
                : shape;
    }

    private ScoreGrid queryScores(TensorView classes, TensorView masks) {
        List<Long> shape = classes.shape();
        boolean fits = shape.size() == QUERY_RANK
                && shape.get(0) == 1
                && shape.get(1) >= 1
                && shape.get(2) == format.channels() + 1;
        if (!fits) {
            throw new InvalidModelException("Output \"" + format.names().get(0) + "\" is " + shape
                    + " for one image, but the classes of queries are [1,Q," + (format.channels() + 1)
                    + "], one more than there are class names: give as many names as the model has classes with"
                    + " Builder.classNames");
        }
        ScoreGrid queries = grid(masks, format.names().get(1), Math.toIntExact(shape.get(1)));
        ScoreGrid scaled = format.maskSize()
                .<ScoreGrid>map(
                        size -> new WindowGrid(queries, size.width(), size.height(), 0, 0, size.width(), size.height()))
                .orElse(queries);
        return MaskQueries.scores(ElementReader.of(classes.type(), classes.data()), scaled, format.channels());
    }
}
