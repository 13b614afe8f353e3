package io.github.segmentation4j.engine.argmax;

/**
 * Labels of the rows of pixels of a cell with two columns of corners, or of the columns of a cell with two rows of
 * corners, found from straight lines.
 *
 * <p>Along such a row the score of a class is a straight line over the weight of the right corner; along such a column,
 * over that of the lower corner. The class that is highest at the first pixel has all up to the next point where another
 * one crosses it. Lines are not computed as scores are, so they only tell where the difference of two is beyond the
 * rounding of both ways, {@code 2^-16} of the largest score; a line that is not clear is left to {@link CellArgmax}.
 *
 * <p>The bound: a score of {@link Taps} is within {@code 8 u} of the exact value, {@code u = 2^-24}, relative to the
 * largest magnitude {@code M} among the corners, since at most four times two taps are used; the ends of a line, their
 * difference and a point on it are within {@code 20 u M} each, weights that do not quite add up to one included, so that
 * two scores and the difference of two lines make less than {@code 160 u M}. Used by one thread at a time.
 */
final class CellLines {
    private static final float BOUND = 0x1p-16f;

    private final Candidates candidates;
    private final Taps columns;
    private final Taps rows;

    /** For each candidate the score at the near end of the current line, and what is added to it up to the far end. */
    private final float[] start = new float[Candidates.MOST];

    private final float[] rise = new float[Candidates.MOST];

    /** The candidates that are highest at either end. */
    private int atStart;

    private int atEnd;

    /** The pixels before the first class gives way to the second, where there are no more than two. */
    private int cut;

    /** The taps that make the ends of a line out of corners, and the way from one of these corners to the next. */
    private Taps across;

    private int cornersAcross;
    private int stepAcross;

    /** The way from the corners of one end to those of the other. */
    private int stepAlong;

    /** The weights of the far corner, of pixel {@code first} and the {@code count} behind it. */
    private float[] along = {};

    private int first;
    private int count;
    private float bound;

    /** How often the scores of a candidate were looked at since the cell began. */
    private int looks;

    /** Weights of the far corner rise by this from pixel to pixel; its inverse. */
    private float pixelsPerWeight;

    CellLines(Candidates candidates, Taps columns, Taps rows) {
        this.candidates = candidates;
        this.columns = columns;
        this.rows = rows;
        this.across = rows;
    }

    /** Begins with the rows of a cell of two columns of corners, whose pixels are {@code count} from {@code x} on. */
    void startRows(int cornersHigh, int x, int count) {
        across = rows;
        cornersAcross = cornersHigh;
        stepAcross = 2;
        stepAlong = 1;
        start(columns.weights[1], x, count);
    }

    /** Begins with the columns of a cell of two rows of corners, whose pixels are {@code count} from {@code y} on. */
    void startColumns(int cornersWide, int y, int count) {
        across = columns;
        cornersAcross = cornersWide;
        stepAcross = 1;
        stepAlong = cornersWide;
        start(rows.weights[1], y, count);
    }

    private void start(float[] weights, int from, int pixels) {
        looks = 0;
        along = weights;
        first = from;
        count = pixels;
        float range = weights[from + pixels - 1] - weights[from];
        pixelsPerWeight = range > 0 ? (pixels - 1) / range : PairCell.ONE_SIDE;
        float most = 0;
        for (int k = 0; k < candidates.count(); k++) {
            for (int corner = 0; corner < 2 * cornersAcross; corner++) {
                float size = Math.abs(candidates.score(k, corner));
                most = size > most ? size : most;
            }
        }
        bound = bound(most);
    }

    /** Finds the labels of a row; where it returns false, some of its pixels may have a wrong one. */
    boolean decodeRow(int y, byte[] target, int pixel) {
        setEnds(y);
        if (isHalved()) {
            RowLabels.put(target, pixel, count, cut, candidates.label(atStart), candidates.label(atEnd));
            return true;
        }
        int from = 0;
        while (from < count) {
            int winner = winnerAt(from);
            if (winner < 0) {
                return false;
            }
            // The rest of the row, which the next class overwrites: two stores instead of a loop.
            RowLabels.put(target, pixel + from, count - from, candidates.label(winner));
            from = next(winner, from);
        }
        return from == count;
    }

    /** The same for a column, whose pixels are {@code stride} apart. */
    boolean decodeColumn(int x, byte[] target, int pixel, int stride) {
        setEnds(x);
        int from = 0;
        while (from < count) {
            int winner = winnerAt(from);
            if (winner < 0) {
                return false;
            }
            int to = next(winner, from);
            byte label = (byte) candidates.label(winner);
            for (int i = from; i < Math.min(to, count); i++) {
                target[pixel + i * stride] = label;
            }
            from = to;
        }
        return from == count;
    }

