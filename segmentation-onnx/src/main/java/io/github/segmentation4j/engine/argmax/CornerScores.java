package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The scores at the corners of a cell, and those of every class side by side for samples that are looked at as a whole: a
 * sample is a corner of four cells, of up to 25 where a network's own resize came first, and its scores lie a plane apart.
 *
 * <p>Used by one thread at a time.
 */
final class CornerScores {
    /** What it costs to fetch a score from far away, in scores that {@link StripArgmax} would compute meanwhile. */
    private static final int COST_OF_FETCH = 8;

    private final int classes;
    private final int width;

    private final int[] corner = new int[Candidates.MOST_CORNERS];

    /** The place of each corner's sample among those that are kept, if it is. */
    private final int[] slot = new int[Candidates.MOST_CORNERS];

    private int count;

    private int cost;

    /** Of as many rows as a cell has at most, row {@code y} in place {@code y % MOST_SAMPLES}, sample after sample. */
    private final float[] kept;

    /** The samples that are kept. */
    private final int[] sample;

    CornerScores(int classes, int width) {
        this.classes = classes;
        this.width = width;
        this.sample = new int[Taps.MOST_SAMPLES * width];
        this.kept = new float[Math.multiplyExact(sample.length, classes)];
    }

    /** Forgets what was kept: another image begins. */
    void forget() {
        Arrays.fill(sample, -1);
    }

    /** Begins with a cell whose corners are columns {@code fromX} to {@code toX} of rows {@code fromY} to {@code toY}. */
    void start(int fromX, int toX, int fromY, int toY) {
        count = 0;
        cost = 0;
        for (int y = fromY; y <= toY; y++) {
            int row = y % Taps.MOST_SAMPLES * width;
            for (int x = fromX; x <= toX; x++) {
                corner[count] = y * width + x;
                slot[count++] = row + x;
            }
        }
    }

    /** Returns the number of corners. */
    int count() {
        return count;
    }

    /** Returns what the cell has cost so far, in scores that {@link StripArgmax} would compute meanwhile. */
    int cost() {
        return cost;
    }

    /** Returns the grid's sample at a corner, counted row after row. */
    int sample(int place) {
        return corner[place];
    }

    /** Returns the score of a class at a corner. */
    float score(ScoreGrid grid, int label, int place) {
        return sample[slot[place]] == corner[place]
                ? kept[slot[place] * classes + label]
                : grid.score(label, corner[place]);
    }

    /** Sets the bits of the classes that reach a threshold at a corner; bit 0 of the first number is that of class 0. */
    void addReaching(ScoreGrid grid, int place, float threshold, long[] found) {
        int base = keep(grid, place);
        cost += classes;
        for (int from = 0; from < classes; from += Long.SIZE) {
            int to = Math.min(classes, from + Long.SIZE);
            long reaching = 0;
            for (int label = from; label < to; label++) {
                reaching |= (kept[base + label] >= threshold ? 1L : 0L) << label;
            }
            found[from / Long.SIZE] |= reaching;
        }
    }

    private int keep(ScoreGrid grid, int place) {
        int base = slot[place] * classes;
        if (sample[slot[place]] != corner[place]) {
            sample[slot[place]] = corner[place];
            cost += COST_OF_FETCH * classes;
            for (int label = 0; label < classes; label++) {
                kept[base + label] = grid.score(label, corner[place]);
            }
        }
        return base;
    }
}
