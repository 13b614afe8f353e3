package io.github.segmentation4j.internal.tiff;

/**
 * LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first, of which 256 empties the table and 257 ends the
 * data. A code gets longer one entry before it must.
 *
 * <p>Old files, known by their first bytes as in libtiff's {@code tif_lzw.c}, have the lowest bit first and lengthen their
 * codes when they must.
 */
final class LzwSource implements ByteSource {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int SHORTEST = 9;
    private static final int LONGEST = 12;
    private static final int TABLE = 1 << LONGEST;

    private final byte[] content;
    private final int end;
    private final boolean lowestBitFirst;
    private final int early;
    private int next;
    private int bits;
    private int bitCount;
    private int codeLength = SHORTEST;

    private final short[] prefixes = new short[TABLE];
    private final byte[] lastBytes = new byte[TABLE];
    private final byte[] firstBytes = new byte[TABLE];
    private final short[] lengths = new short[TABLE];
    private int free = FIRST_FREE;
    private int previous = CLEAR;

    /** The string of the last code, of which what was not asked for yet is at its end. */
    private final byte[] string = new byte[TABLE];

    private int stringEnd;
    private int stringNext;

    LzwSource(Span data) {
        this.content = data.content();
        this.end = data.end();
        this.next = data.start();
        this.lowestBitFirst = data.length() > 1 && content[next] == 0 && (content[next + 1] & 1) == 1;
        this.early = lowestBitFirst ? 0 : 1;
        for (int i = 0; i < CLEAR; i++) {
            lastBytes[i] = (byte) i;
            firstBytes[i] = (byte) i;
            lengths[i] = 1;
        }
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        int written = offset;
        int stop = offset + length;
        while (written < stop) {
            if (stringNext == stringEnd) {
                nextString();
            }
            int count = Math.min(stringEnd - stringNext, stop - written);
            System.arraycopy(string, stringNext, target, written, count);
            stringNext += count;
            written += count;
        }
    }

    private void nextString() throws TiffException {
        int code = nextCode();
        while (code == CLEAR) {
            free = FIRST_FREE;
            codeLength = SHORTEST;
            previous = CLEAR;
            code = nextCode();
        }
        if (code == END) {
            throw ByteSource.tooShort();
        }
        boolean first = previous == CLEAR;
        if (first ? code > CLEAR : code > free || (code == free && free == TABLE)) {
            throw TiffException.damaged("LZW code " + code + " stands for nothing yet");
        }
        if (!first && free < TABLE) {
            byte appended = code == free ? firstBytes[previous] : firstBytes[code];
            prefixes[free] = (short) previous;
            lastBytes[free] = appended;
            firstBytes[free] = firstBytes[previous];
            lengths[free] = (short) (lengths[previous] + 1);
            free++;
            if (free + early >= 1 << codeLength && codeLength < LONGEST) {
                codeLength++;
            }
        }
        previous = code;
        spell(code);
    }

    private void spell(int code) {
        stringNext = 0;
        stringEnd = lengths[code];
        int rest = code;
        for (int i = stringEnd - 1; i >= 0; i--) {
            string[i] = lastBytes[rest];
            rest = prefixes[rest];
        }
    }

    private int nextCode() throws TiffException {
        while (bitCount < codeLength) {
            if (next >= end) {
                throw ByteSource.tooShort();
            }
            int read = content[next++] & 0xFF;
            bits = lowestBitFirst ? bits | read << bitCount : bits << Byte.SIZE | read;
            bitCount += Byte.SIZE;
        }
        int mask = (1 << codeLength) - 1;
        bitCount -= codeLength;
        if (!lowestBitFirst) {
            return bits >>> bitCount & mask;
        }
        int code = bits & mask;
        bits >>>= codeLength;
        return code;
    }
}
