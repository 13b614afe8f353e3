package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The labels of an image from scores that are a grid of another size: every class is resized for every pixel. It is what
 * {@link CellArgmax} does for the few pixels that need it, and the way for scores that are not finite and for images hardly
 * larger than their grid.
 *
 * <p>The score of a pixel is that of {@link Taps}, along the row first: for two bilinear taps the bits of PyTorch 2.13 on
 * x86-64 with AVX2 or AVX-512 for images whose sides add up to more than 128 pixels (smaller ones take another of its
 * kernels).
 *
 * <p>No full-size scores exist at any time: the image is worked through in strips of columns, of which only
 * {@link ScaledRows} are held. Used by one thread at a time.
 */
final class StripArgmax {
    /** Columns in a strip: two scaled rows of 21 classes take 43 kB, of 150 classes 307 kB. */
    static final int STRIP = 256;

    private final int classes;
    private final ScoreRule rule;
    private final Taps columns;
    private final Taps rows;
    private final ScaledRows scaled;

    private final float[] spare;
    private final RunningArgmax argmax;

    /** Made where rows of other than two samples are met. */
    private float[][] others = {};

    StripArgmax(int classes, ScoreRule rule, Taps columns, Taps rows) {
        int strip = Math.min(STRIP, columns.length());
        this.classes = classes;
        this.rule = rule;
        this.columns = columns;
        this.rows = rows;
        this.scaled = ScaledRows.of(classes, columns, rows, strip);
        this.spare = new float[strip];
        this.argmax = new RunningArgmax(strip);
    }

    /**
     * Finds the labels of a part of the image.
     *
     * @param grid the scores, of the size and number of classes that this was made for
     * @param x the part's first column
     * @param toX the column after the part's last
     */
    void run(ScoreGrid grid, int x, int toX, int y, int toY, LabelSink labels) {
        for (int from = x; from < toX; from += STRIP) {
            int count = Math.min(STRIP, toX - from);
            scaled.start(from, count);
            for (int row = y; row < toY; row++) {
                scaled.load(grid, row);
                decodeRow(row, row * columns.length() + from, count, labels);
            }
        }
    }

    private void decodeRow(int y, int pixel, int count, LabelSink labels) {
        boolean isPair = rows.count[y] == 2;
        KernelChoice.BEST.highestOfPairs(
                scaled.row(y, 0),
                rows.weights[0][y],
                isPair ? scaled.row(y, 1) : others(y, count),
                isPair ? rows.weights[1][y] : 1,
                classes,
                count,
                argmax.best,
                argmax.labels,
                spare);
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(pixel, argmax.labels, count);
    }

    /** Returns what all samples of a row but its first add to the scores of every class, zero if there are no others. */
    private float[][] others(int y, int count) {
        if (others.length == 0) {
            others = new float[classes][argmax.best.length];
        }
        for (int label = 0; label < classes; label++) {
            if (rows.count[y] == 1) {
                Arrays.fill(others[label], 0, count, 0);
            } else {
                scaled.sum(label, y, 1, 0, count, others[label]);
            }
        }
        return others;
    }
}
