package io.github.segmentation4j.internal.tiff;

import java.util.Arrays;

/**
 * Bilevel rows as fax machines send them: modified Huffman (TIFF 6.0, section 10), ITU-T T.4 in one and two dimensions, and
 * ITU-T T.6. White is 0 and black is 1.
 *
 * <p>As in libtiff, a row of T.4 that is damaged is white from there on, and the next one begins after the next end of line;
 * rows may come without one. In T.6, where each row rests on the one above, damage is an error.
 */
final class FaxSource implements ByteSource {
    private static final int TWO_DIMENSIONS = 1;

    /** The zeros that an end of line has at the least before its one. */
    private static final int ZEROS_OF_END = 11;

    private static final int LONGEST_MODE = 7;

    /** For each of the next {@link #LONGEST_MODE} bits the mode's length, and what it says. */
    private static final int[] MODE_LENGTHS = new int[1 << LONGEST_MODE];

    private static final int[] MODES = new int[1 << LONGEST_MODE];
    private static final int PASS = 10;
    private static final int HORIZONTAL = 11;

    static {
        enterMode("0001", PASS);
        enterMode("001", HORIZONTAL);
        enterMode("1", 0);
        enterMode("011", 1);
        enterMode("000011", 2);
        enterMode("0000011", 3);
        enterMode("010", -1);
        enterMode("000010", -2);
        enterMode("0000010", -3);
    }

    private final byte[] content;
    private final long endBit;
    private final Compression compression;
    private final boolean twoDimensions;
    private final int columns;
    private long bit;

    /** Where the color changes in the row above and in this one: to black, to white, ... and then the end, thrice. */
    private int[] above;

    private int[] changes;
    private int changeCount;

    private FaxSource(Span data, Compression compression, boolean twoDimensions, int columns) {
        this.content = data.content();
        this.bit = (long) data.start() * Byte.SIZE;
        this.endBit = (long) data.end() * Byte.SIZE;
        this.compression = compression;
        this.twoDimensions = twoDimensions;
        this.columns = columns;
        this.above = new int[columns + 4];
        this.changes = new int[columns + 4];
        Arrays.fill(above, 0, 3, columns);
    }

    private static void enterMode(String code, int mode) {
        int unused = LONGEST_MODE - code.length();
        int first = Integer.parseInt(code, 2) << unused;
        Arrays.fill(MODES, first, first + (1 << unused), mode);
        Arrays.fill(MODE_LENGTHS, first, first + (1 << unused), code.length());
    }

