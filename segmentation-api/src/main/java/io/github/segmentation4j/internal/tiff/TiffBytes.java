package io.github.segmentation4j.internal.tiff;

/** The numbers of a TIFF file, in its byte order. What lies beyond the end is an error, never a zero. */
final class TiffBytes {
    private static final int BYTE = 0xFF;

    /** The longest array that every virtual machine can make. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final Storage storage;
    private final boolean littleEndian;

    TiffBytes(Storage storage, boolean littleEndian) {
        this.storage = storage;
        this.littleEndian = littleEndian;
    }

    Storage storage() {
        return storage;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    long length() {
        return storage.length();
    }

    /** Returns whether a part lies inside the file; offsets and lengths of 64 bits may look negative. */
    boolean holds(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= length() && size <= length() - offset;
    }

    /** Returns a part that lies inside the file as bytes of their own, read at once. */
    TiffBytes part(long offset, long size) throws TiffException {
        return new TiffBytes(Storage.of(span(offset, size)), littleEndian);
    }

    /** Returns the bytes of a part that lies inside the file. */
    Span span(long offset, long size) throws TiffException {
        if (size > MAX_ARRAY) {
            throw TiffException.tooLarge(size + " bytes in one piece, more than an array can hold");
        }
        return storage.read(offset, (int) size);
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
                    "a number at byte " + Long.toUnsignedString(offset) + " of " + length() + " is missing");
        }
        Span bytes = storage.read(offset, size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            int place = bytes.start() + (littleEndian ? size - 1 - i : i);
            value = value << Byte.SIZE | (bytes.content()[place] & BYTE);
        }
        return value;
    }
}
