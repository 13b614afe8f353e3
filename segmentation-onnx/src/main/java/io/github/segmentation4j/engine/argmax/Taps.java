package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;
import java.util.Optional;

/**
 * The few source samples in a row, and their weights, of which every target sample of a resize along one axis is made.
 *
 * <p>A target sample is, in float32, {@code fma(s[0], w[0], fma(s[1], w[1], ... s[n-1] * w[n-1]))}, each {@code fma}
 * rounded once. No weight is negative, so that every such sum is between the least and the highest of its samples, and no
 * rounding changes the order of two sums whose samples are in one order.
 *
 * <p>Immutable as long as nobody writes to the arrays, which are shared for speed within the internal packages.
 */
public final class Taps {
    /** The most source samples behind a target sample. */
    static final int MOST_SAMPLES = 4;

    private static final int PAIR = 2;
    private static final float HALF_PIXEL = 0.5f;

    private final int sourceLength;

    /** The first source sample of every target sample. */
    final int[] first;

    /** How many source samples a target sample has; the last ones are the same at the border of bilinear taps. */
    final int[] count;

    /** The weights: of the first source sample of every target sample, of the second, and so on. */
    final float[][] weights;

    private Taps(int sourceLength, int targetLength, int samples) {
        this.sourceLength = sourceLength;
        this.first = new int[targetLength];
        this.count = new int[targetLength];
        this.weights = new float[samples][targetLength];
    }

    /**
     * Returns the taps of a bilinear resize along one axis.
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
     * <p>The {@code fma}, a product and a sum rounded once, is not in PyTorch's source but in its builds, whose compiler
     * makes one of the expression.
     *
     * @param sourceLength samples there are, at least 1
     * @param targetLength samples wanted, at least 1
     */
    public static Taps bilinear(int sourceLength, int targetLength) {
        float scale = (float) sourceLength / targetLength;
        return at(sourceLength, targetLength, target -> Math.fma(scale, target + HALF_PIXEL, -HALF_PIXEL));
    }

    /** Where a target sample lies in the source, in samples from the center of the first one. */
    @FunctionalInterface
    interface Position {
        float of(int target);
    }

    /** Returns the taps of a linear interpolation at these positions; those beyond the source count as its ends. */
    static Taps at(int sourceLength, int targetLength, Position position) {
        Taps taps = new Taps(sourceLength, targetLength, PAIR);
        for (int target = 0; target < targetLength; target++) {
            taps.pair(target, position.of(target));
        }
        return taps;
    }

    /** Returns the taps of no resize at all: every target sample is the source sample of its number. */
    public static Taps identity(int length) {
        Taps taps = new Taps(length, length, 1);
        for (int target = 0; target < length; target++) {
            taps.first[target] = target;
            taps.count[target] = 1;
            taps.weights[0][target] = 1;
        }
        return taps;
    }

    /** Sets the two source samples around a position, which is brought into the source first. */
    private void pair(int target, float position) {
        float source = Math.max(0, position);
        int sample = Math.min((int) source, sourceLength - 1);
        float secondWeight = Math.min(Math.max(source - sample, 0), 1);
        first[target] = sample;
        count[target] = PAIR;
        weights[0][target] = 1 - secondWeight;
        weights[1][target] = secondWeight;
    }

    /**
     * Returns these taps on the target of others: what two resizes in a row make of the source of the first one. Weights
     * are multiplied and added in float64, then rounded to float32.
     *
     * @param inner the first resize
     * @param offset the target sample of the first resize with which the source of this one begins; source samples of this
     *     one beyond the ends count as the nearest sample there is
     * @return nothing if a target sample needs more than four source samples, as it does where the first resize shrinks by
     *     more than two
     */
    public Optional<Taps> after(Taps inner, int offset) {
        boolean whole = offset == 0 && inner.length() == sourceLength;
        if (whole && inner.isIdentity()) {
            return Optional.of(this);
        }
        if (whole && isIdentity()) {
            return Optional.of(inner);
        }
        Taps taps = new Taps(inner.sourceLength, length(), MOST_SAMPLES);
        double[] sums = new double[MOST_SAMPLES];
        for (int target = 0; target < length(); target++) {
            int low = Integer.MAX_VALUE;
            int high = 0;
            for (int k = 0; k < count[target]; k++) {
                int middle = inner.clamped(sample(target, k) + offset);
                low = Math.min(low, inner.first[middle]);
                high = Math.max(high, inner.sample(middle, inner.count[middle] - 1));
            }
            if (high - low >= MOST_SAMPLES) {
                return Optional.empty();
            }
            Arrays.fill(sums, 0);
            for (int k = 0; k < count[target]; k++) {
                int middle = inner.clamped(sample(target, k) + offset);
                for (int i = 0; i < inner.count[middle]; i++) {
                    sums[inner.sample(middle, i) - low] += (double) weight(target, k) * inner.weight(middle, i);
                }
            }
            taps.set(target, low, high - low + 1, sums);
        }
        return Optional.of(taps);
    }

    /** Sets the source samples of a target sample, without those at the ends that weigh nothing. */
    private void set(int target, int low, int samples, double[] sums) {
        int from = 0;
        int to = samples;
        while (to - from > 1 && (float) sums[to - 1] == 0) {
            to--;
        }
        while (to - from > 1 && (float) sums[from] == 0) {
            from++;
        }
        first[target] = low + from;
        count[target] = to - from;
        for (int k = from; k < to; k++) {
            weights[k - from][target] = (float) sums[k];
        }
    }

    private int clamped(int target) {
        return Math.max(0, Math.min(length() - 1, target));
    }

    /** Returns the number of target samples. */
    public int length() {
        return first.length;
    }

    /** Returns the number of source samples. */
    public int sourceLength() {
        return sourceLength;
    }

    /** True if every target sample is the source sample of its number. */
    public boolean isIdentity() {
        return weights.length == 1;
    }

    /** True if every target sample is made of two source samples. */
    boolean isPairs() {
        return weights.length == PAIR;
    }

    /** Returns how many source samples there may be behind a target sample. */
    int mostSamples() {
        return weights.length;
    }

    /** Returns the source sample of a target sample that has the weight of this number; the last one at the border. */
    public int sample(int target, int k) {
        return Math.min(first[target] + k, sourceLength - 1);
    }

    /**
     * Returns the taps of some target samples, from a part of the source that holds all samples behind them.
     *
     * @param from the first target sample, {@code to} the one behind the last
     * @param sourceFrom the first source sample of the part
     * @param sourceCount how many samples the part has
     */
    public Taps part(int from, int to, int sourceFrom, int sourceCount) {
        Taps part = new Taps(sourceCount, to - from, weights.length);
        for (int target = from; target < to; target++) {
            part.first[target - from] = first[target] - sourceFrom;
            part.count[target - from] = count[target];
        }
        for (int k = 0; k < weights.length; k++) {
            System.arraycopy(weights[k], from, part.weights[k], 0, to - from);
        }
        return part;
    }

    /** Returns the last source sample of a target sample. */
    public int last(int target) {
        return sample(target, count[target] - 1);
    }

    /** Returns a weight of a target sample. */
    public float weight(int target, int k) {
        return weights[k][target];
    }
}
