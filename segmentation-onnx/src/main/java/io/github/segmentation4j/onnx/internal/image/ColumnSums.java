package io.github.segmentation4j.onnx.internal.image;

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
        int width = columns.windows().width();
        for (int[] plane : sums) {
            Arrays.fill(plane, start);
        }
        for (int i = 0; i < columns.weights().length; i++) {
            gather(pixels, i, columns.windows().first(), column, width);
            for (int color = 0; color < sums.length; color++) {
                multiplyAdd(column, SampleRow.packedShift(color), columns.weights()[i], sums[color], width);
            }
        }
    }

    /**
     * Adds up a row: {@code sums[color][x] = sum of values[color][sample] * weight} from left to right, in float32.
     *
     * @param values for each color what its samples stand for
     */
    final void add(int[] pixels, FloatColumns columns, float[][] values, float[][] sums, int[] column) {
        int width = columns.windows().width();
        for (float[] plane : sums) {
            Arrays.fill(plane, 0);
        }
        for (int i = 0; i < columns.weights().length; i++) {
            gather(pixels, i, columns.windows().first(), column, width);
            for (int color = 0; color < sums.length; color++) {
                multiplyAdd(
                        column, SampleRow.packedShift(color), values[color], columns.weights()[i], sums[color], width);
            }
        }
    }

    // Apart from the multiplications, which the JIT compiler turns into vector instructions without it.
    private static void gather(int[] pixels, int offset, int[] first, int[] column, int width) {
        for (int x = 0; x < width; x++) {
            column[x] = pixels[first[x] + offset];
        }
    }

    private static void multiplyAdd(int[] column, int shift, int[] weights, int[] sums, int width) {
        for (int x = 0; x < width; x++) {
            sums[x] += (column[x] >> shift & MASK) * weights[x];
        }
    }

    private static void multiplyAdd(int[] column, int shift, float[] values, float[] weights, float[] sums, int width) {
        for (int x = 0; x < width; x++) {
            sums[x] += values[column[x] >> shift & MASK] * weights[x];
        }
    }
}
