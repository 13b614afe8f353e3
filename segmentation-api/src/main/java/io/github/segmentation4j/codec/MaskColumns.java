package io.github.segmentation4j.codec;

import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Masks, which lie row by row, as runs along their columns.
 *
 * <p>Squares of 64x64 pixels, a word of bits for each row, are transposed to a word for each column; runs are then found
 * by whole words.
 */
final class MaskColumns {
    private static final int SIDE = Long.SIZE;

    private MaskColumns() {}

    /** Returns the lengths of a mask's runs column by column, the first of pixels outside. */
    static int[] counts(Mask mask) {
        int width = mask.width();
        int height = mask.height();
        long[] rows = Arrays.copyOf(Maps.pixels(mask).toLongArray(), words((long) width * height) + 1);
        int squares = words(height);
        long[] square = new long[SIDE];
        long[] columns = new long[SIDE * squares];
        Runs runs = new Runs();
        for (int x = 0; x < width; x += SIDE) {
            for (int i = 0; i < squares; i++) {
                int y = i * SIDE;
                int size = Math.min(SIDE, height - y);
                for (int row = 0; row < size; row++) {
                    square[row] = bits(rows, (y + row) * width + x);
                }
                transpose(square);
                for (int column = 0; column < SIDE; column++) {
                    columns[column * squares + i] = square[column];
                }
            }
            int end = Math.min(SIDE, width - x);
            for (int column = 0; column < end; column++) {
                for (int i = 0; i < squares; i++) {
                    runs.add(columns[column * squares + i], Math.min(SIDE, height - i * SIDE));
                }
            }
        }
        return runs.counts();
    }

    /** Returns the mask with these runs. */
    static Mask mask(int width, int height, int[] counts) {
        int squares = words(height);
        BitSet all = new BitSet(Math.multiplyExact(width, height));
        boolean inside = false;
        int at = 0;
        for (int count : counts) {
            if (inside) {
                all.set(at, at + count);
            }
            at += count;
            inside = !inside;
        }
        long[] columns = Arrays.copyOf(all.toLongArray(), words((long) width * height) + 1);
        long[] rows = new long[columns.length];
        long[] square = new long[SIDE];
        for (int x = 0; x < width; x += SIDE) {
            int end = Math.min(SIDE, width - x);
            for (int i = 0; i < squares; i++) {
                int y = i * SIDE;
                int size = Math.min(SIDE, height - y);
                Arrays.fill(square, 0);
                for (int column = 0; column < end; column++) {
                    square[column] = bits(columns, (x + column) * height + y);
                }
                transpose(square);
                for (int row = 0; row < size; row++) {
                    put(rows, (y + row) * width + x, square[row]);
                }
            }
        }
        return Maps.mask(width, height, BitSet.valueOf(rows));
    }

    private static int words(long bits) {
        return (int) ((bits + SIDE - 1) / SIDE);
    }

    /** Returns the 64 bits from an index on. */
    private static long bits(long[] words, int first) {
        int word = first / SIDE;
        int shift = first % SIDE;
        return shift == 0 ? words[word] : words[word] >>> shift | words[word + 1] << (SIDE - shift);
    }

    /** Adds 64 bits from an index on. */
    private static void put(long[] words, int first, long bits) {
        int word = first / SIDE;
        int shift = first % SIDE;
        words[word] |= bits << shift;
        if (shift != 0) {
            words[word + 1] |= bits >>> (SIDE - shift);
        }
    }

    /**
     * Transposes a square of bits: bit j of word i becomes bit i of word j.
     *
     * <p>Swaps the two off-diagonal quarters of the square, then those of each quarter, and so on (Warren, Hacker's
     * Delight, 7-3).
     */
    private static void transpose(long[] square) {
        long keep = 0xFFFFFFFFL;
        for (int half = SIDE / 2; half != 0; half >>= 1, keep ^= keep << half) {
            for (int row = 0; row < SIDE; row = (row + half + 1) & ~half) {
                long swap = (square[row] >>> half ^ square[row + half]) & keep;
                square[row] ^= swap << half;
                square[row + half] ^= swap;
            }
        }
    }

    /** Collects the lengths of runs of equal bits. */
    private static final class Runs {
        private int[] counts = new int[SIDE];
        private int size;
        private int start;
        private int position;
        private long last;

        /** Goes on with the lowest bits of a word. */
        void add(long word, int bits) {
            long changes = (word ^ (word << 1 | last)) & -1L >>> (SIDE - bits);
            while (changes != 0) {
                end(position + Long.numberOfTrailingZeros(changes));
                changes &= changes - 1;
            }
            last = word >>> (bits - 1) & 1;
            position += bits;
        }

        private void end(int at) {
            if (size == counts.length) {
                counts = Arrays.copyOf(counts, 2 * size);
            }
            counts[size++] = at - start;
            start = at;
        }

        int[] counts() {
            end(position);
            return Arrays.copyOf(counts, size);
        }
    }
}
