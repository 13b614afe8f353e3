package io.github.segmentation4j.internal.png;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Filters rows of bytes as Portable Network Graphics, third edition (W3C 2025), section 9 has it: each byte becomes its
 * difference from what the bytes to the left ({@code a}), above ({@code b}) and above that to the left ({@code c}) predict.
 *
 * <p>Bytes are kept as {@code int}s, those to the left in arrays of their own, and chosen by masks instead of branches: of
 * loops that read several arrays at one index, and are short, the compilers of JDK 17 and 25 make vector instructions. Serves
 * one thread, one row after another.
 */
final class RowFilter {
    private static final int BYTE_MASK = 0xFF;
    private static final int BITS_BESIDE_BYTE = Integer.SIZE - Byte.SIZE;
    private static final int SIGN_SHIFT = Integer.SIZE - 1;

    /** Few enough for the sum of their absolute values to be an int. */
    private static final int SUMMED_AT_ONCE = 1 << 20;

    private static final FilterType[] TYPES = FilterType.values();

    private final FilterChoice choice;
    private final int rowBytes;
    private final int distance;
    private int[] row;
    private int[] left;
    private int[] above;
    private int[] aboveLeft;
    private int[] differences;
    private int[] smallest;
    private final int[] toC;
    private final int[] notA;

    /**
     * Returns a filter for a picture.
     *
     * @param rowBytes the length of a row
     * @param distance the distance between a byte and the one that counts as to its left, 1 to {@code rowBytes}
     */
    RowFilter(FilterChoice choice, int rowBytes, int distance) {
        this.choice = choice;
        this.rowBytes = rowBytes;
        this.distance = distance;
        row = new int[rowBytes];
        left = new int[rowBytes];
        above = new int[rowBytes];
        aboveLeft = new int[rowBytes];
        differences = new int[rowBytes];
        smallest = new int[rowBytes];
        toC = new int[rowBytes];
        notA = new int[rowBytes];
    }

    /**
     * Begins a band of rows.
     *
     * @param rowAbove the samples of the row above its first, or null if there is none, which counts as zeros
     */
    void begin(byte @Nullable [] rowAbove) {
        if (rowAbove == null) {
            Arrays.fill(row, 0);
            Arrays.fill(left, 0);
        } else {
            next(rowAbove);
        }
    }

    /** Writes the number of a row's filter at {@code offset}, and the filtered bytes behind it. */
    void apply(byte[] samples, byte[] target, int offset) {
        next(samples);
        FilterType chosen = choice.fixed();
        if (chosen == null) {
            chosen = leastSum();
        } else {
            subtract(chosen, smallest);
        }
        target[offset] = chosen.number();
        narrow(smallest, target, offset + 1);
    }

    private static void narrow(int[] from, byte[] to, int offset) {
        for (int i = 0; i < from.length; i++) {
            to[offset + i] = (byte) from[i];
        }
    }

    private void next(byte[] samples) {
        int[] samplesBefore = row;
        row = above;
        above = samplesBefore;
        int[] leftBefore = left;
        left = aboveLeft;
        aboveLeft = leftBefore;
        widen(samples, row);
        System.arraycopy(row, 0, left, distance, rowBytes - distance);
    }

    private static void widen(byte[] from, int[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] & BYTE_MASK;
        }
    }

    /** Leaves those differences in {@code smallest} whose absolute values have the smallest sum. */
    private FilterType leastSum() {
        FilterType chosen = FilterType.NONE;
        long leastSum = Long.MAX_VALUE;
        for (FilterType type : TYPES) {
            subtract(type, differences);
            long sum = sumOfAbsolutes(differences);
            if (sum < leastSum) {
                leastSum = sum;
                chosen = type;
                int[] swapped = smallest;
                smallest = differences;
                differences = swapped;
            }
        }
        return chosen;
    }

    private static long sumOfAbsolutes(int[] values) {
        long sum = 0;
        for (int from = 0; from < values.length; from += SUMMED_AT_ONCE) {
            sum += sumOfAbsolutes(values, from, Math.min(values.length, from + SUMMED_AT_ONCE));
        }
        return sum;
    }

    private static int sumOfAbsolutes(int[] values, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    private void subtract(FilterType type, int[] target) {
        switch (type) {
            case NONE -> none(row, target);
            case SUB -> difference(row, left, target);
            case UP -> difference(row, above, target);
            case AVERAGE -> average(row, left, above, target);
            case PAETH -> paeth(target);
        }
    }

    private static void none(int[] row, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i]);
        }
    }

    private static void difference(int[] row, int[] predicted, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i] - predicted[i]);
        }
    }

    private static void average(int[] row, int[] left, int[] above, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i] - ((left[i] + above[i]) >> 1));
        }
    }

    /** Predicts by whichever of a, b and c is nearest to a + b - c, in this order where two are as near. */
    private void paeth(int[] target) {
        distanceToC(left, above, aboveLeft, toC);
        isNotA(left, above, aboveLeft, toC, notA);
        nearestOfBAndC(left, above, aboveLeft, toC, target);
        nearest(row, left, target, notA, target);
    }

    private static void distanceToC(int[] left, int[] above, int[] aboveLeft, int[] toC) {
        for (int i = 0; i < toC.length; i++) {
            toC[i] = Math.abs(left[i] + above[i] - 2 * aboveLeft[i]);
        }
    }

    /** Sets all bits where b or c is nearer than a, and none elsewhere. */
    private static void isNotA(int[] left, int[] above, int[] aboveLeft, int[] toC, int[] notA) {
        for (int i = 0; i < notA.length; i++) {
            int toA = Math.abs(above[i] - aboveLeft[i]);
            int toB = Math.abs(left[i] - aboveLeft[i]);
            notA[i] = ((toB - toA) | (toC[i] - toA)) >> SIGN_SHIFT;
        }
    }

    private static void nearestOfBAndC(int[] left, int[] above, int[] aboveLeft, int[] toC, int[] target) {
        for (int i = 0; i < target.length; i++) {
            int toB = Math.abs(left[i] - aboveLeft[i]);
            int notB = (toC[i] - toB) >> SIGN_SHIFT;
            target[i] = above[i] ^ ((above[i] ^ aboveLeft[i]) & notB);
        }
    }

    private static void nearest(int[] row, int[] left, int[] bOrC, int[] notA, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i] - (left[i] ^ ((left[i] ^ bOrC[i]) & notA[i])));
        }
    }

    /** Returns the lowest byte of a number as a signed one. */
    private static int signed(int value) {
        return (value << BITS_BESIDE_BYTE) >> BITS_BESIDE_BYTE;
    }
}
