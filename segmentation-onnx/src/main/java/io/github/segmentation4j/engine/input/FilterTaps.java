package io.github.segmentation4j.engine.input;

/**
 * The source samples behind every target sample along one axis, and their weights in fixed point, as Pillow computes them
 * ({@link KernelTaps} and {@code normalize_coeffs_8bpc} in {@code src/libImaging/Resample.c}, Pillow 9.4) and, with
 * fewer bits, PyTorch for uint8 ({@code HelperInterpBase} in {@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}, 2.13).
 *
 * <p>The weights are rounded to the bits that {@link Precision} says, and held with {@value #PRECISION_BITS} bits behind the
 * point.
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

    private FilterTaps(KernelTaps exact) {
        first = exact.first;
        count = exact.count;
        weights = new int[exact.weights.length];
        stride = exact.stride;
    }

    static FilterTaps of(int sourceLength, int targetLength, FilterKernel kernel, Precision precision) {
        KernelTaps exact = KernelTaps.of(sourceLength, targetLength, kernel);
        double largest = 0;
        for (double weight : exact.weights) {
            largest = Math.max(largest, weight);
        }
        FilterTaps taps = new FilterTaps(exact);
        int bits = precision.bits(largest);
        for (int i = 0; i < taps.weights.length; i++) {
            taps.weights[i] = fixed(exact.weights[i], bits);
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
