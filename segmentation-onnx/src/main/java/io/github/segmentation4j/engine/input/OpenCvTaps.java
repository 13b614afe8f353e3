package io.github.segmentation4j.engine.input;

/**
 * The source samples behind every target sample along one axis, and their weights in fixed point, as OpenCV's
 * {@code resize} computes them for 8-bit samples ({@code modules/imgproc/src/resize.cpp}, OpenCV 4.6).
 *
 * <p>Sample {@code t} lies at {@code (float) ((t + 0.5) * scale - 0.5)}; the fraction beyond the sample before it gives the
 * weights, in float32, which are rounded to {@value #WEIGHT_BITS} bits, one half to the even number. Indices beyond the
 * border are brought to it.
 */
final class OpenCvTaps {
    private static final int WEIGHT_BITS = 11;

    /** The weight of one whole sample. */
    static final int ONE = 1 << WEIGHT_BITS;

    /** The parameter of OpenCV's cubic. */
    private static final float A = -0.75f;

    private static final int LINEAR = 2;
    private static final int CUBIC = 4;

    /** The number of source samples of each target sample. */
    final int count;

    /** The source samples of target sample {@code t} from index {@code t * count} on. */
    final int[] samples;

    /** Their weights, in the same places. */
    final int[] weights;

    private OpenCvTaps(int length, int count) {
        this.count = count;
        this.samples = new int[Math.multiplyExact(length, count)];
        this.weights = new int[samples.length];
    }

    /** Whether a position before the first or behind the last pair of samples keeps its fraction. */
    enum Border {
        /** The fraction is dropped, as in the horizontal pass. */
        DROPS_FRACTION,
        /** The fraction is kept, as in the vertical pass. */
        KEEPS_FRACTION
    }

    /** Returns the taps of {@code INTER_LINEAR}. */
    static OpenCvTaps linear(int sourceLength, int targetLength, Border border) {
        double scale = scale(sourceLength, targetLength);
        OpenCvTaps taps = new OpenCvTaps(targetLength, LINEAR);
        for (int target = 0; target < targetLength; target++) {
            float position = (float) ((target + 0.5) * scale - 0.5);
            int sample = (int) Math.floor(position);
            taps.setLinear(target, sample, position - sample, sourceLength, border);
        }
        return taps;
    }

    /** Returns the taps of {@code INTER_AREA} where an axis is enlarged. */
    static OpenCvTaps enlargedArea(int sourceLength, int targetLength, Border border) {
        double inverse = (double) targetLength / sourceLength;
        double scale = scale(sourceLength, targetLength);
        OpenCvTaps taps = new OpenCvTaps(targetLength, LINEAR);
        for (int target = 0; target < targetLength; target++) {
            int sample = (int) Math.floor(target * scale);
            float fraction = (float) ((target + 1) - (sample + 1) * inverse);
            fraction = fraction <= 0 ? 0 : fraction - (float) Math.floor(fraction);
            taps.setLinear(target, sample, fraction, sourceLength, border);
        }
        return taps;
    }

    private void setLinear(int target, int sample, float fraction, int sourceLength, Border border) {
        boolean outside = sample < 0 || sample >= sourceLength - 1;
        float kept = border == Border.DROPS_FRACTION && outside ? 0 : fraction;
        set(target, 0, sample, 1 - kept, sourceLength);
        set(target, 1, sample + 1, kept, sourceLength);
    }

    /** Returns the taps of {@code INTER_CUBIC}. */
    static OpenCvTaps cubic(int sourceLength, int targetLength) {
        double scale = scale(sourceLength, targetLength);
        OpenCvTaps taps = new OpenCvTaps(targetLength, CUBIC);
        for (int target = 0; target < targetLength; target++) {
            float position = (float) ((target + 0.5) * scale - 0.5);
            int sample = (int) Math.floor(position);
            float x = position - sample;
            float first = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
            float second = ((A + 2) * x - (A + 3)) * x * x + 1;
            float third = ((A + 2) * (1 - x) - (A + 3)) * (1 - x) * (1 - x) + 1;
            taps.set(target, 0, sample - 1, first, sourceLength);
            taps.set(target, 1, sample, second, sourceLength);
            taps.set(target, 2, sample + 1, third, sourceLength);
            taps.set(target, 3, sample + 2, 1 - first - second - third, sourceLength);
        }
        return taps;
    }

    private void set(int target, int tap, int sample, float weight, int sourceLength) {
        samples[target * count + tap] = Math.max(0, Math.min(sourceLength - 1, sample));
        weights[target * count + tap] = (int) Math.rint(weight * ONE);
    }

    /** Returns source samples per target sample, with the rounding of the two divisions that OpenCV makes. */
    static double scale(int sourceLength, int targetLength) {
        return 1 / ((double) targetLength / sourceLength);
    }
}