    /** Returns how often the scores of a candidate were looked at since the cell began. */
    int looks() {
        return looks;
    }

    private void setEnds(int line) {
        looks += candidates.count();
        float mostAtStart = Float.NEGATIVE_INFINITY;
        float mostAtEnd = Float.NEGATIVE_INFINITY;
        int nearest = 0;
        int farthest = 0;
        for (int k = 0; k < candidates.count(); k++) {
            float near = mean(k, 0, line);
            float far = mean(k, stepAlong, line);
            start[k] = near;
            rise[k] = far - near;
            nearest = near > mostAtStart ? k : nearest;
            mostAtStart = near > mostAtStart ? near : mostAtStart;
            farthest = far > mostAtEnd ? k : farthest;
            mostAtEnd = far > mostAtEnd ? far : mostAtEnd;
        }
        atStart = nearest;
        atEnd = farthest;
    }

    /**
     * Finds the cut where the class that is highest at the start has the pixels up to some point and the class that is
     * highest at the end those behind it, as most lines are; false for others. No third class wins anywhere if it is
     * below the two at the ends that they win and where they cross.
     */
    private boolean isHalved() {
        float base = start[atStart] - start[atEnd];
        float slope = rise[atStart] - rise[atEnd];
        boolean isOne = atStart == atEnd;
        float crossing = isOne ? 0 : base / -slope;
        float startLimit = start[atStart] - bound;
        float crossingLimit = start[atStart] + crossing * rise[atStart] - bound;
        float endLimit = start[atEnd] + rise[atEnd] - bound;
        boolean none = true;
        for (int k = 0; k < candidates.count(); k++) {
            none &= k == atStart
                    || k == atEnd
                    || (start[k] < startLimit
                            && start[k] + rise[k] < endLimit
                            && start[k] + crossing * rise[k] < crossingLimit);
        }
        cut = isOne ? count : cut(crossing, 0);
        float last = base + along[first + Math.max(cut - 1, 0)] * slope;
        float next = base + along[first + Math.min(cut, count - 1)] * slope;
        return none && (isOne || ((cut == 0 || last > bound) && (cut == count || next < -bound)));
    }

    /** Returns the first pixel behind a weight, {@code least} or more. */
    private int cut(float weight, int least) {
        return Math.max(least, Math.min(count, (int) ((weight - along[first]) * pixelsPerWeight + 1)));
    }

    /** Returns the candidate that is clearly highest at a pixel of the line, or -1. */
    private int winnerAt(int pixel) {
        float weight = along[first + pixel];
        float highest = Float.NEGATIVE_INFINITY;
        float second = Float.NEGATIVE_INFINITY;
        int winner = 0;
        for (int k = 0; k < candidates.count(); k++) {
            float score = start[k] + weight * rise[k];
            boolean wins = score > highest;
            float loser = wins ? highest : score;
            second = loser > second ? loser : second;
            highest = wins ? score : highest;
            winner = wins ? k : winner;
        }
        return highest - second > bound ? winner : -1;
    }

    /**
     * Returns the first pixel behind those that a candidate wins from {@code from} on; a number beyond the line if it does
     * not clearly win the last of them. Between two pixels that it wins it wins all, since scores are straight lines.
     */
    private int next(int winner, int from) {
        looks += candidates.count();
        float crossing = Float.POSITIVE_INFINITY;
        for (int k = 0; k < candidates.count(); k++) {
            float steeper = rise[k] - rise[winner];
            float at = (start[winner] - start[k]) / steeper;
            crossing = steeper > 0 && at < crossing ? at : crossing;
        }
        int next = cut(crossing, from + 1);
        return next == from + 1 || winnerAt(next - 1) == winner ? next : count + 1;
    }

    /** Returns the weighted mean of the corners at one end of a line. */
    private float mean(int candidate, int corner, int line) {
        float score = candidates.score(candidate, corner);
        if (cornersAcross == 1) {
            return score;
        }
        if (cornersAcross == 2) {
            return score + across.weights[1][line] * (candidates.score(candidate, corner + stepAcross) - score);
        }
        float sum = score * across.weights[0][line];
        for (int k = 1; k < cornersAcross; k++) {
            sum += candidates.score(candidate, corner + k * stepAcross) * across.weights[k][line];
        }
        return sum;
    }

    /** Returns the difference beyond which lines can be trusted, for scores of up to this magnitude. */
    static float bound(float most) {
        return most * BOUND + Float.MIN_NORMAL;
    }
}
