package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.internal.png.ChunkWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Checks that a PNG file is whole and holds one number a pixel, before its pixels are decoded: every chunk has the length and
 * the checksum that it says, and the last is there. Decoders let damage pass that changes no more than the look of a picture,
 * but a changed bit is a changed label.
 */
final class PngCheck {
    /** The number of a gray picture in the file's header. */
    static final int GRAY = 0;

    /** The number of a picture with a palette. */
    static final int INDEXED = 3;

    /** A length, a type, and a checksum. */
    private static final int CHUNK_FIELDS = 12;

    private static final int TYPE_BYTES = 4;
    private static final int BEGIN = 0x49484452; // IHDR
    private static final int END = 0x49454E44; // IEND
    private static final int HEADER_BYTES = 13;

    /** The most bytes that DEFLATE makes of one: a match of 258 in two bits. */
    private static final int HIGHEST_RATIO = 258 * 8 / 2;

    private final String name;
    private final byte[] content;

    private PngCheck(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /**
     * Checks a file.
     *
     * @param name what messages call it
     * @throws InvalidFileException if it is not a whole PNG file of gray or indexed pixels
     */
    static void check(String name, byte[] content) {
        new PngCheck(name, content).check();
    }

    private void check() {
        byte[] signature = ChunkWriter.signature();
        if (content.length < signature.length || !Arrays.equals(Arrays.copyOf(content, signature.length), signature)) {
            throw new InvalidFileException(
                    name + " is not a PNG file: give one, since formats such as JPEG do not keep labels exactly");
        }
        checkChunks();
        ByteBuffer header = ByteBuffer.wrap(content, signature.length + 8, HEADER_BYTES);
        int width = header.getInt();
        int height = header.getInt();
        int bitDepth = header.get();
        int colorType = header.get();
        if (colorType != GRAY && colorType != INDEXED) {
            throw new InvalidFileException(
                    name + " holds " + (colorType == 2 || colorType == 6 ? "colors" : "gray with alpha")
                            + ", but labels are one number a pixel: save it as gray or with a palette"
                            + ", or map its colors to labels");
        }
        long rowBytes = ((long) width * bitDepth + 7) / 8;
        if (width < 1
                || height < 1
                || (long) width * height > Integer.MAX_VALUE
                || rowBytes * height / HIGHEST_RATIO > content.length) {
            throw new InvalidFileException(name + " says that it has " + Integer.toUnsignedLong(width) + "x"
                    + Integer.toUnsignedLong(height) + " pixels, which its " + content.length
                    + " bytes or this library cannot hold: save or download it again");
        }
    }

    private void checkChunks() {
        int at = ChunkWriter.signature().length;
        int type = BEGIN;
        boolean first = true;
        while (first || type != END) {
            long length = content.length - at < CHUNK_FIELDS
                    ? -1
                    : ByteBuffer.wrap(content).getInt(at);
            if (length < 0 || length > content.length - at - CHUNK_FIELDS) {
                throw new InvalidFileException(name + " is truncated: save or download it again");
            }
            type = ByteBuffer.wrap(content).getInt(at + TYPE_BYTES);
            if (first && (type != BEGIN || length != HEADER_BYTES)) {
                throw new InvalidFileException(name + " has no PNG header: save or download it again");
            }
            CRC32 checksum = new CRC32();
            checksum.update(content, at + TYPE_BYTES, TYPE_BYTES + (int) length);
            int stated = ByteBuffer.wrap(content).getInt(at + 2 * TYPE_BYTES + (int) length);
            if (stated != (int) checksum.getValue()) {
                throw new InvalidFileException(
                        name + " is damaged, a checksum at byte " + at + " is wrong: save or download it again");
            }
            at += (int) length + CHUNK_FIELDS;
            first = false;
        }
    }
}
