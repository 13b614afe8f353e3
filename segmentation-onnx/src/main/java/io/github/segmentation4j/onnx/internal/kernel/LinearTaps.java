package io.github.segmentation4j.onnx.internal.kernel;

/**
 * The two source samples and their weights behind every target sample of a bilinear resize along one axis.
 *
 * <p>All arithmetic is float32, as PyTorch's {@code upsample_bilinear2d} on the processor computes it for
 * {@code align_corners=False} and a given output size ({@code aten/src/ATen/native/UpSample.h},
 * {@code area_pixel_compute_source_index} and {@code compute_source_index_and_lambda}, PyTorch 2.13):
 *
 * <pre>{@code
 * scale  = (float) sourceLength / targetLength
 * source = max(0, fma(scale, target + 0.5f, -0.5f))
 * first  = min(floor(source), sourceLength - 1)
 * second = min(first + 1, sourceLength - 1)
 * secondWeight = clamp(source - first, 0, 1)
 * firstWeight  = 1 - secondWeight
 * }</pre>
 *
 * <p>The {@code fma}, a product and a sum rounded once, is not in PyTorch's source but in its builds, whose compiler makes
 * one of the expression.
 *
 * <p>Immutable as long as nobody writes to the arrays, which are shared for speed within the internal packages.
 */
public final class LinearTaps {
    private static final float HALF_PIXEL = 0.5f;

    final int[] first;
    final int[] second;
    final float[] firstWeight;
    final float[] secondWeight;

    private LinearTaps(int length) {
        first = new int[length];
        second = new int[length];
        firstWeight = new float[length];
        secondWeight = new float[length];
    }

    /**
     * Returns the taps of a resize along one axis.
     *
     * @param sourceLength samples there are, at least 1
     * @param targetLength samples wanted, at least 1
     */
    public static LinearTaps of(int sourceLength, int targetLength) {
        LinearTaps taps = new LinearTaps(targetLength);
        float scale = (float) sourceLength / targetLength;
        for (int target = 0; target < targetLength; target++) {
            float source = Math.max(0, Math.fma(scale, target + HALF_PIXEL, -HALF_PIXEL));
            int first = Math.min((int) source, sourceLength - 1);
            float secondWeight = Math.min(Math.max(source - first, 0), 1);
            taps.first[target] = first;
            taps.second[target] = Math.min(first + 1, sourceLength - 1);
            taps.firstWeight[target] = 1 - secondWeight;
            taps.secondWeight[target] = secondWeight;
        }
        return taps;
    }

    /** Returns the number of target samples. */
    public int length() {
        return first.length;
    }

    /** Returns the first source sample of a target sample. */
    public int firstSample(int target) {
        return first[target];
    }

    /** Returns the second source sample of a target sample, which is the first one at the border. */
    public int secondSample(int target) {
        return second[target];
    }

    /** Returns the weight of the first source sample. */
    public float firstSampleWeight(int target) {
        return firstWeight[target];
    }

    /** Returns the weight of the second source sample. */
    public float secondSampleWeight(int target) {
        return secondWeight[target];
    }
}
