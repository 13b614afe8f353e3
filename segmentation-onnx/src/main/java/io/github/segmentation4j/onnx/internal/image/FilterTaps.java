package io.github.segmentation4j.onnx.internal.image;

/**
 * The source samples behind every target sample along one axis, and their weights in fixed point, as Pillow computes them
 * ({@code precompute_coeffs} and {@code normalize_coeffs_8bpc} in {@code src/libImaging/Resample.c}, Pillow 9.4) and, with
 * fewer bits, PyTorch for uint8 ({@code HelperInterpBase} in {@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}, 2.13).
 *
 * <p>With {@code scale = sourceLength / targetLength} and {@code stretch = max(1, scale)}, target sample {@code t} has its
 * center at {@code (t + 0.5) * scale} and takes the samples within {@code support * stretch} of it, both borders rounded
 * to the nearest. Weights are divided by their sum, rounded to the bits that {@link Precision} says, and held with
 * {@value #PRECISION_BITS} bits behind the point.
 */
final class FilterTaps {
    /** Bits behind the point: 32 less 8 for a sample and 2 for weights beyond 1 and the sign. */
    static final int PRECISION_BITS = 22;

    /** One half in fixed point, where every sum starts so that it is rounded. */
    static final int HALF = 1 << (PRECISION_BITS - 1);

    private static final int MAX_SAMPLE = 255;

    /** How many bits behind the point the weights of an axis are rounded to. */
    enum Precision {
        /** {@value FilterTaps#PRECISION_BITS} bits. */
        PILLOW,
        /** As many as leave the largest weight of the axis within 16 bits with its sign, so 14 for a weight of one. */
        TORCH;

        private static final int LIMIT = 1 << (Short.SIZE - 1);

        private int bits(double largestWeight) {
            if (this == PILLOW) {
                return PRECISION_BITS;
            }
            int bits = 0;
            while (bits < PRECISION_BITS && (int) (0.5 + largestWeight * (1 << (bits + 1))) < LIMIT) {
                bits++;
            }
            return bits;
        }
    }

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

    static FilterTaps of(int sourceLength, int targetLength, FilterKernel kernel, Precision precision) {
        double scale = (double) sourceLength / targetLength;
        double stretch = Math.max(1, scale);
        double support = kernel.support * stretch;
        int stride = (int) Math.ceil(support) * 2 + 1;
        FilterTaps taps = new FilterTaps(targetLength, stride);
        double[] weights = new double[taps.weights.length];
        double shrink = 1 / stretch;
        double largest = 0;
        for (int target = 0; target < targetLength; target++) {
            double center = (target + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(stride, Math.min(sourceLength, (int) (center + support + 0.5)) - first);
            int at = target * stride;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                weights[at + i] = kernel.weight((i + first - center + 0.5) * shrink);
                sum += weights[at + i];
            }
            taps.first[target] = first;
            taps.count[target] = count;
            for (int i = 0; i < count && sum != 0; i++) {
                weights[at + i] /= sum;
                largest = Math.max(largest, weights[at + i]);
            }
        }
        int bits = precision.bits(largest);
        for (int i = 0; i < weights.length; i++) {
            taps.weights[i] = fixed(weights[i], bits);
        }
        return taps;
    }

    /** Rounds half away from zero to some bits behind the point. */
    private static int fixed(double weight, int bits) {
        int rounded = (int) (weight * (1 << bits) + (weight < 0 ? -0.5 : 0.5));
        return rounded << (PRECISION_BITS - bits);
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
