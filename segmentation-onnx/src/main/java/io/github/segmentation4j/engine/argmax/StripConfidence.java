package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The confidences of an image whose labels are known, from scores that are a grid of another size.
 *
 * <p>Scores are those of {@link StripArgmax}, row by row. Classes that are {@linkplain Confidence#farBelow() far below} the
 * best are left out where that can be told for a group of pixels at once: a pixel's score is at most the highest of the
 * samples behind the group, but for the roundings of {@link Taps}, which {@link #ROOM} is for; the best score is known at
 * every pixel. Used by one thread at a time.
 */
final class StripConfidence {
    /** Columns in a strip. */
    private static final int STRIP = StripArgmax.STRIP;

    private static final int GROUP = ScaledRows.GROUP;

    /** What roundings may add to a weighted mean, of its greatest sample: twice the eight of {@code 2^-24} of taps. */
    private static final float ROOM = 0x1p-20f;

    private final int classes;
    private final boolean needsAllScores;
    private final boolean isForeground;
    private final float farBelow;
    private final Taps columns;
    private final Taps rows;
    private final ScaledRows scaled;
    private final float[] score;
    private final RunningArgmax winners;
    private final Confidence sure;

    /** The row that is measured, and its scores; one object for all rows. */
    private int measured;

    private final Confidence.Scores scores;

    /** The least best score of each group of columns in the current row. */
    private final float[] least;

    /** For each class, what its scores in each group of columns do not exceed while the source rows are the same. */
    private final float[][] limit;

    private int firstOfLimit;
    private int lastOfLimit;

    StripConfidence(int classes, ScoreRule rule, Taps columns, Taps rows) {
        int strip = Math.min(STRIP, columns.length());
        this.classes = classes;
        this.needsAllScores = rule.needsAllScores();
        this.isForeground = rule.isForeground();
        this.columns = columns;
        this.rows = rows;
        this.scaled = ScaledRows.withBounds(classes, columns, rows, strip);
        this.scores = (label, i) -> scaled.score(label, measured, i);
        this.score = new float[strip];
        this.winners = new RunningArgmax(strip);
        this.sure = new Confidence(rule, classes, winners);
        this.farBelow = (float) sure.farBelow() + 1;
        this.least = new float[(strip + GROUP - 1) / GROUP];
        this.limit = new float[classes][least.length];
    }

    /**
     * Finds the confidences of some rows of the image.
     *
     * @param grid the scores, of the size and number of classes that this was made for
     * @param labels those of the highest scores
     * @param confidence of all pixels of the image
     */
    void run(ScoreGrid grid, int y, int toY, LabelSink labels, float[] confidence) {
        for (int x = 0; x < columns.length(); x += STRIP) {
            int count = Math.min(STRIP, columns.length() - x);
            scaled.start(x, count);
            firstOfLimit = -1;
            for (int row = y; row < toY; row++) {
                scaled.load(grid, row);
                measureRow(row, row * columns.length() + x, count, labels, confidence);
            }
        }
    }

    private void measureRow(int y, int pixel, int count, LabelSink labels, float[] confidence) {
        labels.get(pixel, winners.labels, count);
        findBest(y, count);
        sure.start(count);
        if (needsAllScores) {
            findLeast(count);
            findLimits(y);
            for (int label = 0; label < classes; label++) {
                addNear(label, y, count);
            }
        }
        measured = y;
        sure.finish(scores, confidence, pixel);
    }

    /** Finds the scores of the winners. A foreground is told by its one channel. */
    private void findBest(int y, int count) {
        int[] labels = winners.labels;
        float[] best = winners.best;
        if (rows.count[y] != 2) {
            for (int i = 0; i < count; i++) {
                best[i] = scaled.score(isForeground ? 0 : labels[i], y, i);
            }
            return;
        }
        float[][] above = scaled.row(y, 0);
        float[][] below = scaled.row(y, 1);
        float topWeight = rows.weights[0][y];
        float bottomWeight = rows.weights[1][y];
        int channel = 0;
        float[] top = above[channel];
        float[] bottom = below[channel];
        for (int i = 0; i < count; i++) {
            if (labels[i] != channel && !isForeground) {
                channel = labels[i];
                top = above[channel];
                bottom = below[channel];
            }
            best[i] = Math.fma(top[i], topWeight, bottom[i] * bottomWeight);
        }
    }

    private void findLeast(int count) {
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            least[i / GROUP] = Math.min(least[i / GROUP], winners.best[i]);
        }
    }

    private void findLimits(int y) {
        if (firstOfLimit == rows.first[y] && lastOfLimit == rows.last(y)) {
            return;
        }
        firstOfLimit = rows.first[y];
        lastOfLimit = rows.last(y);
        for (int label = 0; label < classes; label++) {
            float[] ofClass = limit[label];
            scaled.findMost(label, y, ofClass);
            for (int group = 0; group < ofClass.length; group++) {
                ofClass[group] += Math.abs(ofClass[group]) * ROOM;
            }
        }
    }

    /** Adds a class in the groups of columns where it is not far below the best, several groups at once. */
    private void addNear(int label, int y, int count) {
        float[] most = limit[label];
        int from = 0;
        while (from < count) {
            int to = from;
            while (to < count && !(most[to / GROUP] - least[to / GROUP] < -farBelow)) {
                to = Math.min(count, to + GROUP);
            }
            if (from < to) {
                scaled.sum(label, y, 0, from, to, score);
                sure.add(label, score, from, to);
            }
            from = to + GROUP;
        }
    }
}
