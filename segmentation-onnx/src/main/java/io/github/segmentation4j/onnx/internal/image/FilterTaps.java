package io.github.segmentation4j.onnx.internal.image;

/**
 * The source samples behind every target sample along one axis, and their weights in fixed point, as Pillow computes them
 * ({@code precompute_coeffs} and {@code normalize_coeffs_8bpc} in {@code src/libImaging/Resample.c}, Pillow 9.4).
 *
 * <p>With {@code scale = sourceLength / targetLength} and {@code stretch = max(1, scale)}, target sample {@code t} has its
 * center at {@code (t + 0.5) * scale} and takes the samples within {@code support * stretch} of it, both borders rounded
 * to the nearest. Weights are divided by their sum and rounded to {@value #PRECISION_BITS} bits.
 */
final class FilterTaps {
    /** Bits behind the point: 32 less 8 for a sample and 2 for weights beyond 1 and the sign. */
    static final int PRECISION_BITS = 22;

    /** One half in fixed point, where every sum starts so that it is rounded. */
    static final int HALF = 1 << (PRECISION_BITS - 1);

    private static final int MAX_SAMPLE = 255;

    /** The first source sample of each target sample. */
    final int[] first;

    /** The number of source samples of each target sample. */
    final int[] count;

    /** The weights of target sample {@code t} from index {@code t * stride} on. */
    final int[] weights;

    final int stride;

    private FilterTaps(int length, int stride) {
        first = new int[length];
        count = new int[length];
        weights = new int[Math.multiplyExact(length, stride)];
        this.stride = stride;
    }

    static FilterTaps of(int sourceLength, int targetLength, FilterKernel kernel) {
        double scale = (double) sourceLength / targetLength;
        double stretch = Math.max(1, scale);
        double support = kernel.support * stretch;
        int stride = (int) Math.ceil(support) * 2 + 1;
        FilterTaps taps = new FilterTaps(targetLength, stride);
        double[] weights = new double[stride];
        double shrink = 1 / stretch;
        for (int target = 0; target < targetLength; target++) {
            double center = (target + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(sourceLength, (int) (center + support + 0.5)) - first;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                weights[i] = kernel.weight((i + first - center + 0.5) * shrink);
                sum += weights[i];
            }
            taps.first[target] = first;
            taps.count[target] = count;
            for (int i = 0; i < count; i++) {
                taps.weights[target * stride + i] = fixed(sum == 0 ? weights[i] : weights[i] / sum);
            }
        }
        return taps;
    }

    /** Rounds half away from zero. */
    private static int fixed(double weight) {
        return (int) (weight * (1 << PRECISION_BITS) + (weight < 0 ? -0.5 : 0.5));
    }

    /** Returns the highest number of source samples that a target sample has. */
    int maxCount() {
        int max = 0;
        for (int one : count) {
            max = Math.max(max, one);
        }
        return max;
    }

    /** Brings sums to samples from 0 to 255, without a branch, so that it can be done by vector instructions. */
    static void round(int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            int sample = sums[i] >> PRECISION_BITS;
            int atLeastZero = sample & ~(sample >> (Integer.SIZE - 1));
            int missing = MAX_SAMPLE - atLeastZero;
            sums[i] = atLeastZero + (missing & (missing >> (Integer.SIZE - 1)));
        }
    }
}
