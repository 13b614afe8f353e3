package io.github.segmentation4j.metrics;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How often pixels of each class were given each class: rows are the truth, columns the prediction.
 *
 * <p>It takes one table of classes times classes, however many images are added, so that a data set of any size fits. Two
 * matrices that were filled apart, by two threads say, add up to the one that would have been filled at once.
 *
 * <p>Pixels whose true label is the ignored one do not count at all. Pixels that are <em>predicted</em> as the ignored
 * label where the truth is a class count as that class not found: they are the last column, {@code classes()}.
 *
 * <p>Immutable: {@link #with} and {@link #plus} return another one. May be shared between threads.
 */
public final class ConfusionMatrix {
    /** The most classes: their table takes 128 MB. */
    private static final int MAX_CLASSES = 4095;

    private static final int NONE = -1;

    private final int classes;

    /** The ignored label, or {@link #NONE}. */
    private final int ignored;

    /** Row by row, {@code classes + 1} columns. */
    private final long[] counts;

    private ConfusionMatrix(int classes, int ignored, long[] counts) {
        this.classes = classes;
        this.ignored = ignored;
        this.counts = counts;
    }

    /**
     * Returns a matrix without pixels, of labels 0 up to but not including a number.
     *
     * @throws IllegalArgumentException if the number is not within 1 to 4095
     */
    public static ConfusionMatrix of(int classes) {
        if (classes < 1 || classes > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "A confusion matrix of " + classes + " classes was asked for; give 1 to " + MAX_CLASSES);
        }
        return new ConfusionMatrix(classes, NONE, new long[classes * (classes + 1)]);
    }

    /**
     * Returns a matrix without pixels that leaves out those of one true label, such as 255 in PASCAL VOC.
     *
     * @param label within 0 to 65,535; it may be beyond the classes, as 255 is, or one of them
     * @throws IllegalArgumentException if the label is outside that range
     * @throws IllegalStateException if pixels were counted already
     */
    public ConfusionMatrix ignoring(int label) {
        IgnoredLabels.check(label);
        if (pixelCount() > 0) {
            throw new IllegalStateException("Label " + label
                    + " cannot be ignored any more, since pixels were counted; say so before the first image");
        }
        return new ConfusionMatrix(classes, label, counts);
    }

    /**
     * Returns this matrix and the pixels of one image.
     *
     * @throws IllegalArgumentException if the sizes differ, or a label is neither a class nor ignored
     */
    public ConfusionMatrix with(LabelMap truth, LabelMap prediction) {
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new IllegalArgumentException("The truth is " + truth.width() + "x" + truth.height()
                    + " and the prediction is " + prediction.width() + "x" + prediction.height()
                    + ", but both must cover the same pixels; resize the prediction first");
        }
        int[] rows = places(truth, "true");
        int[] columns = places(prediction, "predicted");
        long[] sums = counts.clone();
        Object trueLabels = Maps.labels(truth);
        Object labels = Maps.labels(prediction);
        if (trueLabels instanceof byte[] a && labels instanceof byte[] b) {
            add(a, b, rows, columns, sums);
        } else {
            addRows(truth, prediction, rows, columns, sums);
        }
        return new ConfusionMatrix(classes, ignored, sums);
    }

    /** Returns for every label of a map its row or column; the row or column behind the last is for the ignored one. */
    private int[] places(LabelMap map, String role) {
        int[] places = new int[map.maxLabel() + 1];
        for (int label : map.presentLabels()) {
            if (label >= classes && label != ignored) {
                throw new IllegalArgumentException("A pixel has " + role + " label " + label + ", but there are "
                        + classes + " classes, 0 to " + (classes - 1)
                        + (ignored == NONE ? "" : ", and " + ignored + " is ignored")
                        + "; count more classes, ignore the label, or remap it");
            }
            places[label] = label == ignored ? classes : label;
        }
        return places;
    }

    private void add(byte[] truth, byte[] prediction, int[] rows, int[] columns, long[] sums) {
        int width = classes + 1;
        long[] table = new long[width * width];
        int[] starts = Arrays.stream(rows).map(row -> row * width).toArray();
        for (int pixel = 0; pixel < truth.length; pixel++) {
            table[starts[truth[pixel] & 0xFF] + columns[prediction[pixel] & 0xFF]]++;
        }
        addTable(table, sums);
    }

    private void addRows(LabelMap truth, LabelMap prediction, int[] rows, int[] columns, long[] sums) {
        int width = classes + 1;
        long[] table = new long[width * width];
        int[] a = new int[truth.width()];
        int[] b = new int[truth.width()];
        for (int y = 0; y < truth.height(); y++) {
            truth.copyRow(y, a, 0);
            prediction.copyRow(y, b, 0);
            for (int x = 0; x < a.length; x++) {
                table[rows[a[x]] * width + columns[b[x]]]++;
            }
        }
        addTable(table, sums);
    }

    /** Adds all rows of a table but its last one, the ignored pixels. */
    private static void addTable(long[] table, long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += table[i];
        }
    }

    /**
     * Returns the sum of two matrices.
     *
     * @throws IllegalArgumentException if they have other classes or ignore another label
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (classes != other.classes || ignored != other.ignored) {
            throw new IllegalArgumentException(
                    "A matrix of " + this + " cannot be added to one of " + other + "; both must count alike");
        }
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new ConfusionMatrix(classes, ignored, sums);
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns the label that is ignored, if there is one. */
    public OptionalInt ignoredLabel() {
        return ignored == NONE ? OptionalInt.empty() : OptionalInt.of(ignored);
    }

    /**
     * Returns how many pixels of a true label were given a label.
     *
     * @param truth a class
     * @param prediction a class, or {@link #classes()} for those that were given the ignored label
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public long count(int truth, int prediction) {
        Checks.label(truth, classes);
        Checks.label(prediction, classes + 1);
        return counts[truth * (classes + 1) + prediction];
    }

    /** Returns how many pixels were counted. */
    public long pixelCount() {
        return Arrays.stream(counts).sum();
    }

    /** Returns what the counts say. */
    public SegmentationScores scores() {
        return new SegmentationScores(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that
                && classes == that.classes
                && ignored == that.ignored
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * classes + ignored) + Arrays.hashCode(counts);
    }

    /** Returns what is counted, for example {@code 21 classes, 255 ignored, 12345 pixels}. */
    @Override
    public String toString() {
        return classes + " classes, " + (ignored == NONE ? "" : ignored + " ignored, ") + pixelCount() + " pixels";
    }
}
