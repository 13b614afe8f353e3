package io.github.segmentation4j.engine.input;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Source rows at the width of the target, as many as the vertical pass needs at once; each is made when it is first asked
 * for. Used by one thread at a time.
 *
 * @param <R> a row, an array for each of red, green and blue
 */
final class HeldRows<R> {
    private final R[] rows;
    private final Maker<R> maker;
    private final int[] numbers;

    /** Brings a source row to the width of the target. */
    @FunctionalInterface
    private interface Maker<R> {
        void make(RowSource source, int y, R row);
    }

    private HeldRows(R[] rows, Maker<R> maker) {
        this.rows = rows;
        this.maker = maker;
        this.numbers = new int[rows.length];
        clear();
    }

    /**
     * Returns rows of sums in fixed point.
     *
     * @param start where every sum starts
     * @param finish what is done with the sums of a color before they are held
     * @param sourceWidth the width of the source rows
     * @param count how many neighboring rows are needed at once
     */
    static HeldRows<int[][]> ofInts(IntColumns columns, int start, Consumer<int[]> finish, int sourceWidth, int count) {
        ColumnSums kernel = ColumnSums.fastest();
        int width = columns.windows().width();
        int[] pixels = new int[sourceWidth];
        int[] column = new int[width];
        return new HeldRows<>(new int[count][SampleRow.COLORS][width], (source, y, row) -> {
            source.read(y, pixels);
            kernel.add(pixels, columns, start, row, column);
            for (int[] plane : row) {
                finish.accept(plane);
            }
        });
    }

    /**
     * Returns rows of sums in float32.
     *
     * @param values for each color what its samples stand for
     * @param sourceWidth the width of the source rows
     * @param count how many neighboring rows are needed at once
     */
    static HeldRows<float[][]> ofFloats(FloatColumns columns, float[][] values, int sourceWidth, int count) {
        ColumnSums kernel = ColumnSums.fastest();
        int width = columns.windows().width();
        int[] pixels = new int[sourceWidth];
        int[] column = new int[width];
        float[] found = new float[width];
        return new HeldRows<>(new float[count][SampleRow.COLORS][width], (source, y, row) -> {
            source.read(y, pixels);
            kernel.add(pixels, columns, values, row, column, found);
        });
    }

    /** Forgets all rows, since another image or another part of it follows. */
    void clear() {
        Arrays.fill(numbers, -1);
    }

    /** Returns a source row; as many neighbors as are needed at once keep each other. */
    R row(RowSource source, int y) {
        int place = y % rows.length;
        if (numbers[place] != y) {
            maker.make(source, y, rows[place]);
            numbers[place] = y;
        }
        return rows[place];
    }
}
