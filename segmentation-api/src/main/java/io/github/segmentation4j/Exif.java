package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.util.Optional;

/**
 * Finds the orientation in a block of EXIF data, which is a small TIFF file (EXIF 2.32, TIFF 6.0).
 *
 * <p>Damaged blocks are read as far as Pillow reads them ({@code TiffImagePlugin.py}, Pillow 12.3): up to the first entry
 * whose value lies outside, and of two entries with one tag the last counts.
 */
final class Exif {
    static final String PREFIX = "Exif\0\0";

    private static final int TAG_ORIENTATION = 0x0112;
    private static final int MAGIC = 42;
    private static final int OFFSET_OF_MAGIC = 2;
    private static final int OFFSET_OF_DIRECTORY = 4;
    private static final int COUNT_LENGTH = 2;

    /** Tag, type, count, value. */
    private static final int ENTRY_LENGTH = 12;

    private static final int OFFSET_OF_TYPE = 2;
    private static final int OFFSET_OF_COUNT = 4;
    private static final int OFFSET_OF_VALUE = 8;
    private static final int VALUE_LENGTH = 4;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int SIGNED_BYTE = 6;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    private static final int SIGNED_RATIONAL = 10;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;
    private static final int DIRECTORY = 13;
    private static final int LONG8 = 16;

    /** The bytes of a value of each type; 0 for types that there are not. */
    private static final int[] LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8};

    private final Bytes tiff;
    private final boolean littleEndian;

    private Exif(Bytes tiff) {
        this.tiff = tiff;
        this.littleEndian = tiff.hasText(0, "II");
    }

    /** Returns whether a block, without the prefix of JPEG, begins as a TIFF file does, in either order of its magic number. */
    static boolean isTiff(Bytes block) {
        return (block.hasText(0, "II") || block.hasText(0, "MM"))
                && (block.unsigned16(OFFSET_OF_MAGIC) == MAGIC
                        || block.unsigned16LittleEndian(OFFSET_OF_MAGIC) == MAGIC);
    }

    /**
     * Returns the orientation of a block.
     *
     * @param block with or without the prefix of JPEG, any number of times
     * @return empty if no entry says one; upright if it is not an orientation that there is, or the block is not EXIF data
     */
    static Optional<Orientation> orientation(Bytes block) {
        Bytes tiff = block;
        while (tiff.hasText(0, PREFIX)) {
            tiff = tiff.part(PREFIX.length(), tiff.length() - PREFIX.length());
        }
        if (tiff.length() == 0) {
            return Optional.empty();
        }
        return isTiff(tiff) ? new Exif(tiff).find() : Optional.of(Orientation.UPRIGHT);
    }

    private Optional<Orientation> find() {
        Optional<Orientation> found = Optional.empty();
        long directory = long32(OFFSET_OF_DIRECTORY);
        int entries = short16(directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + COUNT_LENGTH + (long) i * ENTRY_LENGTH;
            if (entry + ENTRY_LENGTH > tiff.length()) {
                return found;
            }
            int type = short16(entry + OFFSET_OF_TYPE);
            long length = type < LENGTHS.length ? LENGTHS[type] * long32(entry + OFFSET_OF_COUNT) : 0;
            long value = length > VALUE_LENGTH ? long32(entry + OFFSET_OF_VALUE) : entry + OFFSET_OF_VALUE;
            if (length > VALUE_LENGTH && value + length > tiff.length()) {
                return found;
            }
            if (length > 0 && short16(entry) == TAG_ORIENTATION) {
                found = Optional.of(orientation(number(type, value)));
            }
        }
        return found;
    }

    /** Returns the orientation of a whole number; any other is upright. */
    private static Orientation orientation(double number) {
        int whole = (int) number;
        return whole == number ? Orientation.ofTag(whole) : Orientation.UPRIGHT;
    }

    /** Returns the first number of a value; 0 for text and bytes, which Pillow does not take for numbers either. */
    private double number(int type, long value) {
        return switch (type) {
            case SHORT -> short16(value);
            case LONG, DIRECTORY -> long32(value);
            case SIGNED_BYTE -> (byte) tiff.unsigned8(value);
            case SIGNED_SHORT -> (short) short16(value);
            case SIGNED_LONG -> (int) long32(value);
            case RATIONAL -> (double) long32(value) / long32(value + LENGTHS[LONG]);
            case SIGNED_RATIONAL -> (double) (int) long32(value) / (int) long32(value + LENGTHS[LONG]);
            case FLOAT -> Float.intBitsToFloat((int) long32(value));
            case DOUBLE -> Double.longBitsToDouble(long64(value));
            case LONG8 -> long64(value);
            default -> 0;
        };
    }

    private int short16(long offset) {
        return littleEndian ? tiff.unsigned16LittleEndian(offset) : tiff.unsigned16(offset);
    }

    private long long32(long offset) {
        return littleEndian ? tiff.unsigned32LittleEndian(offset) : tiff.unsigned32(offset);
    }

    private long long64(long offset) {
        long first = long32(offset);
        long second = long32(offset + LENGTHS[LONG]);
        return littleEndian ? second << Integer.SIZE | first : first << Integer.SIZE | second;
    }
}
