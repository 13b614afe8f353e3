package io.github.segmentation4j.internal.tiff;

import java.io.ByteArrayOutputStream;

/**
 * Puts together the JPEG stream of a strip or tile: the tables that lie apart (TIFF technical note 2), and the stream without
 * the notes in it, from which a decoder would guess a color space that the file knows better.
 */
final class JpegStream {
    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int FIRST_RESTART = 0xD0;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSIONS = 0xC8;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int ARITHMETIC = 0xC9;
    private static final int ARITHMETIC_PROGRESSIVE = 0xCA;
    private static final int FIRST_NOTE = 0xE0;
    private static final int LAST_NOTE = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int MARKER_LENGTH = 2;

    /** From the start of a frame's segment: precision, height, width, components. */
    private static final int PRECISION = 4;

    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;
    private static final int COMPONENTS = 9;

    private final byte[] content;
    private final int end;
    private final ByteArrayOutputStream kept;
    private int frame;
    private int precision;
    private int height;
    private int width;
    private int components;
    private int scans;

    private JpegStream(byte[] content, int start, int end, ByteArrayOutputStream kept) throws TiffException {
        this.content = content;
        this.end = end;
        this.kept = kept;
        walk(start);
    }

    /**
     * Reads a stream.
     *
     * @param tables the segments that it shares with others, empty if it has all
     */
    static JpegStream of(byte[] tables, Span data) throws TiffException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(tables.length + data.length() + MARKER_LENGTH);
        kept.write(MARKER);
        kept.write(START_OF_IMAGE);
        if (tables.length > 0) {
            new JpegStream(tables, 0, tables.length, kept);
        }
        JpegStream stream = new JpegStream(data.content(), data.start(), data.end(), kept);
        kept.write(MARKER);
        kept.write(END_OF_IMAGE);
        return stream;
    }

    private void walk(int start) throws TiffException {
        int position = start;
        while (position + 1 < end) {
            int marker = unsigned8(position + 1);
            if (unsigned8(position) != MARKER || marker == MARKER || marker == 0) {
                position++;
            } else if (marker == END_OF_IMAGE) {
                return;
            } else if (marker >= FIRST_RESTART && marker <= START_OF_IMAGE) {
                position += MARKER_LENGTH;
            } else {
                position = segment(position, marker);
            }
        }
    }

    /** Keeps a segment, with the data of a scan after it, and returns where the next one may begin. */
    private int segment(int position, int marker) throws TiffException {
        int after = position + MARKER_LENGTH + unsigned16(position + MARKER_LENGTH);
        int shortest = isFrame(marker) ? COMPONENTS + 1 : 2 * MARKER_LENGTH;
        if (after > end || after < position + shortest) {
            throw ByteSource.tooShort();
        }
        if (isFrame(marker)) {
            frame = marker;
            precision = unsigned8(position + PRECISION);
            height = unsigned16(position + HEIGHT);
            width = unsigned16(position + WIDTH);
            components = unsigned8(position + COMPONENTS);
        } else if (marker == START_OF_SCAN) {
            scans++;
            after = endOfScan(after);
        }
        if ((marker < FIRST_NOTE || marker > LAST_NOTE) && marker != COMMENT) {
            kept.write(content, position, after - position);
        }
        return after;
    }

    private int endOfScan(int start) {
        int position = start;
        while (position + 1 < end) {
            if (content[position] == (byte) MARKER) {
                int marker = unsigned8(position + 1);
                boolean ofScan =
                        marker == 0 || marker == MARKER || (marker >= FIRST_RESTART && marker < START_OF_IMAGE);
                if (!ofScan) {
                    return position;
                }
            }
            position++;
        }
        return end;
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != EXTENSIONS
                && marker != ARITHMETIC_CONDITIONING;
    }

    private int unsigned8(int offset) {
        return offset < end ? content[offset] & 0xFF : 0;
    }

    private int unsigned16(int offset) {
        return unsigned8(offset) << Byte.SIZE | unsigned8(offset + 1);
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    int components() {
        return components;
    }

    int scans() {
        return scans;
    }

    /** Returns whether the coefficients of the whole picture are held while it is decoded. */
    boolean isHeldWhole() {
        return frame == PROGRESSIVE || frame == ARITHMETIC_PROGRESSIVE || scans > 1;
    }

    /** Checks that the JDK's decoder knows the process. */
    void checkProcess() throws TiffException {
        if (frame == 0) {
            throw ByteSource.tooShort();
        }
        boolean known = frame == BASELINE
                || frame == EXTENDED
                || frame == PROGRESSIVE
                || frame == ARITHMETIC
                || frame == ARITHMETIC_PROGRESSIVE;
        if (!known || precision != Byte.SIZE) {
            throw TiffException.unsupported(
                    "JPEG data of the process SOF" + (frame - FIRST_FRAME) + " with samples of " + precision + " bits");
        }
    }
}
