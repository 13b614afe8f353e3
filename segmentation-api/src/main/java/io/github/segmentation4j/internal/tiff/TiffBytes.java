package io.github.segmentation4j.internal.tiff;

/** The numbers of a TIFF file, in its byte order. What lies beyond the end is an error, never a zero. */
final class TiffBytes {
    private static final int BYTE = 0xFF;

    private final byte[] content;
    private final boolean littleEndian;

    TiffBytes(byte[] content, boolean littleEndian) {
        this.content = content;
        this.littleEndian = littleEndian;
    }

    byte[] content() {
        return content;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    int length() {
        return content.length;
    }

    /** Returns whether a part lies inside the file; offsets and lengths of 64 bits may look negative. */
    boolean holds(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= content.length && size <= content.length - offset;
    }

    int unsigned8(long offset) throws TiffException {
        return (int) number(offset, Byte.BYTES);
    }

    int unsigned16(long offset) throws TiffException {
        return (int) number(offset, Short.BYTES);
    }

    long unsigned32(long offset) throws TiffException {
        return number(offset, Integer.BYTES);
    }

    /** Returns a number of 64 bits, which is negative from 2^63. */
    long signed64(long offset) throws TiffException {
        return number(offset, Long.BYTES);
    }

    /** Returns an unsigned number of up to 8 bytes. */
    private long number(long offset, int size) throws TiffException {
        if (!holds(offset, size)) {
            throw TiffException.truncated(
                    "a number at byte " + Long.toUnsignedString(offset) + " of " + content.length + " is missing");
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            int place = (int) offset + (littleEndian ? size - 1 - i : i);
            value = value << Byte.SIZE | (content[place] & BYTE);
        }
        return value;
    }
}
