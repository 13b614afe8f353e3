package io.github.segmentation4j.onnx.internal.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an image, and their confidence, from scores that are a grid of another size: every class is resized for
 * every pixel. It is what {@link CellArgmax} does for the few pixels that need it, and the way for scores that are not
 * finite, for confidences, and for images hardly larger than their grid.
 *
 * <p>The score of a pixel is that of {@link Taps}, along the row first: for two bilinear taps the bits of PyTorch 2.13 on
 * x86-64 with AVX2 or AVX-512 for images whose sides add up to more than 128 pixels (smaller ones take another of its
 * kernels).
 *
 * <p>No full-size scores exist at any time. The image is worked through in strips of columns; of a strip only the source
 * rows behind the current row are held, scaled to the strip's width, for every class. Going down, most rows need no new
 * source row, the others one. Used by one thread at a time.
 */
final class StripArgmax {
    /** Columns in a strip: two scaled rows of 21 classes take 43 kB, of 150 classes 307 kB. */
    static final int STRIP = 256;

    private final int classes;
    private final ScoreRule rule;
    private final Taps columns;
    private final Taps rows;

    private final float[] sourceRow;
    private final float[] score;
    private final RunningArgmax argmax;
    private final Confidence sure;

    /** The source rows in hand, each scaled for every class; row {@code r} is kept in place {@code r % scaled.length}. */
    private final float[][] scaled;

    private final int[] scaledRow;

    /** The two source samples, and their weights, behind the columns of the current strip. */
    private final int[] left;

    private final int[] right;
    private final float[] leftWeight;
    private final float[] rightWeight;

    StripArgmax(int classes, ScoreRule rule, Taps columns, Taps rows) {
        int strip = Math.min(STRIP, columns.length());
        this.classes = classes;
        this.rule = rule;
        this.columns = columns;
        this.rows = rows;
        this.sourceRow = new float[columns.sourceLength()];
        this.score = new float[strip];
        this.argmax = new RunningArgmax(strip);
        this.sure = new Confidence(rule, strip);
        this.scaled = new float[rows.mostSamples()][Math.multiplyExact(classes, strip)];
        this.scaledRow = new int[rows.mostSamples()];
        this.left = new int[strip];
        this.right = new int[strip];
        this.leftWeight = new float[strip];
        this.rightWeight = new float[strip];
    }

    /**
     * Finds the labels of a part of the image, and their confidence if asked for.
     *
     * @param grid the scores, of the size and number of classes that this was made for
     * @param x the part's first column
     * @param toX the column after the part's last
     * @param confidence of all pixels of the image, or null if nobody wants it
     */
    void run(ScoreGrid grid, int x, int toX, int y, int toY, LabelSink labels, float @Nullable [] confidence) {
        for (int from = x; from < toX; from += STRIP) {
            strip(grid, from, Math.min(STRIP, toX - from), y, toY, labels, confidence);
        }
    }

    private void strip(
            ScoreGrid grid, int x, int count, int fromY, int toY, LabelSink labels, float @Nullable [] confidence) {
        Arrays.fill(scaledRow, -1);
        if (columns.isPairs()) {
            System.arraycopy(columns.first, x, left, 0, count);
            System.arraycopy(columns.weights[0], x, leftWeight, 0, count);
            System.arraycopy(columns.weights[1], x, rightWeight, 0, count);
            for (int i = 0; i < count; i++) {
                right[i] = columns.last(x + i);
            }
        }
        for (int y = fromY; y < toY; y++) {
            for (int k = 0; k < rows.count[y]; k++) {
                int row = rows.sample(y, k);
                int place = row % scaled.length;
                if (scaledRow[place] != row) {
                    scaleRow(grid, row, x, count, scaled[place]);
                    scaledRow[place] = row;
                }
            }
            decodeRow(y, y * columns.length() + x, count, labels, confidence);
        }
    }

    /** Scales one source row of every class to the columns of a strip, class after class. */
    private void scaleRow(ScoreGrid grid, int row, int x, int count, float[] target) {
        int from = columns.first[x];
        int needed = 0;
        for (int column = x; column < x + count; column++) {
            needed = Math.max(needed, columns.last(column) - from + 1);
        }
        for (int label = 0; label < classes; label++) {
            grid.read(label, row * grid.width() + from, sourceRow, from, needed);
            if (columns.isPairs()) {
                KernelChoice.BEST.scale(sourceRow, left, right, leftWeight, rightWeight, target, label * count, count);
            } else {
                scaleAny(x, count, target, label * count);
            }
        }
    }

    private void scaleAny(int x, int count, float[] target, int base) {
        for (int i = 0; i < count; i++) {
            int column = x + i;
            int k = columns.count[column] - 1;
            float sum = sourceRow[columns.sample(column, k)] * columns.weight(column, k);
            while (--k >= 0) {
                sum = Math.fma(sourceRow[columns.sample(column, k)], columns.weight(column, k), sum);
            }
            target[base + i] = sum;
        }
    }

    private void decodeRow(int y, int pixel, int count, LabelSink labels, float @Nullable [] confidence) {
        if (rows.isPairs()) {
            KernelChoice.BEST.highestOfPairs(
                    scaled[rows.sample(y, 0) % scaled.length],
                    rows.weight(y, 0),
                    scaled[rows.sample(y, 1) % scaled.length],
                    rows.weight(y, 1),
                    classes,
                    count,
                    argmax.best,
                    argmax.labels);
        } else {
            interpolate(0, y, count);
            argmax.start(score, count);
            for (int label = 1; label < classes; label++) {
                interpolate(label, y, count);
                argmax.offer(label, score, count);
            }
        }
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(pixel, argmax.labels, count);
        if (confidence != null) {
            sure.start(count);
            for (int label = 0; rule.needsAllScores() && label < classes; label++) {
                interpolate(label, y, count);
                sure.add(score, argmax.best, count);
            }
            sure.finish(argmax, confidence, pixel, count);
        }
    }

    private void interpolate(int label, int y, int count) {
        int base = label * count;
        int k = rows.count[y] - 1;
        float[] last = scaled[rows.sample(y, k) % scaled.length];
        float[] target = score;
        if (k == 1) {
            float[] above = scaled[rows.first[y] % scaled.length];
            pair(above, rows.weights[0][y], last, rows.weights[1][y], base, target, count);
            return;
        }
        float weight = rows.weight(y, k);
        for (int i = 0; i < count; i++) {
            target[i] = last[base + i] * weight;
        }
        while (--k >= 0) {
            add(scaled[rows.sample(y, k) % scaled.length], rows.weight(y, k), base, target, count);
        }
    }

    private static void pair(
            float[] above, float topWeight, float[] below, float bottomWeight, int base, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Math.fma(above[base + i], topWeight, below[base + i] * bottomWeight);
        }
    }

    private static void add(float[] row, float weight, int base, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Math.fma(row[base + i], weight, target[i]);
        }
    }
}
