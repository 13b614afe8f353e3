package io.github.segmentation4j.engine.argmax;

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
    private final float[][][] scaled;

    private final int[] scaledRow;

    /** Made where rows of other than two samples are met. */
    private float[][] others = {};

    /** The first and last source sample, and the first two weights, behind the columns of the current strip. */
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
        this.scaled = new float[rows.mostSamples()][classes][strip];
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
        for (int i = 0; i < count; i++) {
            left[i] = columns.first[x + i];
            right[i] = columns.last(x + i);
        }
        System.arraycopy(columns.weights[0], x, leftWeight, 0, count);
        System.arraycopy(columns.weights[columns.mostSamples() > 1 ? 1 : 0], x, rightWeight, 0, count);
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
    private void scaleRow(ScoreGrid grid, int row, int x, int count, float[][] target) {
        int from = columns.first[x];
        int needed = 0;
        for (int column = x; column < x + count; column++) {
            needed = Math.max(needed, columns.last(column) - from + 1);
        }
        for (int label = 0; label < classes; label++) {
            grid.read(label, row * grid.width() + from, sourceRow, from, needed);
            scale(sourceRow, left, right, leftWeight, rightWeight, target[label], count);
            if (!columns.isPairs()) {
                scaleOthers(x, count, target[label]);
            }
        }
    }

    /** In plain Java: gathering by SIMD is quicker in most runs, and many times slower in those where C2 boxes its vectors. */
    private static void scale(
            float[] source,
            int[] left,
            int[] right,
            float[] leftWeight,
            float[] rightWeight,
            float[] target,
            int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Math.fma(source[left[i]], leftWeight[i], source[right[i]] * rightWeight[i]);
        }
    }

    /** Scales to the columns that are not made of two samples: one in eight where a network's own resize came first. */
    private void scaleOthers(int x, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            int column = x + i;
            int k = columns.count[column] - 1;
            if (k == 1) {
                continue;
            }
            float sum = sourceRow[columns.sample(column, k)] * columns.weight(column, k);
            while (--k >= 0) {
                sum = Math.fma(sourceRow[columns.sample(column, k)], columns.weight(column, k), sum);
            }
            target[i] = sum;
        }
    }

    private void decodeRow(int y, int pixel, int count, LabelSink labels, float @Nullable [] confidence) {
        boolean isPair = rows.count[y] == 2;
        KernelChoice.BEST.highestOfPairs(
                scaled[rows.first[y] % scaled.length],
                rows.weights[0][y],
                isPair ? scaled[rows.last(y) % scaled.length] : others(y, count),
                isPair ? rows.weights[1][y] : 1,
                classes,
                count,
                argmax.best,
                argmax.labels,
                score);
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(pixel, argmax.labels, count);
        if (confidence != null) {
            sure.start(count);
            for (int label = 0; rule.needsAllScores() && label < classes; label++) {
                sum(label, y, 0, count, score);
                sure.add(score, argmax, count);
            }
            sure.finish(argmax, confidence, pixel, count);
        }
    }

    /** Returns what all samples of a row but its first add to the scores of every class, zero if there are no others. */
    private float[][] others(int y, int count) {
        if (others.length == 0) {
            others = new float[classes][scaled[0][0].length];
        }
        for (int label = 0; label < classes; label++) {
            if (rows.count[y] == 1) {
                Arrays.fill(others[label], 0, count, 0);
            } else {
                sum(label, y, 1, count, others[label]);
            }
        }
        return others;
    }

    /** Sums the samples of a row from sample {@code from} on, the last one first. */
    private void sum(int label, int y, int from, int count, float[] target) {
        int k = rows.count[y] - 1;
        float[] last = scaled[rows.sample(y, k) % scaled.length][label];
        float weight = rows.weight(y, k);
        for (int i = 0; i < count; i++) {
            target[i] = last[i] * weight;
        }
        while (--k >= from) {
            add(scaled[rows.sample(y, k) % scaled.length][label], rows.weight(y, k), target, count);
        }
    }

    private static void add(float[] row, float weight, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Math.fma(row[i], weight, target[i]);
        }
    }
}
