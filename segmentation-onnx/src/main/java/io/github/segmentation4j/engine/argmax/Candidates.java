package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The classes that can win somewhere in a cell, with their scores at its corners: all but those that one class, the
 * reference, or a mean of two, beats clearly at every corner.
 *
 * <p>Let {@code a} beat {@code b} at every corner by more than {@code 2^-20 |a|}. With {@code u = 2^-24}, each of the at
 * most four roundings along an axis moves a sum of positive weights by no more than {@code u} times the sum of magnitudes,
 * so that the interpolated {@code b} cannot reach the interpolated {@code a}: the difference of the exact values is at
 * least {@code 16 u} times the weighted sum of {@code |a|}, more than the errors of both. (Where {@code b} is far below
 * zero, its own error grows with its distance from {@code a}, of which it is a tiny part.) Here the margin is twice that,
 * plus the least normal float for products that underflow.
 *
 * <p>Candidates that {@link MeanOfTwo} beats are left out, too. Used by one thread at a time.
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

    private final CornerScores scores;
    private int corners;

    private final float[] threshold = new float[MOST_CORNERS];

    /** The classes found so far, a bit for each. */
    private final long[] found = new long[Ranking.MOST_CLASSES / Long.SIZE];

    private final int words;

    private final MeanOfTwo mean = new MeanOfTwo();

    /** The places of the classes that win corners and keep the others away together; the same twice if one does. */
    private int reference;

    private int other;

    Candidates(int classes, int width) {
        scores = new CornerScores(classes, width);
        words = (classes + Long.SIZE - 1) / Long.SIZE;
    }

    /** Forgets the scores of the image before. */
    void forget() {
        scores.forget();
    }

    /** Begins with a cell whose corners are columns {@code fromX} to {@code toX} of rows {@code fromY} to {@code toY}. */
    void start(int fromX, int toX, int fromY, int toY) {
        scores.start(fromX, toX, fromY, toY);
        corners = scores.count();
        count = 0;
    }

    /**
     * Finds the candidates where the same two classes are the highest at every corner and one of them keeps away all
     * others: at most borders, since most are between two.
     *
     * @param ranking of the grid's samples from {@code rankedFrom} on
     * @return false if it is otherwise
     */
    boolean findPair(ScoreGrid grid, Ranking ranking, int rankedFrom) {
        int a = ranking.firstClass(scores.sample(0) - rankedFrom);
        int b = ranking.secondClass(scores.sample(0) - rankedFrom);
        for (int i = 1; i < corners; i++) {
            if (!ranking.hasPair(scores.sample(i) - rankedFrom, a, b)) {
                return false;
            }
        }
        add(grid, Math.min(a, b));
        add(grid, Math.max(a, b));
        chooseReference();
        boolean alone = true;
        for (int i = 0; i < corners; i++) {
            alone &= ranking.isAboveThird(score[reference * MOST_CORNERS + i], scores.sample(i) - rankedFrom);
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
        addWinners(grid, ranking, rankedFrom);
        chooseReference();
        setThresholds();
        Arrays.fill(found, 0, words, 0);
        for (int place = 0; place < count; place++) {
            mark(label[place]);
        }
        for (int i = 0; i < corners; i++) {
            int sample = scores.sample(i) - rankedFrom;
            if (!ranking.isAboveThird(threshold[i], sample)) {
                scores.addReaching(grid, i, threshold[i], found);
            } else if (scores.score(grid, ranking.secondClass(sample), i) >= threshold[i]) {
                mark(ranking.secondClass(sample));
            }
        }
        if (count == 1 && markedCount() == 1) {
            return true;
        }
        int first = label[reference];
        int second = label[other];
        if (!addMarked(grid)) {
            return false;
        }
        if (first != second && count > 2) {
            mean.start(score, placeOf(first) * MOST_CORNERS, placeOf(second) * MOST_CORNERS, corners);
            keepThoseAboveMean();
        }
        return true;
    }

    private void addWinners(ScoreGrid grid, Ranking ranking, int rankedFrom) {
        for (int i = 0; i < corners; i++) {
            int winner = ranking.firstClass(scores.sample(i) - rankedFrom);
            int place = 0;
            while (place < count && label[place] != winner) {
                place++;
            }
            if (place == count) {
                add(grid, winner);
            }
        }
    }

    private void mark(int added) {
        found[added / Long.SIZE] |= 1L << added;
    }

    private int markedCount() {
        int bits = 0;
        for (int word = 0; word < words; word++) {
            bits += Long.bitCount(found[word]);
        }
        return bits;
    }

    /** Makes candidates of the classes found, or returns false if they are too many. */
    private boolean addMarked(ScoreGrid grid) {
        count = 0;
        for (int word = 0; word < words; word++) {
            for (long rest = found[word]; rest != 0; rest &= rest - 1) {
                if (count == MOST) {
                    return false;
                }
                add(grid, word * Long.SIZE + Long.numberOfTrailingZeros(rest));
            }
        }
        return true;
    }

    private void add(ScoreGrid grid, int added) {
        label[count] = added;
        for (int i = 0; i < corners; i++) {
            score[count * MOST_CORNERS + i] = scores.score(grid, added, i);
        }
        count++;
    }

    /**
     * Chooses the class that is least far below the highest scores, where it is furthest below them, and the one that is
     * highest there.
     */
    private void chooseReference() {
        if (count == 2) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < corners; i++) {
                float difference = score[i] - score[MOST_CORNERS + i];
                least = Math.min(least, difference);
                most = Math.max(most, difference);
            }
            reference = least > -most ? 0 : 1;
            other = 1 - reference;
            return;
        }
        reference = 0;
        other = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int place = 0; count > 1 && place < count; place++) {
            float worst = 0;
            int above = place;
            for (int rival = 0; rival < count; rival++) {
                for (int i = 0; i < corners; i++) {
                    float below = score[place * MOST_CORNERS + i] - score[rival * MOST_CORNERS + i];
                    above = below < worst ? rival : above;
                    worst = Math.min(worst, below);
                }
            }
            if (worst > least) {
                least = worst;
                reference = place;
                other = above;
            }
        }
    }

    private void setThresholds() {
        for (int i = 0; i < corners; i++) {
            float value = score[reference * MOST_CORNERS + i];
            threshold[i] = value - (Math.abs(value) * MARGIN + Float.MIN_NORMAL);
        }
    }

    private int placeOf(int wanted) {
        int place = 0;
        while (label[place] != wanted) {
            place++;
        }
        return place;
    }

    /** Drops the candidates that a weighted mean of the two beats. */
    private void keepThoseAboveMean() {
        int kept = 0;
        for (int place = 0; place < count; place++) {
            if (!mean.beats(score, place * MOST_CORNERS)) {
                label[kept] = label[place];
                System.arraycopy(score, place * MOST_CORNERS, score, kept * MOST_CORNERS, corners);
                kept++;
            }
        }
        count = kept;
    }

    int count() {
        return count;
    }

    /** Returns what it cost to find them, in scores that {@link StripArgmax} would compute meanwhile. */
    int cost() {
        return scores.cost();
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
