package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;

/** Finds the orientation in a block of EXIF data, which is a small TIFF file (EXIF 2.32, TIFF 6.0). */
final class Exif {
    private static final String PREFIX = "Exif\0\0";
    private static final int TAG_ORIENTATION = 0x0112;
    private static final int TYPE_SHORT = 3;
    private static final int MAGIC = 42;
    private static final int OFFSET_OF_MAGIC = 2;
    private static final int OFFSET_OF_DIRECTORY = 4;
    private static final int COUNT_LENGTH = 2;

    /** Tag, type, count, value. */
    private static final int ENTRY_LENGTH = 12;

    private static final int OFFSET_OF_TYPE = 2;
    private static final int OFFSET_OF_VALUE = 8;

    private Exif() {}

    /** Returns the orientation of a block, with or without the prefix of JPEG; upright if it says none or is damaged. */
    static Orientation orientation(Bytes block) {
        boolean prefixed = block.hasText(0, PREFIX);
        Bytes tiff = prefixed ? block.part(PREFIX.length(), block.length() - PREFIX.length()) : block;
        boolean littleEndian = tiff.hasText(0, "II");
        if ((!littleEndian && !tiff.hasText(0, "MM")) || short16(tiff, OFFSET_OF_MAGIC, littleEndian) != MAGIC) {
            return Orientation.UPRIGHT;
        }
        long directory =
                littleEndian ? tiff.unsigned32LittleEndian(OFFSET_OF_DIRECTORY) : tiff.unsigned32(OFFSET_OF_DIRECTORY);
        int entries = short16(tiff, directory, littleEndian);
        for (int i = 0; i < entries; i++) {
            long entry = directory + COUNT_LENGTH + (long) i * ENTRY_LENGTH;
            if (short16(tiff, entry, littleEndian) == TAG_ORIENTATION) {
                return short16(tiff, entry + OFFSET_OF_TYPE, littleEndian) == TYPE_SHORT
                        ? Orientation.ofTag(short16(tiff, entry + OFFSET_OF_VALUE, littleEndian))
                        : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    private static int short16(Bytes bytes, long offset, boolean littleEndian) {
        return littleEndian ? bytes.unsigned16LittleEndian(offset) : bytes.unsigned16(offset);
    }
}
