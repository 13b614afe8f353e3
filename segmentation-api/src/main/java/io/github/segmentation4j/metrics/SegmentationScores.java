package io.github.segmentation4j.metrics;

import io.github.segmentation4j.internal.Checks;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The usual scores of semantic segmentation, as formulas over a {@link ConfusionMatrix}.
 *
 * <p>For class c let {@code tp} be the pixels of c predicted as c, {@code truth} all pixels of c, and {@code predicted} all
 * that were predicted as c. A score whose denominator is zero, such as the IoU of a class that is in neither truth nor
 * prediction, does not exist, and means are over those that exist, as in MMSegmentation 1.2 ({@code nanmean} in
 * {@code IoUMetric}) and torchmetrics ({@code MeanIoU}). Everything is computed in float64 and lies within 0 to 1, kappa
 * within -1 to 1.
 *
 * <p>Accuracy per class, IoU and frequency-weighted IoU are those of J. Long, E. Shelhamer and T. Darrell, "Fully
 * Convolutional Networks for Semantic Segmentation" (2015), section 5; kappa is that of J. Cohen, "A coefficient of
 * agreement for nominal scales" (1960).
 *
 * <p>Immutable.
 */
public final class SegmentationScores {
    private final int classes;
    private final long[] hits;
    private final long[] truth;
    private final long[] predicted;
    private final long pixels;

    SegmentationScores(ConfusionMatrix matrix) {
        classes = matrix.classes();
        hits = new long[classes];
        truth = new long[classes];
        predicted = new long[classes];
        for (int row = 0; row < classes; row++) {
            hits[row] = matrix.count(row, row);
            for (int column = 0; column <= classes; column++) {
                truth[row] += matrix.count(row, column);
                if (column < classes) {
                    predicted[column] += matrix.count(row, column);
                }
            }
        }
        pixels = matrix.pixelCount();
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns how many pixels a class has in the truth. */
    public long truePixels(int label) {
        return truth[Checks.label(label, classes)];
    }

    /** Returns the share of pixels whose label is right. */
    public OptionalDouble pixelAccuracy() {
        return ratio(sum(hits), pixels);
    }

    /** Returns {@code tp / truth}, the accuracy of a class: what share of its pixels was found. */
    public OptionalDouble recall(int label) {
        Checks.label(label, classes);
        return ratio(hits[label], truth[label]);
    }

    /** Returns {@code tp / predicted}: what share of the pixels given a class belong to it. */
    public OptionalDouble precision(int label) {
        Checks.label(label, classes);
        return ratio(hits[label], predicted[label]);
    }

    /** Returns {@code tp / (truth + predicted - tp)}, the intersection over union of a class, Jaccard's index. */
    public OptionalDouble iou(int label) {
        Checks.label(label, classes);
        return ratio(hits[label], truth[label] + predicted[label] - hits[label]);
    }

    /** Returns {@code 2 tp / (truth + predicted)}, Dice's coefficient of a class, which is also its F1 score. */
    public OptionalDouble dice(int label) {
        Checks.label(label, classes);
        return ratio(2 * hits[label], truth[label] + predicted[label]);
    }

    /** Returns the mean {@link #recall} of the classes, which papers call mean accuracy. */
    public OptionalDouble meanAccuracy() {
        return mean(this::recall);
    }

    /** Returns the mean {@link #precision} of the classes. */
    public OptionalDouble meanPrecision() {
        return mean(this::precision);
    }

    /** Returns the mean {@link #iou} of the classes, mIoU. */
    public OptionalDouble meanIou() {
        return mean(this::iou);
    }

    /** Returns the mean {@link #dice} of the classes. */
    public OptionalDouble meanDice() {
        return mean(this::dice);
    }

    /** Returns the {@link #iou} of the classes, each weighted by its share of the true pixels. */
    public OptionalDouble frequencyWeightedIou() {
        if (pixels == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int label = 0; label < classes; label++) {
            if (truth[label] > 0) {
                sum += truth[label] * iou(label).orElseThrow();
            }
        }
        return OptionalDouble.of(sum / pixels);
    }

    /**
     * Returns Cohen's kappa: {@code (a - e) / (1 - e)}, where a is the pixel accuracy and e the one that chance would give,
     * the sum over the classes of their share in the truth times that in the prediction. It does not exist where e is 1.
     */
    public OptionalDouble kappa() {
        if (pixels == 0) {
            return OptionalDouble.empty();
        }
        double chance = 0;
        for (int label = 0; label < classes; label++) {
            chance += (double) truth[label] / pixels * ((double) predicted[label] / pixels);
        }
        double accuracy = (double) sum(hits) / pixels;
        return chance == 1 ? OptionalDouble.empty() : OptionalDouble.of((accuracy - chance) / (1 - chance));
    }

    private OptionalDouble mean(IntFunction<OptionalDouble> score) {
        return IntStream.range(0, classes)
                .mapToObj(score)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
