package io.github.segmentation4j.engine.argmax;

/**
 * Labels of the cells in which the same two classes are the highest at all four corners: most of those that are not of one
 * class, since most borders are between two.
 *
 * <p>Along a row of pixels the difference of the two is a straight line over the weight of the right corner, within the
 * bound of {@link CellLines}; where it crosses zero the row is split. Used by one thread at a time.
 */
final class PairCell {
    /** Instead of pixels for each unit of weight where all weights are equal: brings all pixels to one side. */
    static final float ONE_SIDE = 0x1p20f;

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
     * Begins with a cell of pixels from {@code x} on, with two columns and one or two rows of corners.
     *
     * @param topSample the grid's sample at its top left corner, {@code bottomSample} that at its bottom left
     * @param rankedFrom the sample with which the ranking begins
     * @return false if it is no cell of two classes
     */
    boolean start(ScoreGrid grid, Ranking ranking, int rankedFrom, int topSample, int bottomSample, int x, int count) {
        int top = topSample - rankedFrom;
        int bottom = bottomSample - rankedFrom;
        int a = ranking.firstClass(top);
        int b = ranking.secondClass(top);
        if (!ranking.hasPair(top + 1, a, b) || !ranking.hasPair(bottom, a, b) || !ranking.hasPair(bottom + 1, a, b)) {
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
        float least = least(a0 - b0, a1 - b1, a2 - b2, a3 - b3);
        float most = -least(b0 - a0, b1 - a1, b2 - a2, b3 - a3);
        // The class that is less far below the other one, where it is below it, keeps all others away.
        boolean clear = least > -most
                ? ranking.isAboveThird(a0, top)
                        && ranking.isAboveThird(a1, top + 1)
                        && ranking.isAboveThird(a2, bottom)
                        && ranking.isAboveThird(a3, bottom + 1)
                : ranking.isAboveThird(b0, top)
                        && ranking.isAboveThird(b1, top + 1)
                        && ranking.isAboveThird(b2, bottom)
                        && ranking.isAboveThird(b3, bottom + 1);
        if (clear) {
            begin(a0, a1, a2, a3, b0, b1, b2, b3);
            place(x, count);
        }
        return clear;
    }

    /**
     * Begins with a cell of the pixels from {@code x} on, two candidates and two columns of corners.
     *
     * @param below the corner at its bottom left
     */
    void start(Candidates candidates, int below, int x, int count) {
        lower = candidates.label(0);
        higher = candidates.label(1);
        begin(
                candidates.score(0, 0),
                candidates.score(0, 1),
                candidates.score(0, below),
                candidates.score(0, below + 1),
                candidates.score(1, 0),
                candidates.score(1, 1),
                candidates.score(1, below),
                candidates.score(1, below + 1));
        place(x, count);
    }

    /** Takes the scores of the lower and of the higher class: top left, top right, bottom left, bottom right. */
    private void begin(float a0, float a1, float a2, float a3, float b0, float b1, float b2, float b3) {
        topLeft = a0 - b0;
        topRight = a1 - b1;
        leftChange = a2 - b2 - topLeft;
        rightChange = a3 - b3 - topRight;
        bound = CellLines.bound(-Math.min(
                least(-Math.abs(a0), -Math.abs(a1), -Math.abs(a2), -Math.abs(a3)),
                least(-Math.abs(b0), -Math.abs(b1), -Math.abs(b2), -Math.abs(b3))));
    }

    private void place(int x, int count) {
        this.x = x;
        this.count = count;
        firstWeight = columns.weights[1][x];
        float range = columns.weights[1][x + count - 1] - firstWeight;
        pixelsPerWeight = range > 0 ? (count - 1) / range : ONE_SIDE;
    }

    private static float least(float a, float b, float c, float d) {
        return Math.min(Math.min(a, b), Math.min(c, d));
    }

    /** Finds the labels of a row, or returns false and leaves them as they are. */
    boolean decode(int y, byte[] target, int pixel) {
        float weight = rows.weights[1][y];
        float left = topLeft + weight * leftChange;
        float slope = topRight + weight * rightChange - left;
        float[] weights = columns.weights[1];
        // The first pixel behind the crossing. Where there is none, the division makes an infinity or a NaN of it.
        int crossing = (int) ((left / -slope - firstWeight) * pixelsPerWeight + 1);
        int cut = Math.max(0, Math.min(count, crossing));
        float before = left + weights[x + Math.max(cut - 1, 0)] * slope;
        float behind = left + weights[x + Math.min(cut, count - 1)] * slope;
        boolean falls = slope < 0;
        float sign = falls ? 1 : -1;
        boolean clear = (cut == 0 || before * sign > bound) && (cut == count || behind * sign < -bound);
        if (clear) {
            RowLabels.put(target, pixel, count, cut, falls ? lower : higher, falls ? higher : lower);
        }
        return clear;
    }
}
