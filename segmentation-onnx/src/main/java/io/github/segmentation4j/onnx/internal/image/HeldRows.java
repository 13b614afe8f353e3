package io.github.segmentation4j.onnx.internal.image;

import java.util.Arrays;

/**
 * Source rows at the width of the target, as many as the vertical pass needs at once; each is made when it is first asked
 * for. Used by one thread at a time.
 */
final class HeldRows {
    private final ColumnSums kernel = ColumnSums.fastest();
    private final IntColumns columns;
    private final int start;
    private final RowStep finish;
    private final int[] pixels;
    private final int[] column;
    private final int[][][] rows;
    private final int[] numbers;

    /** What is done with the sums of a row before it is held. */
    @FunctionalInterface
    interface RowStep {
        void apply(int[] sums);
    }

    /**
     * Creates rows none of which is made yet.
     *
     * @param start where every sum starts
     * @param sourceWidth the width of the source rows
     * @param count how many neighboring rows are needed at once
     */
    HeldRows(IntColumns columns, int start, RowStep finish, int sourceWidth, int count) {
        this.columns = columns;
        this.start = start;
        this.finish = finish;
        int width = columns.windows().width();
        this.pixels = new int[sourceWidth];
        this.column = new int[width];
        this.rows = new int[count][SampleRow.COLORS][width];
        this.numbers = new int[count];
    }

    /** Forgets all rows, since another image or another part of it follows. */
    void clear() {
        Arrays.fill(numbers, -1);
    }

    /** Returns a source row, an array for each color; up to {@code count} neighbors keep each other. */
    int[][] row(RowSource source, int y) {
        int place = y % rows.length;
        int[][] row = rows[place];
        if (numbers[place] != y) {
            source.read(y, pixels);
            kernel.add(pixels, columns, start, row, column);
            for (int[] plane : row) {
                finish.apply(plane);
            }
            numbers[place] = y;
        }
        return row;
    }
}
