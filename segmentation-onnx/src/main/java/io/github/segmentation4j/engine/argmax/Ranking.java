package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The three classes with the highest scores at every sample of a part of a grid, told apart as far as the shortcut of
 * {@link CellArgmax} needs it.
 *
 * <p>A score is ranked by a coarse key: the bits of the float, as an integer that sorts like the floats do, without its
 * lowest bits; these take the class instead, so that one integer comparison brings score and class. Scores whose keys are
 * two or more apart differ by more than {@code 2^-18} of the higher one; closer ones are not told apart and left to a
 * kernel that looks at the scores themselves. Keys need 31 bits, so that the difference of two never overflows.
 *
 * <p>Used by one thread at a time.
 */
final class Ranking {
    /** State of a sample whose highest score is not clearly above the second. */
    static final int CLOSE = -1;

    /** State of a sample with a score that is NaN, infinite, or so large that a sum of products may overflow. */
    static final int NOT_FINITE = -2;

    /** Keys this far apart belong to scores that are apart, wherever within the range of their key they are. */
    private static final int CLEARLY_APART = 2;

    /** Bits left out of a key: at least so many that the scores of keys that are apart differ by 2^-18 of the higher one. */
    private static final int FEWEST_BITS = 5;

    /** The most classes whose ids fit the bits that a key can spare. */
    static final int MOST_CLASSES = 256;

    /** The bits of 2^126 as a float: scores below it can be multiplied by weights and added without overflow. */
    private static final int LARGE = 0x7E800000;

    private static final int SIGN_BIT = 31;
    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;
    private static final int LOWEST = -(1 << 30);

    /** Samples ranked at once: five arrays of this length take 20 kB, so that they stay in the first-level cache. */
    private static final int BLOCK = 1024;

    /** Of every sample: the winning class, {@link #CLOSE} or {@link #NOT_FINITE}. */
    int[] state = {};

    private int[] first = {};
    private int[] second = {};
    private int[] third = {};

    private final int[] bits = new int[BLOCK];
    private final int[] high = new int[BLOCK];
    private final int[] middle = new int[BLOCK];
    private final int[] low = new int[BLOCK];
    private final int[] tooLow = new int[BLOCK];

    private final int classBits;
    private final int classMask;

    /** How many of the samples are not finite. */
    private int notFinite;

    Ranking(int classes) {
        classBits = Math.max(FEWEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(classes - 1));
        classMask = (1 << classBits) - 1;
    }

    /** True if scores of this many classes can be ranked. */
    static boolean covers(int classes) {
        return classes > 1 && classes <= MOST_CLASSES;
    }

    /** Ranks {@code count} samples from sample {@code start} of a grid on; they are numbered from 0 here. */
    void rank(ScoreGrid grid, int start, int count) {
        if (state.length < count) {
            state = new int[count];
            first = new int[count];
            second = new int[count];
            third = new int[count];
        }
        notFinite = 0;
        for (int from = 0; from < count; from += BLOCK) {
            block(grid, start + from, from, Math.min(BLOCK, count - from));
        }
    }

    private void block(ScoreGrid grid, int start, int from, int count) {
        Arrays.fill(high, 0, count, LOWEST);
        Arrays.fill(middle, 0, count, LOWEST);
        Arrays.fill(low, 0, count, LOWEST);
        Arrays.fill(tooLow, 0, count, 0);
        for (int label = 0; label < grid.classes(); label++) {
            grid.readBits(label, start, bits, count);
            KernelChoice.BEST.rankThree(
                    bits, high, middle, low, tooLow, count, classMask - label, ~classMask, -(LARGE >> 1));
        }
        System.arraycopy(high, 0, first, from, count);
        System.arraycopy(middle, 0, second, from, count);
        System.arraycopy(low, 0, third, from, count);
        for (int i = 0; i < count; i++) {
            state[from + i] = state(high[i], middle[i], tooLow[i]);
        }
    }

    private int state(int high, int middle, int tooLow) {
        if (tooLow < 0 || high >= LARGE >> 1) {
            notFinite++;
            return NOT_FINITE;
        }
        return (high >> classBits) - (middle >> classBits) >= CLEARLY_APART ? classMask - (high & classMask) : CLOSE;
    }

    /** Returns how many of the samples are not finite. */
    int notFinite() {
        return notFinite;
    }

    /** Returns the class of the highest key of a sample. */
    int firstClass(int sample) {
        return classMask - (first[sample] & classMask);
    }

    /** Returns the class of the second highest key of a sample; there are two classes or more. */
    int secondClass(int sample) {
        return classMask - (second[sample] & classMask);
    }

    /** True if the two highest keys of a sample are of these classes. */
    boolean hasPair(int sample, int a, int b) {
        int one = firstClass(sample);
        int other = secondClass(sample);
        return (one == a && other == b) || (one == b && other == a);
    }

    /** True if a score is clearly above those of all classes but the first two of a sample. */
    boolean isAboveThird(float score, int sample) {
        int value = Float.floatToRawIntBits(score);
        int key = (value ^ ((value >> SIGN_BIT) & ALL_BUT_SIGN)) >> 1;
        return (key >> classBits) - (third[sample] >> classBits) >= CLEARLY_APART;
    }
}
