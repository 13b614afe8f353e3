package io.github.segmentation4j.engine.argmax;

/**
 * A reason why a class cannot win in a cell that two others share.
 *
 * <p>At the border of two objects most classes lie between the two: above the one here and above the other there, but below
 * a weighted mean of both at every corner. Interpolation keeps that, and as the higher of two is never below their mean, such
 * a class is below it everywhere.
 *
 * <p>"Below" by {@code 2^-18} of the larger of the two magnitudes, {@code 64 u} with {@code u = 2^-24}: the interpolations of
 * {@link Taps} are off by {@code 8 u} each and the mean by less than {@code 8 u}. (A third score of more than twice their
 * magnitude is below both by half of its own, of which its rounding is a tiny part.) Used by one thread at a time.
 */
final class MeanOfTwo {
    private static final float MARGIN = 0x1p-18f;

    private int corners;
    private final float[] second = new float[Candidates.MOST_CORNERS];
    private final float[] difference = new float[Candidates.MOST_CORNERS];
    private final float[] margin = new float[Candidates.MOST_CORNERS];

    /** The corners where the first is furthest above and furthest below the second, and the inverse of how far. */
    private int top;

    private int bottom;
    private float perTop;
    private float perBottom;

    /** Begins with the scores of two classes from these places on, one for each corner. */
    void start(float[] score, int a, int b, int corners) {
        this.corners = corners;
        top = 0;
        bottom = 0;
        for (int i = 0; i < corners; i++) {
            second[i] = score[b + i];
            difference[i] = score[a + i] - score[b + i];
            margin[i] = Math.max(Math.abs(score[a + i]), Math.abs(score[b + i])) * MARGIN + Float.MIN_NORMAL;
            top = difference[i] > difference[top] ? i : top;
            bottom = difference[i] < difference[bottom] ? i : bottom;
        }
        perTop = 1 / difference[top];
        perBottom = 1 / difference[bottom];
    }

    /**
     * True if there is a weight with which the mean is clearly above a third class at every corner. Where the two are
     * furthest apart it must be at least, and at most, some number; the weight between them is tried.
     */
    boolean beats(float[] score, int third) {
        float least = Math.max(0, (score[third + top] - second[top]) * perTop);
        float greatest = Math.min(1, (score[third + bottom] - second[bottom]) * perBottom);
        float weight = (least + greatest) / 2;
        boolean beats = least < greatest;
        for (int i = 0; i < corners; i++) {
            beats &= second[i] + weight * difference[i] - score[third + i] > margin[i];
        }
        return beats;
    }
}
