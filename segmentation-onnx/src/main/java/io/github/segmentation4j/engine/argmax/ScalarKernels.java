package io.github.segmentation4j.engine.argmax;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java. The loops over keys have no branch and touch each array at one index, all reads before all writes, which
 * lets the compilers of JDK 17 and 25 make SIMD code of them; the larger of two is
 * {@code a ^ ((a ^ b) & ((a - b) >> 31))}.
 */
final class ScalarKernels implements Kernels {
    private static final int SIGN_BIT = 31;
    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;

    /** The largest power of two that is a float: twice, it brings the least difference there is beyond every class. */
    private static final float HUGE = 0x1p127f;

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public void rankThree(
            int[] bits, int[] high, int[] middle, int[] low, int[] tooLow, int count, int code, int mask, int lowest) {
        for (int i = 0; i < count; i++) {
            int score = bits[i];
            int a = high[i];
            int b = middle[i];
            int c = low[i];
            int flag = tooLow[i];
            int key = (((score ^ ((score >> SIGN_BIT) & ALL_BUT_SIGN)) >> 1) & mask) | code;
            int changeA = (a ^ key) & ((a - key) >> SIGN_BIT);
            int rest = key ^ changeA;
            int changeB = (b ^ rest) & ((b - rest) >> SIGN_BIT);
            int last = rest ^ changeB;
            int changeC = (c ^ last) & ((c - last) >> SIGN_BIT);
            high[i] = a ^ changeA;
            middle[i] = b ^ changeB;
            low[i] = c ^ changeC;
            tooLow[i] = flag | (key - lowest);
        }
    }

    /**
     * Two passes over the classes: one for the highest score, one for the lowest class that has it. Neither has a branch,
     * so that the compilers make SIMD code of both. The difference to the highest score is zero for that score alone
     * (floats have gradual underflow) and otherwise, multiplied by {@code 2^254}, beyond every class. A NaN, or a highest
     * score that is infinite, spoils this way; then each score is compared in turn.
     */
    @Override
    public void highestOfPairs(
            float[][] above,
            float topWeight,
            float[][] below,
            float bottomWeight,
            int classes,
            int count,
            float[] best,
            int[] labels,
            float[] spare) {
        pair(above[0], topWeight, below[0], bottomWeight, count, best);
        for (int label = 1; label < classes; label++) {
            higher(above[label], topWeight, below[label], bottomWeight, count, best);
        }
        if (!isFinite(best, count)) {
            eachInTurn(above, topWeight, below, bottomWeight, classes, 0, count, best, labels);
            return;
        }
        Arrays.fill(spare, 0, count, classes);
        for (int label = 0; label < classes; label++) {
            lowest(above[label], topWeight, below[label], bottomWeight, label, count, best, spare);
        }
        for (int i = 0; i < count; i++) {
            labels[i] = (int) spare[i];
            best[i] += 0f;
        }
    }

    private static void pair(
            float[] above, float topWeight, float[] below, float bottomWeight, int count, float[] score) {
        for (int i = 0; i < count; i++) {
            score[i] = Math.fma(above[i], topWeight, below[i] * bottomWeight);
        }
    }

    private static void higher(
            float[] above, float topWeight, float[] below, float bottomWeight, int count, float[] best) {
        for (int i = 0; i < count; i++) {
            best[i] = Math.max(best[i], Math.fma(above[i], topWeight, below[i] * bottomWeight));
        }
    }

    private static boolean isFinite(float[] best, int count) {
        boolean finite = true;
        for (int i = 0; i < count; i++) {
            finite &= Math.abs(best[i]) <= Float.MAX_VALUE;
        }
        return finite;
    }

    private static void lowest(
            float[] above,
            float topWeight,
            float[] below,
            float bottomWeight,
            float label,
            int count,
            float[] best,
            float[] found) {
        for (int i = 0; i < count; i++) {
            float score = Math.fma(above[i], topWeight, below[i] * bottomWeight);
            found[i] = Math.min(found[i], (best[i] - score) * HUGE * HUGE + label);
        }
    }

    /**
     * Does what {@link #highestOfPairs} does for the pixels from {@code from} up to and without {@code to} of a row, one
     * after the other, whatever the scores are.
     */
    static void eachInTurn(
            float[][] above,
            float topWeight,
            float[][] below,
            float bottomWeight,
            int classes,
            int from,
            int to,
            float[] best,
            int[] labels) {
        for (int i = from; i < to; i++) {
            float highest = Math.fma(above[0][i], topWeight, below[0][i] * bottomWeight);
            int winner = 0;
            for (int label = 1; label < classes; label++) {
                float score = Math.fma(above[label][i], topWeight, below[label][i] * bottomWeight);
                if (RunningArgmax.wins(score, highest)) {
                    highest = score;
                    winner = label;
                }
            }
            best[i] = highest + 0f;
            labels[i] = winner;
        }
    }

    @Override
    public @Nullable PlanesInPlace inPlace(ByteBuffer scores) {
        return null;
    }

    @Override
    public boolean comparesQuickly() {
        return false;
    }
}
