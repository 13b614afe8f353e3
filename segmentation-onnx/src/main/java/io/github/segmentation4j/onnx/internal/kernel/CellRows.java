package io.github.segmentation4j.onnx.internal.kernel;

/**
 * Labels of the rows of pixels of a cell with two columns of corners, found from straight lines.
 *
 * <p>Along such a row the score of a class is a straight line over the weight of the right corner. If one class is highest
 * at both ends, it has the row. If two are, one at either end, and no third reaches the point where they cross, the row is
 * split there. Lines are not computed as scores are, so they only tell where the difference of two is beyond the rounding
 * of both ways, {@code 2^-16} of the largest score; a row that is not clear is left to {@link CellArgmax}.
 *
 * <p>The bound: a score of {@link Taps} is within {@code 4 u} of the exact value, {@code u = 2^-24}, relative to the
 * largest magnitude {@code M} among the corners, since two times two taps are used; the ends of a line, their difference
 * and a point on it are within {@code 10 u M} each, so that two scores and the difference of two lines make less than
 * {@code 80 u M}. Used by one thread at a time.
 */
final class CellRows {
    private static final float BOUND = 0x1p-16f;

    private final Candidates candidates;
    private final Taps columns;
    private final Taps rows;

    /** For each candidate the scores at the left and the right end of the current row. */
    private final float[] left = new float[Candidates.MOST];

    private final float[] right = new float[Candidates.MOST];

    private int cornersWide;
    private int cornersHigh;
    private int x;
    private int count;
    private float bound;

    /** Weights of the right corner rise by this from pixel to pixel; its inverse. */
    private float pixelsPerWeight;

    CellRows(Candidates candidates, Taps columns, Taps rows) {
        this.candidates = candidates;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Begins with a cell.
     *
     * @return false if its rows are no straight lines
     */
    boolean start(int cornersWide, int cornersHigh, int x, int count, int y) {
        if (cornersWide != 2 || cornersHigh > 2 || columns.count[x] != 2 || rows.count[y] != 2) {
            return false;
        }
        this.cornersWide = cornersWide;
        this.cornersHigh = cornersHigh;
        this.x = x;
        this.count = count;
        float most = 0;
        for (int k = 0; k < candidates.count(); k++) {
            for (int corner = 0; corner < cornersWide * cornersHigh; corner++) {
                most = Math.max(most, Math.abs(candidates.score(k, corner)));
            }
        }
        bound = bound(most);
        float[] weight = columns.weights[1];
        float range = weight[x + count - 1] - weight[x];
        pixelsPerWeight = range > 0 ? (count - 1) / range : 0;
        return true;
    }

    /** Finds the labels of a row, or returns false and leaves them as they are. */
    boolean decode(int y, byte[] target, int pixel) {
        float weight = rows.weights[1][y];
        int below = (cornersHigh - 1) * cornersWide;
        for (int k = 0; k < candidates.count(); k++) {
            float top = candidates.score(k, 0);
            float topRight = candidates.score(k, 1);
            left[k] = top + weight * (candidates.score(k, below) - top);
            right[k] = topRight + weight * (candidates.score(k, below + 1) - topRight);
        }
        int atLeft = highest(left);
        int atRight = highest(right);
        if (atLeft == atRight) {
            return isAlone(atLeft) && put(target, pixel, count, atLeft, atRight);
        }
        float start = left[atLeft] - left[atRight];
        float slope = right[atLeft] - right[atRight] - start;
        float crossing = start / -slope;
        return hasNoThird(atLeft, atRight, crossing) && split(atLeft, atRight, start, slope, crossing, target, pixel);
    }

    private int highest(float[] ends) {
        int best = 0;
        for (int k = 1; k < candidates.count(); k++) {
            best = ends[k] > ends[best] ? k : best;
        }
        return best;
    }

    private boolean isAlone(int winner) {
        boolean alone = true;
        for (int k = 0; k < candidates.count(); k++) {
            alone &= k == winner || left[winner] - left[k] > bound && right[winner] - right[k] > bound;
        }
        return alone;
    }

    /**
     * True if every other class is clearly below the two at the ends that they win and where they cross, and therefore
     * everywhere, since they are straight lines.
     */
    private boolean hasNoThird(int atLeft, int atRight, float crossing) {
        float height = left[atLeft] + crossing * (right[atLeft] - left[atLeft]);
        boolean none = true;
        for (int k = 0; k < candidates.count(); k++) {
            none &= k == atLeft
                    || k == atRight
                    || left[atLeft] - left[k] > bound
                            && right[atRight] - right[k] > bound
                            && height - (left[k] + crossing * (right[k] - left[k])) > bound;
        }
        return none;
    }

    /** Gives the pixels before the crossing to one class and those behind it to another, if each is clearly on a side. */
    private boolean split(int atLeft, int atRight, float start, float slope, float crossing, byte[] target, int pixel) {
        float[] weight = columns.weights[1];
        int cut = (int) Math.max(0, Math.min(count, (crossing - weight[x]) * pixelsPerWeight));
        while (cut > 0 && start + weight[x + cut - 1] * slope < 0) {
            cut--;
        }
        while (cut < count && start + weight[x + cut] * slope >= 0) {
            cut++;
        }
        boolean clear = (cut == 0 || start + weight[x + cut - 1] * slope > bound)
                && (cut == count || start + weight[x + cut] * slope < -bound);
        return clear && put(target, pixel, cut, atLeft, atRight);
    }

    private boolean put(byte[] target, int pixel, int cut, int first, int second) {
        RowLabels.put(target, pixel, count, cut, candidates.label(first), candidates.label(second));
        return true;
    }

    /** Returns the difference beyond which lines can be trusted, for scores of up to this magnitude. */
    static float bound(float most) {
        return most * BOUND + Float.MIN_NORMAL;
    }
}
