package io.github.segmentation4j.internal.png;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Filters rows of bytes, as Portable Network Graphics, third edition (W3C 2025), section 9 has it: each byte becomes its
 * difference from what the bytes to the left ({@code a}), above ({@code b}) and above that to the left ({@code c}) predict.
 *
 * <p>Serves one thread, and one row after another. Bytes are kept as {@code int}s and chosen by masks instead of branches,
 * so that the compiler makes vector instructions of the loops.
 */
final class RowFilter {
    private static final int BYTE_MASK = 0xFF;
    private static final int BITS_BESIDE_BYTE = Integer.SIZE - Byte.SIZE;
    private static final int SIGN_SHIFT = Integer.SIZE - 1;

    /** Few enough for their sum to be an int. */
    private static final int SUMMED_AT_ONCE = 1 << 20;

    private final FilterChoice choice;
    private final int rowBytes;
    /** The distance between a byte and the one that counts as to its left. */
    private final int distance;
    /** A row after {@code distance} zeros, and so is the row above. */
    private int[] row;

    private int[] above;
    private final int[] residuals;
    private final int[] best;

    /**
     * Returns a filter for a picture.
     *
     * @param rowBytes the length of a row
     * @param distance the bytes of a pixel, at least 1
     */
    RowFilter(FilterChoice choice, int rowBytes, int distance) {
        this.choice = choice;
        this.rowBytes = rowBytes;
        this.distance = distance;
        this.row = new int[Math.addExact(distance, rowBytes)];
        this.above = new int[distance + rowBytes];
        this.residuals = new int[rowBytes];
        this.best = new int[rowBytes];
    }

    /**
     * Begins a band of rows.
     *
     * @param rowAbove the samples of the row above its first, or null if there is none, which counts as zeros
     */
    void begin(byte @Nullable [] rowAbove) {
        if (rowAbove == null) {
            Arrays.fill(row, 0);
        } else {
            next(rowAbove);
        }
    }

    /** Writes the number of a row's filter at {@code offset}, and the filtered bytes behind it. */
    void apply(byte[] samples, byte[] target, int offset) {
        next(samples);
        FilterType chosen = choice.fixed();
        if (chosen == null) {
            chosen = least();
        } else {
            predict(chosen, best);
        }
        target[offset] = (byte) chosen.ordinal();
        for (int i = 0; i < rowBytes; i++) {
            target[offset + 1 + i] = (byte) best[i];
        }
    }

    private void next(byte[] samples) {
        int[] swapped = above;
        above = row;
        row = swapped;
        for (int i = 0; i < rowBytes; i++) {
            row[distance + i] = samples[i] & BYTE_MASK;
        }
    }

    /** Leaves the differences of the filter in {@code best} whose absolute values have the smallest sum. */
    private FilterType least() {
        FilterType chosen = FilterType.NONE;
        long smallest = Long.MAX_VALUE;
        for (FilterType type : FilterType.values()) {
            predict(type, residuals);
            long sum = sumOfAbsolutes(residuals);
            if (sum < smallest) {
                smallest = sum;
                chosen = type;
                System.arraycopy(residuals, 0, best, 0, rowBytes);
            }
        }
        return chosen;
    }

    private static long sumOfAbsolutes(int[] signed) {
        long sum = 0;
        for (int from = 0; from < signed.length; from += SUMMED_AT_ONCE) {
            sum += sumOfAbsolutes(signed, from, Math.min(signed.length, from + SUMMED_AT_ONCE));
        }
        return sum;
    }

    private static int sumOfAbsolutes(int[] signed, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(signed[i]);
        }
        return sum;
    }

    private void predict(FilterType type, int[] target) {
        switch (type) {
            case NONE -> none(row, distance, target);
            case SUB -> sub(row, distance, target);
            case UP -> up(row, above, distance, target);
            case AVERAGE -> average(row, above, distance, target);
            case PAETH -> paeth(row, above, distance, target);
        }
    }

    private static void none(int[] row, int distance, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i + distance]);
        }
    }

    private static void sub(int[] row, int distance, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i + distance] - row[i]);
        }
    }

    private static void up(int[] row, int[] above, int distance, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i + distance] - above[i + distance]);
        }
    }

    private static void average(int[] row, int[] above, int distance, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = signed(row[i + distance] - ((row[i] + above[i + distance]) >> 1));
        }
    }

    /** Predicts by whichever of a, b and c is nearest to a + b - c, in this order where two are as near. */
    private static void paeth(int[] row, int[] above, int distance, int[] target) {
        for (int i = 0; i < target.length; i++) {
            int a = row[i];
            int b = above[i + distance];
            int c = above[i];
            int toA = Math.abs(b - c);
            int toB = Math.abs(a - c);
            int toC = Math.abs(a + b - 2 * c);
            int notA = (Math.min(toB, toC) - toA) >> SIGN_SHIFT;
            int notB = (toC - toB) >> SIGN_SHIFT;
            int bOrC = b ^ ((b ^ c) & notB);
            target[i] = signed(row[i + distance] - (a ^ ((a ^ bOrC) & notA)));
        }
    }

    /** Returns the lowest byte of a number as a signed one. */
    private static int signed(int value) {
        return (value << BITS_BESIDE_BYTE) >> BITS_BESIDE_BYTE;
    }
}
