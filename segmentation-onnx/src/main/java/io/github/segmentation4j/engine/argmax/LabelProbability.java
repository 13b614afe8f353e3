package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.internal.compute.Bands;

/**
 * The probability of one label at every pixel of an image.
 *
 * <p>Where the label is the one with the highest score this is its confidence as {@link Confidence} has it, to the bit.
 */
public final class LabelProbability {
    /** Scores read, some tens of microseconds of work, for which a further thread is worth its start. */
    private static final long THREAD_SCORES = 1 << 15;

    private final ScoreGrid grid;
    private final ScoreRule rule;
    private final Taps columns;
    private final Taps rows;
    private final int label;
    private final float[] target;

    private LabelProbability(ScoreGrid grid, ScoreRule rule, Taps columns, Taps rows, int label) {
        this.grid = grid;
        this.rule = rule;
        this.columns = columns;
        this.rows = rows;
        this.label = label;
        this.target = new float[Math.multiplyExact(columns.length(), rows.length())];
    }

    /**
     * Returns the probabilities, row by row.
     *
     * @param columns from the grid's columns to the image's
     * @param rows from the grid's rows to the image's
     * @param label one of those that the rule gives for these scores
     * @param threads the most threads to work with, at least 1
     */
    public static float[] of(ScoreGrid grid, ScoreRule rule, Taps columns, Taps rows, int label, int threads) {
        LabelProbability probability = new LabelProbability(grid, rule, columns, rows, label);
        long scores = (long) probability.target.length * grid.classes();
        Bands.run(
                rows.length(),
                Bands.threads(scores, THREAD_SCORES, threads),
                (worker, from, to) -> probability.rows(from, to));
        return probability.target;
    }

    private void rows(int from, int to) {
        int width = columns.length();
        boolean scales = !columns.isIdentity() || !rows.isIdentity();
        float[][] row = new float[grid.classes()][width];
        ScaledRows scaled = ScaledRows.of(grid.classes(), columns, rows, width);
        scaled.start(0, width);
        for (int y = from; y < to; y++) {
            if (scales) {
                scaled.load(grid, y);
            }
            for (int channel = 0; channel < row.length; channel++) {
                if (scales) {
                    scaled.sum(channel, y, 0, 0, width, row[channel]);
                } else {
                    grid.read(channel, y * width, row[channel], 0, width);
                }
            }
            for (int x = 0; x < width; x++) {
                target[y * width + x] = rounded(at(row, x));
            }
        }
    }

    private double at(float[][] row, int x) {
        return switch (rule.kind()) {
            case LOGITS -> softmax(row, x);
            case PROBABILITIES -> row[label][x];
            case SHARES -> row[label][x] / sum(row, x);
            case FOREGROUND_LOGIT -> 1 / (1 + Math.exp(label == 1 ? -(double) row[0][x] : row[0][x]));
            case FOREGROUND_PROBABILITY -> label == 1 ? row[0][x] : 1.0 - row[0][x];
        };
    }

    private static double sum(float[][] row, int x) {
        double sum = 0;
        for (float[] channel : row) {
            sum += channel[x];
        }
        return sum;
    }

    private double softmax(float[][] row, int x) {
        float best = Float.NEGATIVE_INFINITY;
        for (float[] channel : row) {
            best = Math.max(best, channel[x]);
        }
        if (!(Math.abs(best) <= Float.MAX_VALUE)) {
            // Infinity less infinity is not a number.
            return 0;
        }
        double sum = 0;
        for (float[] channel : row) {
            sum += Math.exp(channel[x] - best);
        }
        return Math.exp(row[label][x] - best) / sum;
    }

    /** Returns the nearest float from 0 to 1, and 0 for what is undefined. */
    private static float rounded(double probability) {
        return Double.isFinite(probability) ? (float) Math.max(0, Math.min(1, probability)) : 0;
    }
}
