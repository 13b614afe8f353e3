package io.github.segmentation4j.onnx.internal.kernel;

/**
 * Labels of the cells in which the same two classes are the highest at all four corners: most of those that are not of one
 * class, since most borders are between two.
 *
 * <p>Along a row of pixels the difference of the two is a straight line over the weight of the right corner, within the
 * bound of {@link CellRows}; where it crosses zero the row is split. Used by one thread at a time.
 */
final class PairCell {
    private final Taps columns;
    private final Taps rows;

    private int lower;
    private int higher;

    /** The lower class less the higher one at the corners, and how that changes from the top to the bottom. */
    private float topLeft;

    private float topRight;
    private float leftChange;
    private float rightChange;
    private float bound;

    private int x;
    private int count;
    private float firstWeight;
    private float pixelsPerWeight;

    PairCell(Taps columns, Taps rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Begins with a cell of pixels from {@code x} on in rows from {@code y} on.
     *
     * @param topSample the grid's sample at its top left corner, {@code bottomSample} that at its bottom left
     * @param rankedFrom the sample with which the ranking begins
     * @return false if it is no cell of two classes, or its rows are no straight lines
     */
    boolean start(
            ScoreGrid grid, Ranking ranking, int rankedFrom, int topSample, int bottomSample, int x, int count, int y) {
        int top = topSample - rankedFrom;
        int bottom = bottomSample - rankedFrom;
        int a = ranking.firstClass(top);
        int b = ranking.secondClass(top);
        if (!ranking.hasPair(top + 1, a, b)
                || !ranking.hasPair(bottom, a, b)
                || !ranking.hasPair(bottom + 1, a, b)
                || columns.count[x] != 2
                || rows.count[y] != 2) {
            return false;
        }
        lower = Math.min(a, b);
        higher = Math.max(a, b);
        float a0 = grid.score(lower, topSample);
        float a1 = grid.score(lower, topSample + 1);
        float a2 = grid.score(lower, bottomSample);
        float a3 = grid.score(lower, bottomSample + 1);
        float b0 = grid.score(higher, topSample);
        float b1 = grid.score(higher, topSample + 1);
        float b2 = grid.score(higher, bottomSample);
        float b3 = grid.score(higher, bottomSample + 1);
        topLeft = a0 - b0;
        topRight = a1 - b1;
        float bottomLeft = a2 - b2;
        float bottomRight = a3 - b3;
        float least = Math.min(Math.min(topLeft, topRight), Math.min(bottomLeft, bottomRight));
        float most = Math.max(Math.max(topLeft, topRight), Math.max(bottomLeft, bottomRight));
        boolean clear = least > -most
                ? ranking.isAboveThird(a0, top)
                        && ranking.isAboveThird(a1, top + 1)
                        && ranking.isAboveThird(a2, bottom)
                        && ranking.isAboveThird(a3, bottom + 1)
                : ranking.isAboveThird(b0, top)
                        && ranking.isAboveThird(b1, top + 1)
                        && ranking.isAboveThird(b2, bottom)
                        && ranking.isAboveThird(b3, bottom + 1);
        if (!clear) {
            return false;
        }
        leftChange = bottomLeft - topLeft;
        rightChange = bottomRight - topRight;
        bound = CellRows.bound(Math.max(
                Math.max(Math.max(Math.abs(a0), Math.abs(a1)), Math.max(Math.abs(a2), Math.abs(a3))),
                Math.max(Math.max(Math.abs(b0), Math.abs(b1)), Math.max(Math.abs(b2), Math.abs(b3)))));
        this.x = x;
        this.count = count;
        firstWeight = columns.weights[1][x];
        float range = columns.weights[1][x + count - 1] - firstWeight;
        pixelsPerWeight = range > 0 ? (count - 1) / range : 0;
        return true;
    }

    /** Finds the labels of a row, or returns false and leaves them as they are. */
    boolean decode(int y, byte[] target, int pixel) {
        float weight = rows.weights[1][y];
        float left = topLeft + weight * leftChange;
        float right = topRight + weight * rightChange;
        if (left > bound && right > bound) {
            RowLabels.put(target, pixel, count, count, lower, lower);
            return true;
        }
        if (left < -bound && right < -bound) {
            RowLabels.put(target, pixel, count, count, higher, higher);
            return true;
        }
        float slope = right - left;
        float crossing = left / -slope;
        int cut = (int) Math.ceil(Math.max(0, Math.min(count, (crossing - firstWeight) * pixelsPerWeight)));
        float[] weights = columns.weights[1];
        boolean falling = left > 0;
        float before = cut == 0 ? Float.POSITIVE_INFINITY : left + weights[x + cut - 1] * slope;
        float behind = cut == count ? Float.NEGATIVE_INFINITY : left + weights[x + cut] * slope;
        if (falling) {
            if (!(before > bound && behind < -bound)) {
                return false;
            }
            RowLabels.put(target, pixel, count, cut, lower, higher);
            return true;
        }
        if (!((cut == 0 || before < -bound) && (cut == count || behind > bound))) {
            return false;
        }
        RowLabels.put(target, pixel, count, cut, higher, lower);
        return true;
    }
}
