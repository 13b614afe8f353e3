package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The rows of a grid of scores that a row of the image is made of, scaled to the image's columns for every class.
 *
 * <p>Only a strip of columns is held at a time, and only the source rows behind the current row of the image. Going down,
 * most rows need no new source row, the others one. Used by one thread at a time.
 */
final class ScaledRows {
    /** Columns that {@link #most} has one bound for. */
    static final int GROUP = 32;

    private final int classes;
    private final Taps columns;
    private final Taps rows;

    private final float[] sourceRow;

    /** The source rows in hand; row {@code r} is kept in place {@code r % scaled.length}. */
    private final float[][][] scaled;

    private final int[] scaledRow;

    /** For each of these rows and each class, the highest source sample behind each group of columns; empty if unwanted. */
    private final float[][][] most;

    /** The first and last source sample, and the first two weights, behind the columns of the current strip. */
    private final int[] left;

    private final int[] right;
    private final float[] leftWeight;
    private final float[] rightWeight;

    /** The first column of the current strip, and the number of its columns. */
    private int x;

    private int count;

    /** Returns rows for strips of up to {@code capacity} columns. */
    static ScaledRows of(int classes, Taps columns, Taps rows, int capacity) {
        return new ScaledRows(classes, columns, rows, capacity, new float[0][][]);
    }

    /** Returns the same, of which {@link #findMost} can be asked. */
    static ScaledRows withBounds(int classes, Taps columns, Taps rows, int capacity) {
        int groups = (capacity + GROUP - 1) / GROUP;
        return new ScaledRows(classes, columns, rows, capacity, new float[rows.mostSamples()][classes][groups]);
    }

    private ScaledRows(int classes, Taps columns, Taps rows, int capacity, float[][][] most) {
        this.classes = classes;
        this.columns = columns;
        this.rows = rows;
        this.sourceRow = new float[columns.sourceLength()];
        this.scaled = new float[rows.mostSamples()][classes][capacity];
        this.scaledRow = new int[rows.mostSamples()];
        this.most = most;
        this.left = new int[capacity];
        this.right = new int[capacity];
        this.leftWeight = new float[capacity];
        this.rightWeight = new float[capacity];
    }

    /** Begins with a strip of {@code count} columns from {@code x} on. */
    void start(int x, int count) {
        this.x = x;
        this.count = count;
        Arrays.fill(scaledRow, -1);
        for (int i = 0; i < count; i++) {
            left[i] = columns.first[x + i];
            right[i] = columns.last(x + i);
        }
        System.arraycopy(columns.weights[0], x, leftWeight, 0, count);
        System.arraycopy(columns.weights[columns.mostSamples() > 1 ? 1 : 0], x, rightWeight, 0, count);
    }

    /** Scales the source rows behind a row of the image, as far as they are not there yet. */
    void load(ScoreGrid grid, int y) {
        for (int k = 0; k < rows.count[y]; k++) {
            int row = rows.sample(y, k);
            int place = row % scaled.length;
            if (scaledRow[place] != row) {
                scale(grid, row, place);
                scaledRow[place] = row;
            }
        }
    }

    /** Returns the {@code k}th source row of a row of the image that is loaded, an array for each class. */
    float[][] row(int y, int k) {
        return scaled[rows.sample(y, k) % scaled.length];
    }

    /** Scales one source row of every class to the columns of the strip, class after class. */
    private void scale(ScoreGrid grid, int row, int place) {
        float[][] target = scaled[place];
        int from = columns.first[x];
        int needed = 0;
        for (int column = x; column < x + count; column++) {
            needed = Math.max(needed, columns.last(column) - from + 1);
        }
        for (int label = 0; label < classes; label++) {
            grid.read(label, row * grid.width() + from, sourceRow, from, needed);
            scale(sourceRow, left, right, leftWeight, rightWeight, target[label], count);
            if (!columns.isPairs()) {
                scaleOthers(target[label]);
            }
            if (most.length > 0) {
                findMost(most[place][label]);
            }
        }
    }

    private void findMost(float[] mostOfGroup) {
        for (int from = 0; from < count; from += GROUP) {
            int last = right[Math.min(from + GROUP, count) - 1];
            float highest = sourceRow[left[from]];
            for (int sample = left[from] + 1; sample <= last; sample++) {
                highest = Math.max(highest, sourceRow[sample]);
            }
            mostOfGroup[from / GROUP] = highest;
        }
    }

    /** In plain Java: C2 boxes the vectors of a gather in some runs (docs/decisions.md). */
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
    private void scaleOthers(float[] target) {
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

    /** Sums the source rows of a loaded row of the image from the {@code first}th on, the last one first, for a class. */
    void sum(int label, int y, int first, int from, int to, float[] target) {
        int k = rows.count[y] - 1;
        float[] last = row(y, k)[label];
        float weight = rows.weight(y, k);
        if (k == first) {
            multiply(last, weight, from, to, target);
            return;
        }
        k--;
        pair(row(y, k)[label], rows.weight(y, k), last, weight, from, to, target);
        while (--k >= first) {
            add(row(y, k)[label], rows.weight(y, k), from, to, target);
        }
    }

    private static void pair(
            float[] above, float topWeight, float[] below, float bottomWeight, int from, int to, float[] target) {
        for (int i = from; i < to; i++) {
            target[i] = Math.fma(above[i], topWeight, below[i] * bottomWeight);
        }
    }

    private static void multiply(float[] row, float weight, int from, int to, float[] target) {
        for (int i = from; i < to; i++) {
            target[i] = row[i] * weight;
        }
    }

    private static void add(float[] row, float weight, int from, int to, float[] target) {
        for (int i = from; i < to; i++) {
            target[i] = Math.fma(row[i], weight, target[i]);
        }
    }

    /**
     * Finds for a class the highest source sample behind each group of columns in a loaded row of the image; NaN if there is
     * one among them.
     */
    void findMost(int label, int y, float[] target) {
        float[] last = most[rows.last(y) % scaled.length][label];
        System.arraycopy(last, 0, target, 0, (count + GROUP - 1) / GROUP);
        for (int k = 0; k < rows.count[y] - 1; k++) {
            float[] other = most[rows.sample(y, k) % scaled.length][label];
            for (int group = 0; group * GROUP < count; group++) {
                target[group] = Math.max(target[group], other[group]);
            }
        }
    }

    /** Returns the score of a class at one column of the strip, counted from its first, in a loaded row of the image. */
    float score(int label, int y, int column) {
        int k = rows.count[y] - 1;
        float sum = row(y, k)[label][column] * rows.weight(y, k);
        while (--k >= 0) {
            sum = Math.fma(row(y, k)[label][column], rows.weight(y, k), sum);
        }
        return sum;
    }
}
