package io.github.segmentation4j.metrics;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import io.github.segmentation4j.region.InstanceMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Panoptic quality: how well things are told apart and labelled, over a data set (A. Kirillov, K. He, R. Girshick, C. Rother
 * and P. Dollár, "Panoptic Segmentation", 2019).
 *
 * <p>A segment is the pixels of one label with one instance id. A true and a predicted segment of one class match if their
 * IoU is above 0.5, so that each matches one at most. Then, of a class,
 *
 * <pre>{@code
 * PQ = (sum of the IoU of matches) / (matches + unmatched predicted / 2 + unmatched true / 2) = SQ * RQ
 * SQ = mean IoU of the matches
 * RQ = matches / (matches + unmatched predicted / 2 + unmatched true / 2)
 * }</pre>
 *
 * <p>Pixels whose true label is ignored count in no intersection and no union, and a predicted segment that lies on them by
 * more than half is not an error, as in section 4.1 of the paper. Immutable: {@link #with} and {@link #plus} return another
 * one.
 */
public final class PanopticQuality {
    private static final int NONE = -1;
    private static final double MATCH = 0.5;

    private final int classes;
    private final int ignored;
    private final double[] iou;
    private final long[] matches;
    private final long[] unmatchedTrue;
    private final long[] unmatchedPredicted;

    private PanopticQuality(
            int classes, int ignored, double[] iou, long[] matches, long[] unmatchedTrue, long[] unmatchedPredicted) {
        this.classes = classes;
        this.ignored = ignored;
        this.iou = iou;
        this.matches = matches;
        this.unmatchedTrue = unmatchedTrue;
        this.unmatchedPredicted = unmatchedPredicted;
    }

    /**
     * Returns the quality on no image yet.
     *
     * @param classes labels 0 up to but not including this
     * @throws IllegalArgumentException if the number is below 1
     */
    public static PanopticQuality of(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException(
                    "Panoptic quality of " + classes + " classes was asked for; give 1 or more");
        }
        return empty(classes, NONE);
    }

    private static PanopticQuality empty(int classes, int ignored) {
        return new PanopticQuality(
                classes, ignored, new double[classes], new long[classes], new long[classes], new long[classes]);
    }

    /**
     * Returns the quality on no image yet that leaves out pixels of one true label.
     *
     * @throws IllegalArgumentException if the label is not within 0 to 65,535
     * @throws IllegalStateException if images were added already
     */
    public PanopticQuality ignoring(int label) {
        IgnoredLabels.check(label);
        if (Arrays.stream(matches).sum()
                        + Arrays.stream(unmatchedTrue).sum()
                        + Arrays.stream(unmatchedPredicted).sum()
                > 0) {
            throw new IllegalStateException(
                    "Label " + label + " cannot be ignored any more; say so before the first image");
        }
        return empty(classes, label);
    }

    /** A segment: its label and the id of its instance. */
    private record Segment(int label, int id) {}

    /** What a true and a predicted segment have in common. */
    private record Pair(Segment truth, Segment prediction) {}

    /**
     * Returns this quality and that of one image; labels that are not a class make no segments.
     *
     * @param truth the true labels, and the instances within them: 0 for all of a class that has none
     * @throws IllegalArgumentException if the sizes differ
     */
    public PanopticQuality with(
            LabelMap truth, InstanceMap trueInstances, LabelMap prediction, InstanceMap predictedInstances) {
        checkSize(truth, trueInstances.width(), trueInstances.height(), "true instances are");
        checkSize(truth, prediction.width(), prediction.height(), "prediction is");
        checkSize(truth, predictedInstances.width(), predictedInstances.height(), "predicted instances are");
        Map<Segment, Long> trueAreas = new HashMap<>();
        Map<Segment, Long> areas = new HashMap<>();
        Map<Segment, Long> onIgnored = new HashMap<>();
        Map<Pair, Long> common = new HashMap<>();
        int width = truth.width();
        int[][] rows = new int[4][width];
        for (int y = 0; y < truth.height(); y++) {
            truth.copyRow(y, rows[0], 0);
            trueInstances.copyRow(y, rows[1], 0);
            prediction.copyRow(y, rows[2], 0);
            predictedInstances.copyRow(y, rows[3], 0);
            int from = 0;
            for (int x = 1; x <= width; x++) {
                if (x < width && isSame(rows, x, from)) {
                    continue;
                }
                long pixels = (long) x - from;
                Segment real = new Segment(rows[0][from], rows[1][from]);
                Segment found = new Segment(rows[2][from], rows[3][from]);
                if (real.label == ignored) {
                    onIgnored.merge(found, pixels, Long::sum);
                } else {
                    trueAreas.merge(real, pixels, Long::sum);
                    areas.merge(found, pixels, Long::sum);
                    common.merge(new Pair(real, found), pixels, Long::sum);
                }
                from = x;
            }
        }
        return plus(matched(trueAreas, areas, onIgnored, common));
    }

    private static boolean isSame(int[][] rows, int x, int from) {
        boolean same = true;
        for (int[] row : rows) {
            same &= row[x] == row[from];
        }
        return same;
    }

    private PanopticQuality matched(
            Map<Segment, Long> trueAreas,
            Map<Segment, Long> areas,
            Map<Segment, Long> onIgnored,
            Map<Pair, Long> common) {
        PanopticQuality one = empty(classes, ignored);
        Map<Segment, Boolean> matchedTrue = new HashMap<>();
        Map<Segment, Boolean> matchedPredicted = new HashMap<>();
        common.forEach((pair, intersection) -> {
            int label = pair.truth.label;
            long union =
                    trueAreas.getOrDefault(pair.truth, 0L) + areas.getOrDefault(pair.prediction, 0L) - intersection;
            double overlap = (double) intersection / union;
            if (label < classes && label == pair.prediction.label && overlap > MATCH) {
                one.iou[label] += overlap;
                one.matches[label]++;
                matchedTrue.put(pair.truth, true);
                matchedPredicted.put(pair.prediction, true);
            }
        });
        trueAreas.forEach((segment, area) -> {
            if (segment.label < classes && !matchedTrue.containsKey(segment)) {
                one.unmatchedTrue[segment.label]++;
            }
        });
        areas.forEach((segment, area) -> {
            boolean isIgnored = onIgnored.getOrDefault(segment, 0L) > area;
            if (segment.label < classes && !matchedPredicted.containsKey(segment) && !isIgnored) {
                one.unmatchedPredicted[segment.label]++;
            }
        });
        return one;
    }

    private static void checkSize(LabelMap truth, int width, int height, String role) {
        if (truth.width() != width || truth.height() != height) {
            throw new IllegalArgumentException("The truth is " + truth.width() + "x" + truth.height() + " and the "
                    + role + " " + width + "x" + height + ", but all must cover the same pixels");
        }
    }

    /**
     * Returns the sum of two.
     *
     * @throws IllegalArgumentException if they have other classes or ignore another label
     */
    public PanopticQuality plus(PanopticQuality other) {
        if (classes != other.classes || ignored != other.ignored) {
            throw new IllegalArgumentException("The quality on " + classes + " classes cannot be added to that on "
                    + other.classes + " unless both ignore the same label; both must count alike");
        }
        PanopticQuality sum = empty(classes, ignored);
        for (int label = 0; label < classes; label++) {
            sum.iou[label] = iou[label] + other.iou[label];
            sum.matches[label] = matches[label] + other.matches[label];
            sum.unmatchedTrue[label] = unmatchedTrue[label] + other.unmatchedTrue[label];
            sum.unmatchedPredicted[label] = unmatchedPredicted[label] + other.unmatchedPredicted[label];
        }
        return sum;
    }

    /**
     * Returns PQ of a class, from 0 to 1; nothing if it has no segment in truth or prediction.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public OptionalDouble quality(int label) {
        double weight = weight(label);
        return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(iou[label] / weight);
    }

    /**
     * Returns SQ of a class, the mean IoU of its matches, from 0.5 to 1; nothing if there are none.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public OptionalDouble segmentationQuality(int label) {
        Checks.label(label, classes);
        return matches[label] == 0 ? OptionalDouble.empty() : OptionalDouble.of(iou[label] / matches[label]);
    }

    /**
     * Returns RQ of a class, the F1 score of finding its segments, from 0 to 1; nothing if it has no segment in truth or
     * prediction.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public OptionalDouble recognitionQuality(int label) {
        double weight = weight(label);
        return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(matches[label] / weight);
    }

    private double weight(int label) {
        Checks.label(label, classes);
        return matches[label] + (unmatchedTrue[label] + unmatchedPredicted[label]) / 2.0;
    }

    /** Returns the mean PQ of the classes that have one. */
    public OptionalDouble meanQuality() {
        return mean(this::quality);
    }

    private OptionalDouble mean(IntFunction<OptionalDouble> score) {
        return IntStream.range(0, classes)
                .mapToObj(score)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }
}
