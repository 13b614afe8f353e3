package io.github.segmentation4j;

import org.jspecify.annotations.Nullable;

/**
 * A WebP file (RFC 9649), for which the JDK has no reader but the class path may.
 *
 * @param content the file
 * @param orientation how the picture lies in the file
 * @param complete false if the file ends too early
 */
record WebpFile(byte[] content, Orientation orientation, boolean complete) implements PhotoFile {
    /** {@code RIFF}, a length, {@code WEBP}. */
    private static final int HEAD = 12;

    private static final int CHUNK_HEAD = 8;

    static boolean isWebp(Bytes bytes) {
        return bytes.hasText(0, "RIFF") && bytes.hasText(HEAD - 4, "WEBP");
    }

    static WebpFile of(Bytes bytes) {
        OrientationNotes notes = new OrientationNotes();
        long chunk = HEAD;
        while (chunk + CHUNK_HEAD <= bytes.length()) {
            int start = (int) chunk;
            long length = bytes.unsigned32LittleEndian(start + 4);
            if (chunk + CHUNK_HEAD + length <= bytes.length()) {
                Bytes data = bytes.part(start + CHUNK_HEAD, (int) length);
                if (bytes.hasText(start, "EXIF")) {
                    notes.exif(data);
                } else if (bytes.hasText(start, "XMP ")) {
                    notes.xmp(data);
                }
            }
            chunk += CHUNK_HEAD + length + (length & 1);
        }
        return new WebpFile(bytes.content(), notes.orientation(), chunk <= bytes.length() + 1L);
    }

    @Override
    public @Nullable Flaw flaw() {
        return complete ? null : Flaw.TRUNCATED;
    }
}
