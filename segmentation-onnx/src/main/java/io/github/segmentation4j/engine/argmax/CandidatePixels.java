package io.github.segmentation4j.engine.argmax;

/**
 * Labels of the pixels of a cell from the interpolated scores of its candidates: first along the rows of corners, then across
 * them, as {@link StripArgmax} does it for every class. Used by one thread at a time.
 */
final class CandidatePixels {
    private static final int SIGN_BIT = 31;

    private final Candidates candidates;
    private final Taps columns;
    private final Taps rows;

    /** The scores of the candidates along the rows of corners, at the columns of the current pixels. */
    private float[] along = {};

    /** Pixels in a row of {@link #along}. */
    private int stride;

    CandidatePixels(Candidates candidates, Taps columns, Taps rows) {
        this.candidates = candidates;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Finds the labels of a part of the cell that the candidates are of.
     *
     * @param cornersWide columns of corners of the cell
     * @param cornersHigh rows of corners of the cell
     * @param x the first of {@code count} columns of pixels
     * @param y the first row of pixels, {@code afterY} the one behind the last
     * @param target the labels of the image
     */
    void decode(int cornersWide, int cornersHigh, int x, int count, int y, int afterY, byte[] target) {
        scale(cornersWide, cornersHigh, x, count);
        for (int line = y; line < afterY; line++) {
            decodeRow(line, line * columns.length() + x, count, target);
        }
    }

    /** Interpolates the candidates along the rows of corners. */
    private void scale(int cornersWide, int cornersHigh, int x, int count) {
        if (along.length < Candidates.MOST * Taps.MOST_SAMPLES * count) {
            along = new float[Candidates.MOST * Taps.MOST_SAMPLES * count];
        }
        stride = count;
        for (int k = 0; k < candidates.count(); k++) {
            for (int j = 0; j < cornersHigh; j++) {
                scale(k, j, cornersWide, x, count);
            }
        }
    }

    /** Interpolates a candidate along one row of corners. */
    private void scale(int candidate, int cornerRow, int cornersWide, int x, int count) {
        int fromX = columns.first[x];
        int base = (candidate * Taps.MOST_SAMPLES + cornerRow) * stride;
        int corner = cornerRow * cornersWide;
        if (columns.isPairs()) {
            float left = candidates.score(candidate, corner);
            float right = candidates.score(candidate, corner + cornersWide - 1);
            float[] leftWeight = columns.weights[0];
            float[] rightWeight = columns.weights[1];
            for (int i = 0; i < count; i++) {
                along[base + i] = Math.fma(left, leftWeight[x + i], right * rightWeight[x + i]);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int k = columns.count[x + i] - 1;
            int first = corner + columns.first[x + i] - fromX;
            float sum = candidates.score(candidate, first + k) * columns.weight(x + i, k);
            while (--k >= 0) {
                sum = Math.fma(candidates.score(candidate, first + k), columns.weight(x + i, k), sum);
            }
            along[base + i] = sum;
        }
    }

    private void decodeRow(int y, int pixel, int count, byte[] target) {
        if (candidates.count() == 2 && rows.count[y] == 2) {
            int below = stride * (rows.last(y) - rows.first[y]);
            two(y, below, pixel, count, target);
        } else {
            many(y, pixel, count, target);
        }
    }

    /**
     * The labels of a row of pixels with two candidates: the higher class where the difference is negative. (It is zero
     * only for equal scores, since floats have gradual underflow; adding zero makes a negative zero a positive one.)
     */
    private void two(int y, int below, int pixel, int count, byte[] target) {
        int lower = candidates.label(0);
        int change = lower ^ candidates.label(1);
        float topWeight = rows.weights[0][y];
        float bottomWeight = rows.weights[1][y];
        float[] row = along;
        int other = Taps.MOST_SAMPLES * stride;
        for (int i = 0; i < count; i++) {
            float a = Math.fma(row[i], topWeight, row[below + i] * bottomWeight);
            float b = Math.fma(row[other + i], topWeight, row[other + below + i] * bottomWeight);
            int negative = Float.floatToRawIntBits(a - b + 0f) >> SIGN_BIT;
            target[pixel + i] = (byte) (lower ^ (change & negative));
        }
    }

    private void many(int y, int pixel, int count, byte[] target) {
        for (int i = 0; i < count; i++) {
            float best = interpolated(0, y, i);
            int label = candidates.label(0);
            for (int k = 1; k < candidates.count(); k++) {
                float score = interpolated(k, y, i);
                if (score > best) {
                    best = score;
                    label = candidates.label(k);
                }
            }
            target[pixel + i] = (byte) label;
        }
    }

    private float interpolated(int candidate, int y, int i) {
        int base = candidate * Taps.MOST_SAMPLES * stride + i;
        int k = rows.count[y] - 1;
        float sum = along[base + (rows.last(y) - rows.first[y]) * stride] * rows.weight(y, k);
        while (--k >= 0) {
            sum = Math.fma(along[base + k * stride], rows.weight(y, k), sum);
        }
        return sum;
    }
}
