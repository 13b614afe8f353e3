package io.github.segmentation4j.engine.argmax;

/**
 * A part of the scores once they are scaled to another size, so that a crop or a padding of the network's input is undone:
 * the scores of a whole grid, scaled bilinearly and cut, computed when they are read.
 *
 * <p>A score has the bits that scaling the whole grid would give it. Samples of the part that lie beyond the scaled grid
 * have the scores of the nearest one inside.
 */
public final class WindowGrid extends ScoreGrid {
    private final ScoreGrid whole;
    private final Taps columns;
    private final Taps rows;
    private final boolean scaled;
    private final int left;
    private final int top;

    /**
     * Creates a part of a scaled grid.
     *
     * @param whole the grid before it is scaled
     * @param scaledWidth the width to which it is scaled
     * @param scaledHeight the height to which it is scaled
     * @param left the scaled grid's column at which the part begins; may be negative
     * @param top the scaled grid's row at which the part begins; may be negative
     * @param width the width of the part
     * @param height the height of the part
     */
    public WindowGrid(ScoreGrid whole, int scaledWidth, int scaledHeight, int left, int top, int width, int height) {
        this(
                whole,
                whole.width() == scaledWidth && whole.height() == scaledHeight
                        ? Taps.identity(scaledWidth)
                        : Taps.bilinear(whole.width(), scaledWidth),
                whole.width() == scaledWidth && whole.height() == scaledHeight
                        ? Taps.identity(scaledHeight)
                        : Taps.bilinear(whole.height(), scaledHeight),
                left,
                top,
                width,
                height);
    }

    /**
     * Creates a part of a scaled grid.
     *
     * @param whole the grid before it is scaled
     * @param columns the linear interpolation of its width, or none
     * @param rows the linear interpolation of its height; none if there is none of the width
     * @param left the scaled grid's column at which the part begins; may be negative
     * @param top the scaled grid's row at which the part begins; may be negative
     * @param width the width of the part
     * @param height the height of the part
     */
    public WindowGrid(ScoreGrid whole, Taps columns, Taps rows, int left, int top, int width, int height) {
        super(whole.classes(), width, height);
        this.whole = whole;
        this.columns = columns;
        this.rows = rows;
        this.scaled = !columns.isIdentity() || !rows.isIdentity();
        this.left = left;
        this.top = top;
    }

    @Override
    public void read(int label, int start, float[] target, int offset, int count) {
        int done = 0;
        while (done < count) {
            int x = (start + done) % width();
            int y = (start + done) / width();
            int run = Math.min(count - done, width() - x);
            readRow(label, x, y, target, offset + done, run);
            done += run;
        }
    }

    @Override
    void readBits(int label, int start, int[] target, int count) {
        float[] floats = new float[count];
        read(label, start, floats, 0, count);
        for (int i = 0; i < count; i++) {
            target[i] = Float.floatToRawIntBits(floats[i]);
        }
    }

    @Override
    boolean isPlanar() {
        return false;
    }

    @Override
    float score(int label, int sample) {
        float[] value = new float[1];
        read(label, sample, value, 0, 1);
        return value[0];
    }

    private void readRow(int label, int x, int y, float[] target, int offset, int count) {
        int row = clamped(y + top, rows.length());
        int firstColumn = clamped(x + left, columns.length());
        int lastColumn = clamped(x + left + count - 1, columns.length());
        int from = columns.first[firstColumn];
        int needed = columns.sample(lastColumn, 1) - from + 1;
        float[] upper = new float[needed];
        whole.read(label, rows.first[row] * whole.width() + from, upper, 0, needed);
        if (!scaled) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = upper[clamped(x + left + i, columns.length()) - from];
            }
            return;
        }
        float[] lower = new float[needed];
        whole.read(label, rows.sample(row, 1) * whole.width() + from, lower, 0, needed);
        float upperWeight = rows.weight(row, 0);
        float lowerWeight = rows.weight(row, 1);
        for (int i = 0; i < count; i++) {
            int column = clamped(x + left + i, columns.length());
            int first = columns.first[column] - from;
            int second = columns.sample(column, 1) - from;
            float firstWeight = columns.weight(column, 0);
            float secondWeight = columns.weight(column, 1);
            float above = Math.fma(upper[first], firstWeight, upper[second] * secondWeight);
            float below = Math.fma(lower[first], firstWeight, lower[second] * secondWeight);
            target[offset + i] = Math.fma(above, upperWeight, below * lowerWeight);
        }
    }

    private static int clamped(int index, int length) {
        return Math.max(0, Math.min(length - 1, index));
    }
}
