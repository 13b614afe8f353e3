package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The class with the highest score at every sample of a run, by the order of {@link RunningArgmax}, in plain Java.
 *
 * <p>Scores are compared as integers: the bits of a float32 without its sign, negated where there was one, so that both
 * zeros are 0, and less {@link #SHIFT}, so that the NaN with a sign, which would be below minus infinity, wrap around to the
 * top, above infinity, where those without are. The lowest key is that of minus infinity. The loop over keys has no branch
 * and touches each array at one index, all reads before all writes, which lets the compilers of JDK 17 and 25 make SIMD code
 * of it; in another form of the same arithmetic, with a subtraction last, they do not.
 *
 * <p>Class after class goes over the whole run, which is long, so that each plane of scores is read in stretches that
 * memory is quick at. Used by one thread at a time.
 */
final class KeyedArgmax {
    /** Samples in a run at most: three arrays of it take 384 kB, within a second-level cache. */
    static final int CAPACITY = 1 << 15;

    private static final int SIGN_BIT = 31;
    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;
    private static final int INFINITY = 0x7F800000;

    /** How many magnitudes there are from that of infinity to the end of those of NaN. */
    private static final int SHIFT = 0x00800000;

    private int[] bits = {};
    private int[] best = {};
    private int[] found = {};

    /** Finds the classes of {@code count} samples from sample {@code start} of a grid on. */
    int[] run(ScoreGrid grid, int start, int count) {
        if (bits.length < count) {
            bits = new int[count];
            best = new int[count];
            found = new int[count];
        }
        Arrays.fill(best, 0, count, Integer.MIN_VALUE);
        Arrays.fill(found, 0, count, 0);
        for (int label = 0; label < grid.classes(); label++) {
            grid.readBits(label, start, bits, count);
            takeHigher(bits, count, label, best, found);
        }
        if (hasNan(best, count)) {
            findFirstNan(grid, start, count);
        }
        return found;
    }

    /** Lets a class win the samples at which its key is above {@code best}, {@code x < k} in bits without overflow. */
    private static void takeHigher(int[] bits, int count, int label, int[] best, int[] found) {
        for (int i = 0; i < count; i++) {
            int score = bits[i];
            int x = best[i];
            int before = found[i];
            int sign = score >> SIGN_BIT;
            int k = ((score & ALL_BUT_SIGN) + (sign ^ -SHIFT)) ^ sign;
            int wins = ((x & ~k) | (~(x ^ k) & (x - k))) >> SIGN_BIT;
            best[i] = x ^ ((x ^ k) & wins);
            found[i] = before ^ ((before ^ label) & wins);
        }
    }

    /** A key above that of infinity becomes negative by what brings infinity to the greatest integer. */
    private static boolean hasNan(int[] best, int count) {
        int flags = 0;
        for (int i = 0; i < count; i++) {
            flags |= (best[i] + (Integer.MAX_VALUE - INFINITY + SHIFT)) & ~best[i];
        }
        return flags < 0;
    }

    /** Of several NaN, keys tell the greatest; the first one wins, so they are looked at from the last class to the first. */
    private void findFirstNan(ScoreGrid grid, int start, int count) {
        for (int label = grid.classes() - 1; label >= 0; label--) {
            grid.readBits(label, start, bits, count);
            for (int i = 0; i < count; i++) {
                if ((bits[i] & ALL_BUT_SIGN) > INFINITY) {
                    found[i] = label;
                }
            }
        }
    }

    /** Copies the highest scores of the run; a NaN where there was one, and positive zero for either. */
    void copyBest(float[] target, int count) {
        for (int i = 0; i < count; i++) {
            int magnitude = best[i] + SHIFT;
            target[i] = Float.intBitsToFloat(magnitude < 0 ? Integer.MIN_VALUE - magnitude : magnitude);
        }
    }
}
