package io.github.segmentation4j.metrics;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.compute.SquareDilation;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How well the borders of classes are met, within a tolerance in pixels, over a data set.
 *
 * <ul>
 *   <li><b>Boundary F-score</b> (G. Csurka, D. Larlus and F. Perronnin, "What is a good evaluation measure for semantic
 *       segmentation?", 2013; the contour accuracy of F. Perazzi et al., "A Benchmark Dataset and Evaluation Methodology
 *       for Video Object Segmentation", 2016). The boundary of a class is those of its pixels with one of another class
 *       among their four neighbours. Precision is the share of the predicted boundary that has a pixel of the true one
 *       within the tolerance, as the crow flies; recall the other way round; F their harmonic mean.
 *   <li><b>Boundary IoU</b> (B. Cheng et al., "Boundary IoU: Improving Object-Centric Image Segmentation Evaluation", 2021).
 *       The intersection over union of those pixels of a class, true and predicted, that an erosion by the tolerance in
 *       steps of 3x3 pixels takes away. The border of the image counts as one of the class, as in its reference code.
 * </ul>
 *
 * <p>Pixels are summed over all images before they are divided. Pixels whose true label is ignored take no part, and are
 * taken for another class than every other. Immutable: {@link #with} and {@link #plus} return another one.
 */
public final class BoundaryScores {
    private static final int NONE = -1;

    /** Counts of a class: boundary true and met, predicted and met, intersection, union. */
    private static final int FIELDS = 6;

    private static final int TRUE_BOUNDARY = 0;
    private static final int TRUE_MET = 1;
    private static final int PREDICTED_BOUNDARY = 2;
    private static final int PREDICTED_MET = 3;
    private static final int INTERSECTION = 4;
    private static final int UNION = 5;

    private final int classes;
    private final int tolerance;
    private final int ignored;
    private final long[] counts;

    private BoundaryScores(int classes, int tolerance, int ignored, long[] counts) {
        this.classes = classes;
        this.tolerance = tolerance;
        this.ignored = ignored;
        this.counts = counts;
    }

    /**
     * Returns scores of no image yet.
     *
     * @param classes labels 0 up to but not including this
     * @param tolerance in pixels, at least 1; Perazzi et al. take 0.8 % of the image's diagonal, Cheng et al. 2 %
     * @throws IllegalArgumentException if a number is below 1
     */
    public static BoundaryScores of(int classes, int tolerance) {
        if (classes < 1 || tolerance < 1) {
            throw new IllegalArgumentException("Boundary scores of " + classes + " classes within " + tolerance
                    + " pixels were asked for; both must be 1 or more");
        }
        return new BoundaryScores(classes, tolerance, NONE, new long[Math.multiplyExact(classes, FIELDS)]);
    }

    /**
     * Returns scores of no image yet that leave out pixels of one true label.
     *
     * @throws IllegalArgumentException if the label is not within 0 to 65,535
     * @throws IllegalStateException if images were added already
     */
    public BoundaryScores ignoring(int label) {
        IgnoredLabels.check(label);
        if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
            throw new IllegalStateException(
                    "Label " + label + " cannot be ignored any more; say so before the first image");
        }
        return new BoundaryScores(classes, tolerance, label, counts);
    }

    /**
     * Returns these scores and those of one image; labels that are not a class have none.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public BoundaryScores with(LabelMap truth, LabelMap prediction) {
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new IllegalArgumentException("The truth is " + truth.width() + "x" + truth.height()
                    + " and the prediction is " + prediction.width() + "x" + prediction.height()
                    + ", but both must cover the same pixels; resize the prediction first");
        }
        long[] sums = counts.clone();
        int[] trueLabels = labels(truth);
        int[] predicted = labels(prediction);
        boolean[] present = new boolean[classes];
        for (int pixel = 0; pixel < trueLabels.length; pixel++) {
            boolean isIgnored = trueLabels[pixel] == ignored;
            trueLabels[pixel] = isIgnored ? NONE : trueLabels[pixel];
            predicted[pixel] = isIgnored ? NONE : predicted[pixel];
            mark(trueLabels[pixel], present);
            mark(predicted[pixel], present);
        }
        for (int label = 0; label < classes; label++) {
            if (present[label]) {
                add(of(trueLabels, label), of(predicted, label), truth.width(), label * FIELDS, sums);
            }
        }
        return new BoundaryScores(classes, tolerance, ignored, sums);
    }

    private static void mark(int label, boolean[] present) {
        if (label >= 0 && label < present.length) {
            present[label] = true;
        }
    }

    private void add(boolean[] truth, boolean[] prediction, int width, int at, long[] sums) {
        boolean[] trueBoundary = boundary(truth, width);
        boolean[] boundary = boundary(prediction, width);
        boolean[] nearTruth = within(trueBoundary, width, tolerance);
        boolean[] nearPrediction = within(boundary, width, tolerance);
        boolean[] trueRim = rim(truth, width);
        boolean[] rim = rim(prediction, width);
        for (int pixel = 0; pixel < truth.length; pixel++) {
            sums[at + TRUE_BOUNDARY] += trueBoundary[pixel] ? 1 : 0;
            sums[at + TRUE_MET] += trueBoundary[pixel] && nearPrediction[pixel] ? 1 : 0;
            sums[at + PREDICTED_BOUNDARY] += boundary[pixel] ? 1 : 0;
            sums[at + PREDICTED_MET] += boundary[pixel] && nearTruth[pixel] ? 1 : 0;
            sums[at + INTERSECTION] += trueRim[pixel] && rim[pixel] ? 1 : 0;
            sums[at + UNION] += trueRim[pixel] || rim[pixel] ? 1 : 0;
        }
    }

    private static int[] labels(LabelMap map) {
        int[] labels = new int[map.pixelCount()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, labels, y * map.width());
        }
        return labels;
    }

    private static boolean[] of(int[] labels, int label) {
        boolean[] pixels = new boolean[labels.length];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            pixels[pixel] = labels[pixel] == label;
        }
        return pixels;
    }

    private static boolean[] boundary(boolean[] pixels, int width) {
        boolean[] boundary = new boolean[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int x = pixel % width;
            boolean inner = (x == 0 || pixels[pixel - 1])
                    && (x == width - 1 || pixels[pixel + 1])
                    && (pixel < width || pixels[pixel - width])
                    && (pixel >= pixels.length - width || pixels[pixel + width]);
            boundary[pixel] = pixels[pixel] && !inner;
        }
        return boundary;
    }

    /** Marks a disc around every pixel of a set. */
    private static boolean[] within(boolean[] pixels, int width, int radius) {
        int height = pixels.length / width;
        boolean[] near = new boolean[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            if (!pixels[pixel]) {
                continue;
            }
            int x = pixel % width;
            int y = pixel / width;
            for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
                int reach = (int) Math.sqrt((double) radius * radius - (double) (row - y) * (row - y));
                int from = Math.max(0, x - reach);
                int to = Math.min(width - 1, x + reach);
                Arrays.fill(near, row * width + from, row * width + to + 1, true);
            }
        }
        return near;
    }

    /** Returns the pixels of a set that are within the tolerance of another pixel or of the border of the image. */
    private boolean[] rim(boolean[] pixels, int width) {
        int height = pixels.length / width;
        boolean[] others = new boolean[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            others[pixel] = !pixels[pixel];
        }
        boolean[] rim = SquareDilation.of(others, width, tolerance);
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int x = pixel % width;
            int y = pixel / width;
            int edge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
            rim[pixel] = pixels[pixel] && (rim[pixel] || edge < tolerance);
        }
        return rim;
    }

    /**
     * Returns the sum of two.
     *
     * @throws IllegalArgumentException if they have other classes, another tolerance or ignore another label
     */
    public BoundaryScores plus(BoundaryScores other) {
        if (classes != other.classes || tolerance != other.tolerance || ignored != other.ignored) {
            throw new IllegalArgumentException(
                    "Scores of " + this + " cannot be added to those of " + other + "; both must count alike");
        }
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new BoundaryScores(classes, tolerance, ignored, sums);
    }

    /**
     * Returns the boundary F-score of a class; nothing if it has no boundary in truth or prediction.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public OptionalDouble fScore(int label) {
        int at = Checks.label(label, classes) * FIELDS;
        long trueBoundary = counts[at + TRUE_BOUNDARY];
        long boundary = counts[at + PREDICTED_BOUNDARY];
        if (trueBoundary == 0 && boundary == 0) {
            return OptionalDouble.empty();
        }
        double recall = trueBoundary == 0 ? 0 : (double) counts[at + TRUE_MET] / trueBoundary;
        double precision = boundary == 0 ? 0 : (double) counts[at + PREDICTED_MET] / boundary;
        return OptionalDouble.of(recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision));
    }

    /** Returns the mean {@link #fScore} of the classes that have one. */
    public OptionalDouble meanFScore() {
        return mean(this::fScore);
    }

    /**
     * Returns the boundary IoU of a class; nothing if it is in neither truth nor prediction.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public OptionalDouble iou(int label) {
        int at = Checks.label(label, classes) * FIELDS;
        return counts[at + UNION] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counts[at + INTERSECTION] / counts[at + UNION]);
    }

    /** Returns the mean {@link #iou} of the classes that have one. */
    public OptionalDouble meanIou() {
        return mean(this::iou);
    }

    private OptionalDouble mean(IntFunction<OptionalDouble> score) {
        return IntStream.range(0, classes)
                .mapToObj(score)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** Returns what is counted, for example {@code 21 classes within 3 pixels}. */
    @Override
    public String toString() {
        return classes + " classes within " + tolerance + " pixels"
                + (ignored == NONE ? "" : ", " + ignored + " ignored");
    }
}
