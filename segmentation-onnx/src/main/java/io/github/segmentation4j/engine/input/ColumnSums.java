package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.internal.compute.VectorModule;
import java.util.Arrays;

/** The horizontal pass: weighted sums of the pixels in every column's window. Immutable and safe for use by any thread. */
sealed class ColumnSums permits VectorColumnSums {
    static final int MASK = 0xFF;

    ColumnSums() {}

    /** Returns the fastest there is on this machine. */
    static ColumnSums fastest() {
        return VectorModule.isPresent() && VectorColumnSums.pays() ? new VectorColumnSums() : new ColumnSums();
    }

    /**
     * Adds up a row: {@code sums[color][x] = start + sum of sample * weight}, in ints.
     *
     * @param pixels the row, {@code 0xRRGGBB}, whatever the higher bits
     * @param columns the windows and their weights
     * @param sums receives for red, green and blue a sum for each target column
     * @param column scratch of one int for each target column
     */
    void add(int[] pixels, IntColumns columns, int start, int[][] sums, int[] column) {
        for (int[] plane : sums) {
            Arrays.fill(plane, start);
        }
        int[][] indices = columns.windows().columns();
        for (int i = 0; i < indices.length; i++) {
            int[] weights = columns.weights()[i];
            gather(pixels, indices[i], column);
            // Three calls instead of a loop: each is compiled for its own shift.
            multiplyAdd(column, SampleRow.RED_SHIFT, weights, sums[0]);
            multiplyAdd(column, SampleRow.GREEN_SHIFT, weights, sums[1]);
            multiplyAdd(column, SampleRow.BLUE_SHIFT, weights, sums[2]);
        }
    }

    /**
     * Adds up a row: {@code sums[color][x] = sum of values[color][sample] * weight} from left to right, in float32.
     *
     * @param values for each color what its samples stand for
     * @param column scratch of one int for each target column
     * @param found scratch of one float for each target column
     */
    final void add(int[] pixels, FloatColumns columns, float[][] values, float[][] sums, int[] column, float[] found) {
        for (float[] plane : sums) {
            Arrays.fill(plane, 0);
        }
        int[][] indices = columns.windows().columns();
        for (int i = 0; i < indices.length; i++) {
            float[] weights = columns.weights()[i];
            gather(pixels, indices[i], column);
            lookUp(column, SampleRow.RED_SHIFT, values[0], found);
            multiplyAdd(found, weights, sums[0]);
            lookUp(column, SampleRow.GREEN_SHIFT, values[1], found);
            multiplyAdd(found, weights, sums[1]);
            lookUp(column, SampleRow.BLUE_SHIFT, values[2], found);
            multiplyAdd(found, weights, sums[2]);
        }
    }

    // Gathering and looking up are apart from the multiplications, which the JIT compiler then turns into vector
    // instructions.
    private static void gather(int[] pixels, int[] indices, int[] column) {
        for (int x = 0; x < column.length; x++) {
            column[x] = pixels[indices[x]];
        }
    }

    private static void multiplyAdd(int[] column, int shift, int[] weights, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += (column[x] >> shift & MASK) * weights[x];
        }
    }

    private static void lookUp(int[] column, int shift, float[] values, float[] found) {
        for (int x = 0; x < found.length; x++) {
            found[x] = values[column[x] >> shift & MASK];
        }
    }

    private static void multiplyAdd(float[] values, float[] weights, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += values[x] * weights[x];
        }
    }
}