    static FaxSource of(TiffLayout layout, Span data) throws TiffException {
        if (layout.type().bits() != 1 || layout.samplesOfPlane() != 1) {
            throw TiffException.damaged(
                    "CCITT compression of samples of " + layout.type().bits() + " bits");
        }
        boolean twoDimensions = (layout.directory().value(Tag.T4_OPTIONS, 0) & TWO_DIMENSIONS) != 0;
        return new FaxSource(
                data, layout.compression(), twoDimensions, layout.grid().partWidth());
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        changeCount = 0;
        switch (compression) {
            case CCITT_RUNS -> {
                bit = (bit + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
                if (!readRuns()) {
                    throw noCode();
                }
            }
            case CCITT_T4 -> readT4Row();
            default -> {
                if (!readByRowAbove()) {
                    throw noCode();
                }
            }
        }
        if (bit > endBit) {
            throw ByteSource.tooShort();
        }
        Arrays.fill(changes, changeCount, Math.min(changeCount + 3, changes.length), columns);
        paint(target, offset, length);
        int[] row = above;
        above = changes;
        changes = row;
    }

    private void readT4Row() throws TiffException {
        boolean marked = skipEndOfLine();
        boolean byRowAbove = twoDimensions && marked && bits(1) == 0;
        bit += twoDimensions && marked ? 1 : 0;
        if (marked && zerosAhead() >= ZEROS_OF_END) {
            throw ByteSource.tooShort();
        }
        boolean whole = byRowAbove ? readByRowAbove() : readRuns();
        if (!whole) {
            if (bit + FaxCodes.LONGEST >= endBit) {
                throw ByteSource.tooShort();
            }
            while (bit < endBit && zerosAhead() < ZEROS_OF_END) {
                bit++;
            }
        }
    }

    private TiffException noCode() {
        return bit + FaxCodes.LONGEST >= endBit
                ? ByteSource.tooShort()
                : TiffException.damaged("the CCITT data of a strip or tile hold an unknown code");
    }

    private boolean skipEndOfLine() {
        long zeros = zerosAhead();
        if (zeros < ZEROS_OF_END) {
            return false;
        }
        bit += zeros + 1;
        return true;
    }

    private long zerosAhead() {
        long place = bit;
        while (place < endBit && (content[(int) (place / Byte.SIZE)] >> (Byte.SIZE - 1 - place % Byte.SIZE) & 1) == 0) {
            place++;
        }
        return place - bit;
    }

    /** Reads white and black runs in turns; returns whether the row is whole. */
    private boolean readRuns() {
        int x = 0;
        boolean black = false;
        while (x < columns) {
            int run = run(black);
            if (run < 0) {
                // What is left is white.
                return false;
            }
            x = change(x + run);
            black = !black;
        }
        return true;
    }

    /** Reads a row that says how it differs from the one above (T.4, 4.2, and T.6); returns whether it is whole. */
    private boolean readByRowAbove() throws TiffException {
        int x = 0;
        int next = 0;
        boolean black = false;
        while (x < columns) {
            // The first change above that is to the right, and to the color that is not the one here.
            next = (Math.max(0, next - 2) & ~1) | (black ? 1 : 0);
            while (above[next] < columns && (above[next] < x || (above[next] == x && x > 0))) {
                next += 2;
            }
            int ahead = bits(LONGEST_MODE);
            if (MODE_LENGTHS[ahead] == 0 || changeCount > columns) {
                if (bit + LONGEST_MODE >= endBit || zerosAhead() >= ZEROS_OF_END) {
                    throw ByteSource.tooShort();
                }
                return false;
            }
            bit += MODE_LENGTHS[ahead];
            int mode = MODES[ahead];
            if (mode == PASS) {
                x = above[next] == columns ? columns : above[next + 1];
            } else if (mode == HORIZONTAL) {
                int first = run(black);
                int second = first < 0 ? first : run(!black);
                if (second < 0) {
                    return false;
                }
                x = change(change(x + first) + second);
            } else {
                x = change(Math.max(x, above[next] + mode));
                black = !black;
            }
        }
        return true;
    }

    /** Notes a change of color and returns where it is. */
    private int change(int x) {
        int place = Math.min(x, columns);
        if (changeCount <= columns) {
            changes[changeCount++] = place;
        }
        return place;
    }

    /** Returns the length of a run, or -1 where there is no code. */
    private int run(boolean black) {
        int length = 0;
        while (true) {
            int entry = FaxCodes.entry(black, bits(FaxCodes.LONGEST));
            if (entry == FaxCodes.NO_CODE || bit > endBit) {
                return -1;
            }
            bit += FaxCodes.codeLength(entry);
            int run = FaxCodes.run(entry);
            length = Math.min(columns, length + run);
            if (!FaxCodes.goesOn(run)) {
                return length;
            }
        }
    }

    /** Returns the next bits, at most 16, with zeros after the end. */
    private int bits(int count) {
        int value = 0;
        int first = (int) (bit / Byte.SIZE);
        for (int i = 0; i < 3; i++) {
            long place = (long) first + i;
            value = value << Byte.SIZE | (place * Byte.SIZE < endBit ? content[first + i] & 0xFF : 0);
        }
        int unused = 3 * Byte.SIZE - (int) (bit % Byte.SIZE) - count;
        return value >> unused & ((1 << count) - 1);
    }

    private void paint(byte[] target, int offset, int length) {
        Arrays.fill(target, offset, offset + length, (byte) 0);
        for (int i = 0; i + 1 <= changeCount; i += 2) {
            int stop = i + 1 < changeCount ? changes[i + 1] : columns;
            for (int x = changes[i]; x < stop; x++) {
                target[offset + x / Byte.SIZE] |= (byte) (1 << (Byte.SIZE - 1 - x % Byte.SIZE));
            }
        }
    }
}
