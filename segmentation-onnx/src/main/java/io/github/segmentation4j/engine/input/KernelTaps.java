package io.github.segmentation4j.engine.input;

/**
 * The source samples behind every target sample along one axis, and their weights before any rounding, as Pillow computes
 * them ({@code precompute_coeffs} in {@code src/libImaging/Resample.c}, Pillow 9.4 to 12.3).
 *
 * <p>With {@code scale = sourceLength / targetLength} and {@code stretch = max(1, scale)}, target sample {@code t} has its
 * center at {@code (t + 0.5) * scale} and takes the samples within {@code support * stretch} of it, both borders rounded
 * to the nearest. Weights are divided by their sum.
 */
final class KernelTaps {
    /** The first source sample of each target sample. */
    final int[] first;

    /** The number of source samples of each target sample. */
    final int[] count;

    /** The weights of target sample {@code t} from index {@code t * stride} on. */
    final double[] weights;

    final int stride;

    private KernelTaps(int length, int stride) {
        first = new int[length];
        count = new int[length];
        weights = new double[Math.multiplyExact(length, stride)];
        this.stride = stride;
    }

    static KernelTaps of(int sourceLength, int targetLength, FilterKernel kernel) {
        double scale = (double) sourceLength / targetLength;
        double stretch = Math.max(1, scale);
        double support = kernel.support * stretch;
        int stride = (int) Math.ceil(support) * 2 + 1;
        KernelTaps taps = new KernelTaps(targetLength, stride);
        double shrink = 1 / stretch;
        for (int target = 0; target < targetLength; target++) {
            double center = (target + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(stride, Math.min(sourceLength, (int) (center + support + 0.5)) - first);
            int at = target * stride;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                taps.weights[at + i] = kernel.weight((i + first - center + 0.5) * shrink);
                sum += taps.weights[at + i];
            }
            taps.first[target] = first;
            taps.count[target] = count;
            for (int i = 0; i < count && sum != 0; i++) {
                taps.weights[at + i] /= sum;
            }
        }
        return taps;
    }
}
