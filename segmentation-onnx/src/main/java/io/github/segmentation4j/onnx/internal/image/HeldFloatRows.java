package io.github.segmentation4j.onnx.internal.image;

import java.util.Arrays;

/** The same as {@link HeldRows} for sums in float32. */
final class HeldFloatRows {
    private final ColumnSums kernel = ColumnSums.fastest();
    private final FloatColumns columns;
    private final float[][] values;
    private final int[] pixels;
    private final int[] column;
    private final float[] found;
    private final float[][][] rows;
    private final int[] numbers;

    /**
     * Creates rows none of which is made yet.
     *
     * @param values for each color what its samples stand for
     * @param sourceWidth the width of the source rows
     * @param count how many neighboring rows are needed at once
     */
    HeldFloatRows(FloatColumns columns, float[][] values, int sourceWidth, int count) {
        this.columns = columns;
        this.values = values;
        int width = columns.windows().width();
        this.pixels = new int[sourceWidth];
        this.column = new int[width];
        this.found = new float[width];
        this.rows = new float[count][SampleRow.COLORS][width];
        this.numbers = new int[count];
    }

    /** Forgets all rows, since another image or another part of it follows. */
    void clear() {
        Arrays.fill(numbers, -1);
    }

    /** Returns a source row, an array for each color; up to {@code count} neighbors keep each other. */
    float[][] row(RowSource source, int y) {
        int place = y % rows.length;
        float[][] row = rows[place];
        if (numbers[place] != y) {
            source.read(y, pixels);
            kernel.add(pixels, columns, values, row, column, found);
            numbers[place] = y;
        }
        return row;
    }

    /** Adds a row, times a weight, to sums. */
    static void multiplyAdd(float[] row, float weight, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }
}
