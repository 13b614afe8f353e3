package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.ConfidenceMeasure;
import java.util.Arrays;

/**
 * The sums of {@code exp(score[c] - best)} over the classes {@code c} of a run of pixels, quicker than with
 * {@link Math#exp} and off by a known bound.
 *
 * <p>With {@code N = 128}, let {@code d = score[c] - best} in float32, {@code k} the whole number nearest to {@code N d},
 * and {@code f = N d - k}, all exact: multiplying by a power of two is, adding {@code 1.5 * 2^23} rounds to a whole number,
 * and {@code f} is a multiple of the unit in the last place of {@code N d}. Then
 *
 * <pre>{@code
 * exp(d) = exp(k / N) (1 + g),   g = exp(f / N) - 1,   |f / N| <= 2^-8
 * }</pre>
 *
 * <p>of which the first is read from a table of float64 and {@code g} is Taylor's polynomial of degree three, computed in
 * float32: cut off, it is off by less than {@code (2^-8)^4 / 23 < 2^-36}, and its two last roundings by {@code 2^-24} of
 * less than {@code 1.01 * 2^-8} each, the others by less than a hundredth of that. Relative to {@code 1 + g} that is less than
 * {@link #RELATIVE_ERROR}. The best class itself, {@code d = 0}, is exactly 1.
 *
 * <p>Values of {@code d} below {@link #FARTHEST} count as nothing: {@code exp(-63) < 2^-90}. Used by one thread at a time.
 */
final class ExponentialSums {
    /** The bound on the error of each part but the best class's, relative to it. */
    static final double RELATIVE_ERROR = 0x1p-30;

    private static final float FARTHEST = -63;

    private static final int PER_UNIT = 128;

    /** Parts of the table for {@code k} from 0 down to {@code -64 N}; its length is a power of two. */
    private static final double[] TABLE = table();

    private static final int TABLE_MASK = 64 * PER_UNIT - 1;

    /** Added to a float and taken away again, it leaves a whole number; the last bits of the sum are those of that number. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private static final float LINEAR = 1f / PER_UNIT;
    private static final float SQUARE = LINEAR * LINEAR / 2;
    private static final float CUBE = LINEAR * LINEAR * LINEAR / 6;

    private final ConfidenceMeasure measure;

    /** The sums over all classes added. */
    final double[] sums;

    /** For the entropy the sums of {@code d exp(d)}. */
    final double[] weighted;

    /** For the margin the greatest {@code d} of all classes but the best. */
    final float[] second;

    private final float[] rounded;
    private final float[] rest;

    ExponentialSums(ConfidenceMeasure measure, int capacity) {
        this.measure = measure;
        this.sums = new double[capacity];
        this.weighted = new double[measure == ConfidenceMeasure.ENTROPY ? capacity : 0];
        this.second = new float[measure == ConfidenceMeasure.MARGIN ? capacity : 0];
        this.rounded = new float[capacity];
        this.rest = new float[capacity];
    }

    private static double[] table() {
        double[] table = new double[64 * PER_UNIT];
        for (int i = 0; i < -FARTHEST * PER_UNIT; i++) {
            table[i] = Math.exp(-i / (double) PER_UNIT);
        }
        return table;
    }

    void start(int count) {
        Arrays.fill(sums, 0, count, 0);
        Arrays.fill(weighted, 0, Math.min(count, weighted.length), 0);
        Arrays.fill(second, 0, Math.min(count, second.length), Float.NEGATIVE_INFINITY);
    }

    /**
     * Adds the scores of a class at the pixels from {@code from} up to and without {@code to}.
     *
     * @param best the highest scores; what becomes of pixels where they are not finite is of no use
     * @param labels their classes
     */
    void add(int label, float[] scores, float[] best, int[] labels, int from, int to) {
        split(scores, best, rounded, rest, from, to);
        if (measure == ConfidenceMeasure.ENTROPY) {
            addWeighted(rounded, rest, scores, best, sums, weighted, from, to);
            return;
        }
        add(rounded, rest, sums, from, to);
        if (measure == ConfidenceMeasure.MARGIN) {
            for (int i = from; i < to; i++) {
                second[i] = labels[i] == label ? second[i] : Math.max(second[i], scores[i] - best[i]);
            }
        }
    }

    /** Makes of each score its {@code k} (plus {@link #ROUNDER}) and its {@code g}; without a branch, for SIMD. */
    private static void split(float[] scores, float[] best, float[] rounded, float[] rest, int from, int to) {
        for (int i = from; i < to; i++) {
            float steps = Math.max(scores[i] - best[i], FARTHEST) * PER_UNIT;
            float k = steps + ROUNDER;
            float f = steps - (k - ROUNDER);
            rounded[i] = k;
            rest[i] = f * (LINEAR + f * (SQUARE + f * CUBE));
        }
    }

    private static void add(float[] rounded, float[] rest, double[] sums, int from, int to) {
        for (int i = from; i < to; i++) {
            double step = TABLE[(ROUNDER_BITS - Float.floatToRawIntBits(rounded[i])) & TABLE_MASK];
            sums[i] += step + step * rest[i];
        }
    }

    private static void addWeighted(
            float[] rounded,
            float[] rest,
            float[] scores,
            float[] best,
            double[] sums,
            double[] weighted,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            double step = TABLE[(ROUNDER_BITS - Float.floatToRawIntBits(rounded[i])) & TABLE_MASK];
            double part = step + step * rest[i];
            sums[i] += part;
            weighted[i] += part * Math.max(scores[i] - best[i], FARTHEST);
        }
    }
}
