package io.github.segmentation4j.onnx.internal.kernel;

/**
 * The classes that can win somewhere in a cell, with their scores at its corners: all but those that one class, the
 * reference, beats clearly at every corner.
 *
 * <p>Let {@code a} beat {@code b} at every corner by more than {@code 2^-20 |a|}. With {@code u = 2^-24}, each of the at
 * most four roundings along an axis moves a sum of positive weights by no more than {@code u} times the sum of magnitudes,
 * so that the interpolated {@code b} cannot reach the interpolated {@code a}: the difference of the exact values is at
 * least {@code 16 u} times the weighted sum of {@code |a|}, more than the errors of both. (Where {@code b} is far below
 * zero, its own error grows with its distance from {@code a}, of which it is a tiny part.) Here the margin is twice that,
 * plus the least normal float for products that underflow. Used by one thread at a time.
 */
final class Candidates {
    /** The most corners of a cell: four source samples along either axis. */
    static final int MOST_CORNERS = Taps.MOST_SAMPLES * Taps.MOST_SAMPLES;

    /** With more candidates than this it is cheaper to look at every class. */
    static final int MOST = 32;

    /** Twice the bound on the rounding of both interpolations, relative to the higher score. */
    private static final float MARGIN = 0x1p-19f;

    private final int[] label = new int[MOST];
    private final float[] score = new float[MOST * MOST_CORNERS];
    private int count;

    /** The samples of the grid at the corners of the cell. */
    private final int[] corner = new int[MOST_CORNERS];

    private final float[] highest = new float[MOST_CORNERS];
    private final float[] threshold = new float[MOST_CORNERS];
    private int corners;

    /** Begins with a cell whose corners are columns {@code fromX} to {@code toX} of rows {@code fromY} to {@code toY}. */
    void start(ScoreGrid grid, int fromX, int toX, int fromY, int toY) {
        count = 0;
        corners = 0;
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                corner[corners++] = y * grid.width() + x;
            }
        }
    }

    /**
     * Finds the candidates where the same two classes are the highest at every corner and one of them keeps away all
     * others: at most borders, since most are between two.
     *
     * @param ranking of the grid's samples from {@code rankedFrom} on
     * @return false if it is otherwise
     */
    boolean findPair(ScoreGrid grid, Ranking ranking, int rankedFrom) {
        int a = ranking.firstClass(corner[0] - rankedFrom);
        int b = ranking.secondClass(corner[0] - rankedFrom);
        for (int i = 1; i < corners; i++) {
            if (!ranking.hasPair(corner[i] - rankedFrom, a, b)) {
                return false;
            }
        }
        add(grid, a);
        add(grid, b);
        int reference = reference() * MOST_CORNERS;
        boolean alone = true;
        for (int i = 0; i < corners; i++) {
            alone &= ranking.isAboveThird(score[reference + i], corner[i] - rankedFrom);
        }
        if (!alone) {
            count = 0;
        }
        return alone;
    }

    /**
     * Finds the candidates.
     *
     * @param ranking of the grid's samples from {@code rankedFrom} on
     * @return false if there are more than {@link #MOST}
     */
    boolean find(ScoreGrid grid, Ranking ranking, int rankedFrom) {
        for (int i = 0; i < corners; i++) {
            add(grid, ranking.firstClass(corner[i] - rankedFrom));
        }
        setThresholds(reference());
        for (int i = 0; i < corners; i++) {
            int sample = corner[i] - rankedFrom;
            boolean complete = ranking.isAboveThird(threshold[i], sample)
                    ? addReaching(grid, i, ranking.secondClass(sample))
                    : addReaching(grid, i);
            if (!complete) {
                return false;
            }
        }
        keepReaching();
        return true;
    }

    /** Adds every class that reaches the threshold at a corner, or returns false if they are too many. */
    private boolean addReaching(ScoreGrid grid, int place) {
        boolean complete = true;
        for (int added = 0; added < grid.classes(); added++) {
            complete &= addReaching(grid, place, added);
        }
        return complete;
    }

    /** Adds a class if it reaches the threshold at a corner; returns false if there is no room for it. */
    private boolean addReaching(ScoreGrid grid, int place, int added) {
        if (grid.score(added, corner[place]) < threshold[place]) {
            return true;
        }
        if (count == MOST) {
            return false;
        }
        add(grid, added);
        return true;
    }

    /** Adds a class in the order of ids, unless it is there. */
    private void add(ScoreGrid grid, int added) {
        int place = count;
        while (place > 0 && label[place - 1] >= added) {
            place--;
        }
        if (place < count && label[place] == added) {
            return;
        }
        for (int k = count; k > place; k--) {
            copy(k - 1, k);
        }
        label[place] = added;
        for (int i = 0; i < corners; i++) {
            score[place * MOST_CORNERS + i] = grid.score(added, corner[i]);
        }
        count++;
    }

    /** Copies without a call: there are four corners, as a rule. */
    private void copy(int from, int to) {
        label[to] = label[from];
        for (int i = 0; i < corners; i++) {
            score[to * MOST_CORNERS + i] = score[from * MOST_CORNERS + i];
        }
    }

    /** Returns the place of the class that is least far below the highest scores, where it is furthest below them. */
    private int reference() {
        for (int i = 0; i < corners; i++) {
            float most = score[i];
            for (int place = 1; place < count; place++) {
                float other = score[place * MOST_CORNERS + i];
                most = other > most ? other : most;
            }
            highest[i] = most;
        }
        int best = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < count; place++) {
            float worst = 0;
            for (int i = 0; i < corners; i++) {
                float below = score[place * MOST_CORNERS + i] - highest[i];
                worst = below < worst ? below : worst;
            }
            if (worst > least) {
                least = worst;
                best = place;
            }
        }
        return best;
    }

    private void setThresholds(int reference) {
        for (int i = 0; i < corners; i++) {
            float value = score[reference * MOST_CORNERS + i];
            threshold[i] = value - (Math.abs(value) * MARGIN + Float.MIN_NORMAL);
        }
    }

    private void keepReaching() {
        int kept = 0;
        for (int place = 0; place < count; place++) {
            if (reaches(place)) {
                if (kept < place) {
                    copy(place, kept);
                }
                kept++;
            }
        }
        count = kept;
    }

    private boolean reaches(int place) {
        boolean reaches = false;
        for (int i = 0; i < corners; i++) {
            reaches |= score[place * MOST_CORNERS + i] >= threshold[i];
        }
        return reaches;
    }

    int count() {
        return count;
    }

    /** Returns a candidate; ids rise with the place. */
    int label(int place) {
        return label[place];
    }

    /** Returns the score of a candidate at a corner, counted row after row. */
    float score(int place, int corner) {
        return score[place * MOST_CORNERS + corner];
    }
}
