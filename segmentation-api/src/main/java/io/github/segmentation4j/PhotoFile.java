package io.github.segmentation4j;

import java.nio.charset.StandardCharsets;

/**
 * What the bytes of a photo say that a decoder does not tell.
 *
 * @param content the file as a decoder shall see it: that of a JPEG without its color profile
 * @param orientation how the picture lies in the file
 * @param complete false if the file ends too early
 * @param components the color components of a JPEG file, 0 for other formats
 * @param adobeTransform the color transform of a JPEG file's Adobe segment, {@link JpegFile#NO_ADOBE} without one
 */
record PhotoFile(byte[] content, Orientation orientation, boolean complete, int components, int adobeTransform) {
    private static final String PNG_CHUNK_OF_EXIF = "eXIf";
    private static final String PNG_LAST_CHUNK = "IEND";
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** A length, a type of four letters, the data, a checksum. */
    private static final int PNG_CHUNK_HEAD = 8;

    private static final int PNG_CHUNK_TAIL = 4;

    /** {@code RIFF}, a length, {@code WEBP}. */
    private static final int WEBP_HEAD = 12;

    private static final int RIFF_CHUNK_HEAD = 8;

    /** Looks through a file of any format; never throws, whatever the bytes are. */
    static PhotoFile of(byte[] content) {
        Bytes bytes = new Bytes(content);
        if (bytes.startsWith(0, PNG_SIGNATURE)) {
            return png(bytes);
        }
        if (bytes.unsigned16(0) == JpegFile.START_OF_IMAGE) {
            return JpegFile.read(bytes);
        }
        if (bytes.hasText(0, "RIFF") && bytes.hasText(WEBP_HEAD - 4, "WEBP")) {
            return webp(bytes);
        }
        // A TIFF file has the structure of an EXIF block, and no other file begins like one.
        return withoutComponents(bytes, Exif.orientation(bytes), true);
    }

    private static PhotoFile withoutComponents(Bytes bytes, Orientation orientation, boolean complete) {
        return new PhotoFile(bytes.content, orientation, complete, 0, JpegFile.NO_ADOBE);
    }

    private static PhotoFile png(Bytes bytes) {
        Orientation orientation = Orientation.UPRIGHT;
        long chunk = PNG_SIGNATURE.length;
        while (chunk + PNG_CHUNK_HEAD + PNG_CHUNK_TAIL <= bytes.length()) {
            int start = (int) chunk;
            long length = bytes.unsigned32(start);
            long end = chunk + PNG_CHUNK_HEAD + length + PNG_CHUNK_TAIL;
            if (end > bytes.length()) {
                break;
            }
            if (bytes.hasText(start + 4, PNG_CHUNK_OF_EXIF)) {
                orientation = Exif.orientation(bytes.part(start + PNG_CHUNK_HEAD, (int) length));
            } else if (bytes.hasText(start + 4, PNG_LAST_CHUNK)) {
                return withoutComponents(bytes, orientation, true);
            }
            chunk = end;
        }
        return withoutComponents(bytes, orientation, false);
    }

    private static PhotoFile webp(Bytes bytes) {
        Orientation orientation = Orientation.UPRIGHT;
        long chunk = WEBP_HEAD;
        while (chunk + RIFF_CHUNK_HEAD <= bytes.length()) {
            int start = (int) chunk;
            long length = bytes.unsigned32LittleEndian(start + 4);
            if (bytes.hasText(start, "EXIF") && chunk + RIFF_CHUNK_HEAD + length <= bytes.length()) {
                orientation = Exif.orientation(bytes.part(start + RIFF_CHUNK_HEAD, (int) length));
            }
            chunk += RIFF_CHUNK_HEAD + length + (length & 1);
        }
        return withoutComponents(bytes, orientation, chunk <= bytes.length() + 1L);
    }

    /** Reading numbers of a byte array; what lies beyond its ends reads as 0. */
    static final class Bytes {
        private final byte[] content;
        private final int start;
        private final int length;

        Bytes(byte[] content) {
            this(content, 0, content.length);
        }

        private Bytes(byte[] content, int start, int length) {
            this.content = content;
            this.start = start;
            this.length = length;
        }

        int length() {
            return length;
        }

        /** Returns the whole array, of which this may be a part. */
        byte[] content() {
            return content;
        }

        /** Returns a part that lies inside. */
        Bytes part(int offset, int partLength) {
            return new Bytes(content, start + offset, partLength);
        }

        int unsigned8(long offset) {
            return offset >= 0 && offset < length ? content[start + (int) offset] & 0xFF : 0;
        }

        int unsigned16(long offset) {
            return unsigned8(offset) << 8 | unsigned8(offset + 1);
        }

        int unsigned16LittleEndian(long offset) {
            return unsigned8(offset) | unsigned8(offset + 1) << 8;
        }

        long unsigned32(long offset) {
            return (long) unsigned16(offset) << 16 | unsigned16(offset + 2);
        }

        long unsigned32LittleEndian(long offset) {
            return unsigned16LittleEndian(offset) | (long) unsigned16LittleEndian(offset + 2) << 16;
        }

        boolean startsWith(int offset, byte[] wanted) {
            for (int i = 0; i < wanted.length; i++) {
                if (unsigned8(offset + i) != (wanted[i] & 0xFF)) {
                    return false;
                }
            }
            return offset + wanted.length <= length;
        }

        boolean hasText(int offset, String ascii) {
            return startsWith(offset, ascii.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
