package io.github.segmentation4j.engine.input;

/** The vertical pass: weighted sums of rows, one row after the other. */
final class RowSums {
    private RowSums() {}

    /** Adds a row, times a weight, to sums. */
    static void multiplyAdd(int[] row, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }

    /** Adds a row, times a weight, to sums in float32. */
    static void multiplyAdd(float[] row, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }
}
