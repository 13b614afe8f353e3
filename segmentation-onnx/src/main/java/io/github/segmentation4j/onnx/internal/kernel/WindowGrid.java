package io.github.segmentation4j.onnx.internal.kernel;

/**
 * A part of the scores once they are scaled to another size, so that a crop or a padding of the network's input is undone:
 * the scores of a whole grid, scaled bilinearly and cut, computed when they are read.
 *
 * <p>A score has the bits that scaling the whole grid would give it. Samples of the part that lie beyond the scaled grid
 * have the scores of the nearest one inside. Holds two rows of scratch memory: for use by one thread at a time.
 */
public final class WindowGrid extends ScoreGrid {
    private final ScoreGrid whole;
    private final LinearTaps columns;
    private final LinearTaps rows;
    private final boolean scaled;
    private final int left;
    private final int top;
    private final float[] upper;
    private final float[] lower;

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
        super(whole.classes(), width, height);
        this.whole = whole;
        this.columns = LinearTaps.of(whole.width(), scaledWidth);
        this.rows = LinearTaps.of(whole.height(), scaledHeight);
        this.scaled = whole.width() != scaledWidth || whole.height() != scaledHeight;
        this.left = left;
        this.top = top;
        this.upper = new float[whole.width()];
        this.lower = new float[whole.width()];
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

    private void readRow(int label, int x, int y, float[] target, int offset, int count) {
        int row = clamped(y + top, rows.length());
        int firstColumn = clamped(x + left, columns.length());
        int lastColumn = clamped(x + left + count - 1, columns.length());
        int from = columns.first[firstColumn];
        int needed = columns.second[lastColumn] - from + 1;
        whole.read(label, rows.first[row] * whole.width() + from, upper, from, needed);
        if (!scaled) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = upper[clamped(x + left + i, columns.length())];
            }
            return;
        }
        whole.read(label, rows.second[row] * whole.width() + from, lower, from, needed);
        float upperWeight = rows.firstWeight[row];
        float lowerWeight = rows.secondWeight[row];
        for (int i = 0; i < count; i++) {
            int column = clamped(x + left + i, columns.length());
            int first = columns.first[column];
            int second = columns.second[column];
            float firstWeight = columns.firstWeight[column];
            float secondWeight = columns.secondWeight[column];
            float above = Math.fma(upper[first], firstWeight, upper[second] * secondWeight);
            float below = Math.fma(lower[first], firstWeight, lower[second] * secondWeight);
            target[offset + i] = Math.fma(above, upperWeight, below * lowerWeight);
        }
    }

    private static int clamped(int index, int length) {
        return Math.max(0, Math.min(length - 1, index));
    }
}
