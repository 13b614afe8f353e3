package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * Walks through the segments of a JPEG file (ITU-T T.81, annex B).
 *
 * <p>The segments of an ICC profile are left out for the decoder: ImageIO would convert the colors by it, while Pillow,
 * with which networks were trained, takes them as they are.
 */
final class JpegFile {
    /** The marker that every file begins with. */
    static final int START_OF_IMAGE = 0xFFD8;

    /** The transform of a file without an Adobe segment. */
    static final int NO_ADOBE = -1;

    /** The transform of four components that are YCbCr and K. */
    static final int ADOBE_YCCK = 2;

    private static final int MARKER = 0xFF;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int STUFFED = 0x00;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSIONS = 0xC8;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final String PROFILE = "ICC_PROFILE\0";

    /** From the length of a frame's segment to its number of components. */
    private static final int OFFSET_OF_COMPONENTS = 7;

    /** From the length of Adobe's segment to its transform. */
    private static final int OFFSET_OF_TRANSFORM = 13;

    private final Bytes bytes;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean complete;
    private int components;
    private int adobeTransform = NO_ADOBE;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int keptUpTo;

    private JpegFile(Bytes bytes) {
        this.bytes = bytes;
    }

    static PhotoFile read(Bytes bytes) {
        JpegFile file = new JpegFile(bytes);
        file.walk();
        return new PhotoFile(
                file.withoutProfile(), file.orientation, file.complete, file.components, file.adobeTransform);
    }

    private byte[] withoutProfile() {
        byte[] content = bytes.content();
        if (keptUpTo == 0) {
            return content;
        }
        kept.write(content, keptUpTo, content.length - keptUpTo);
        return kept.toByteArray();
    }

    /** Goes from marker to marker; the bytes of a scan hold none but restarts, and are stepped over one by one. */
    private void walk() {
        int position = 2;
        while (position + 1 < bytes.length()) {
            int marker = bytes.unsigned8(position + 1);
            if (bytes.unsigned8(position) != MARKER || marker == MARKER || isPartOfScan(marker)) {
                position++;
            } else if (marker == END_OF_IMAGE) {
                complete = true;
                return;
            } else {
                int segment = position + 2;
                int length = bytes.unsigned16(segment);
                take(marker, segment, length);
                position = segment + Math.max(length, 2);
            }
        }
    }

    /** True for a marker without a segment of its own. */
    private static boolean isPartOfScan(int marker) {
        return marker == STUFFED || marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
    }

    private void take(int marker, int segment, int length) {
        if (segment + length > bytes.length()) {
            return;
        }
        if (marker == APP1 && bytes.hasText(segment + 2, "Exif") && length > 2) {
            orientation = Exif.orientation(bytes.part(segment + 2, length - 2));
        } else if (marker == APP2 && bytes.hasText(segment + 2, PROFILE)) {
            int marked = segment - 2;
            kept.write(bytes.content(), keptUpTo, marked - keptUpTo);
            keptUpTo = segment + length;
        } else if (marker == APP14 && bytes.hasText(segment + 2, "Adobe")) {
            adobeTransform = bytes.unsigned8(segment + OFFSET_OF_TRANSFORM);
        } else if (isFrame(marker)) {
            components = bytes.unsigned8(segment + OFFSET_OF_COMPONENTS);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != EXTENSIONS
                && marker != ARITHMETIC_CONDITIONING;
    }
}
