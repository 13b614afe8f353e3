package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments of a JPEG file (ITU-T T.81, annex B), from marker to marker up to the end of the first image. */
final class JpegSegments {
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;

    /** The transform of a file without an Adobe segment. */
    static final int NO_ADOBE = -1;

    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int STUFFED = 0x00;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FIRST_ARITHMETIC = 0xC9;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSIONS = 0xC8;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

    /** The data of JFIF's segment and of Adobe's are at least as long as this, or libjpeg passes over them. */
    private static final int LENGTH_OF_JFIF = 14;

    private static final int LENGTH_OF_ADOBE = 12;
    private static final int OFFSET_OF_TRANSFORM = 11;

    /** Precision, height, width, number of components; then an id, sampling factors and a table for each. */
    private static final int LENGTH_OF_FRAME = 6;

    private static final int LENGTH_OF_COMPONENT = 3;
    private static final int BLOCK = 8;
    private static final int BYTES_OF_COEFFICIENT = 2;

    private final Bytes bytes;
    private final OrientationNotes notes = new OrientationNotes();
    private final List<Segment> kept = new ArrayList<>();
    private @Nullable Segment frame;
    private boolean complete;
    private boolean jfif;
    private int adobeTransform = NO_ADOBE;
    private int scans;
    private long scanBytes;

    /**
     * A segment that the decoder needs.
     *
     * @param marker its second byte
     * @param data what lies between its length and the next marker, a scan's compressed data included
     * @param counted how many of these bytes its length counts: all but compressed data
     */
    record Segment(int marker, Bytes data, int counted) {}

    private JpegSegments(Bytes bytes) {
        this.bytes = bytes;
    }

    static JpegSegments of(Bytes bytes) {
        JpegSegments segments = new JpegSegments(bytes);
        segments.walk();
        return segments;
    }

    /** Returns the segments without notes and comments, in their order. */
    List<Segment> kept() {
        return kept;
    }

    /** Returns the first frame header, or null if there is none. */
    @Nullable
    Segment frame() {
        return frame;
    }

    boolean complete() {
        return complete;
    }

    boolean jfif() {
        return jfif;
    }

    int adobeTransform() {
        return adobeTransform;
    }

    Orientation orientation() {
        return notes.orientation();
    }

    /** Goes from marker to marker; what is none between two segments is passed over, as libjpeg does. */
    private void walk() {
        int position = 2;
        while (position + 1 < bytes.length()) {
            int marker = bytes.unsigned8(position + 1);
            if (bytes.unsigned8(position) != MARKER || marker == MARKER || standsAlone(marker)) {
                position++;
            } else if (marker == END_OF_IMAGE) {
                complete = true;
                return;
            } else {
                int segment = position + 2;
                int end = segment + Math.max(bytes.unsigned16(segment), 2);
                if (end > bytes.length()) {
                    return;
                }
                int counted = end - segment - 2;
                if (marker == START_OF_SCAN) {
                    end = endOfScan(end);
                }
                take(marker, bytes.part(segment + 2, end - segment - 2), counted);
                position = end;
            }
        }
    }

    /** Returns where the next marker is that does not belong to compressed data. */
    private int endOfScan(int start) {
        int position = start;
        while (position + 1 < bytes.length()) {
            int marker = bytes.unsigned8(position + 1);
            if (bytes.unsigned8(position) == MARKER && marker != MARKER && !standsAlone(marker)) {
                return position;
            }
            position++;
        }
        return bytes.length();
    }

    /** True for a marker without a segment of its own. */
    private static boolean standsAlone(int marker) {
        return marker == STUFFED
                || marker == TEMPORARY
                || marker == START_OF_IMAGE
                || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
    }

    private void take(int marker, Bytes data, int counted) {
        if (marker >= APP0 && marker <= APP15) {
            takeNote(marker, data);
        } else if (marker != COMMENT) {
            Segment segment = new Segment(marker, data, counted);
            kept.add(segment);
            if (marker == START_OF_SCAN) {
                scans++;
                scanBytes += data.length() - counted;
            } else if (frame == null && isFrame(marker)) {
                frame = segment;
            }
        }
    }

    /** Takes what a note says of color, and of orientation where Pillow looks for it: before the first scan. */
    private void takeNote(int marker, Bytes data) {
        if (marker == APP0) {
            jfif |= data.hasText(0, "JFIF\0") && data.length() >= LENGTH_OF_JFIF;
        } else if (marker == APP14 && data.hasText(0, "Adobe") && data.length() >= LENGTH_OF_ADOBE) {
            adobeTransform = data.unsigned8(OFFSET_OF_TRANSFORM);
        } else if (marker == APP1 && scans == 0) {
            if (data.hasText(0, Exif.PREFIX)) {
                notes.moreExif(data);
            } else if (data.hasText(0, XMP)) {
                notes.xmp(data.part(XMP.length(), data.length() - XMP.length()));
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != EXTENSIONS
                && marker != ARITHMETIC_CONDITIONING;
    }

    private int height() {
        return frame == null ? 0 : frame.data().unsigned16(1);
    }

    private int width() {
        return frame == null ? 0 : frame.data().unsigned16(1 + 2);
    }

    /** Returns the number of components, 0 without a frame. */
    int components() {
        return frame == null ? 0 : frame.data().unsigned8(LENGTH_OF_FRAME - 1);
    }

    /** Returns the id of a component. */
    int id(int component) {
        return frame == null ? 0 : frame.data().unsigned8(offsetOfId(component));
    }

    /** Returns where the id of a component lies in the data of a frame. */
    static int offsetOfId(int component) {
        return LENGTH_OF_FRAME + LENGTH_OF_COMPONENT * component;
    }

    /** Returns what is unusual about the compression, or null for baseline and progressive Huffman coding of 8 bits. */
    @Nullable
    String unusualProcess() {
        if (frame == null) {
            return null;
        }
        int marker = frame.marker();
        if (marker >= FIRST_ARITHMETIC) {
            return "arithmetic coding";
        }
        if (marker > PROGRESSIVE) {
            return "lossless or hierarchical compression";
        }
        int bits = frame.data().unsigned8(0);
        return bits == Byte.SIZE ? null : "samples of " + bits + " bits";
    }

    /** Returns how many blocks of 8x8 samples all components have. */
    private long blocks() {
        if (frame == null) {
            return 0;
        }
        int highestAcross = 1;
        int highestDown = 1;
        for (int i = 0; i < components(); i++) {
            highestAcross = Math.max(highestAcross, across(frame, i));
            highestDown = Math.max(highestDown, down(frame, i));
        }
        long blocks = 0;
        for (int i = 0; i < components(); i++) {
            blocks += parts((long) width() * across(frame, i), highestAcross * BLOCK)
                    * parts((long) height() * down(frame, i), highestDown * BLOCK);
        }
        return blocks;
    }

    /** Returns a length in parts, the last of which may be smaller. */
    private static long parts(long length, int part) {
        return (length + part - 1) / part;
    }

    private static int across(Segment frame, int component) {
        return frame.data().unsigned8(offsetOfId(component) + 1) >> 4;
    }

    private static int down(Segment frame, int component) {
        return frame.data().unsigned8(offsetOfId(component) + 1) & 0xF;
    }

    /** Returns false if the compressed data are too short even for the shortest code, of one bit, for each block. */
    boolean mayHoldItsPicture() {
        boolean huffman = frame != null && frame.marker() < FIRST_ARITHMETIC;
        return !huffman || scanBytes * Byte.SIZE >= blocks();
    }

    /** Samples, and all coefficients where the picture comes in several scans. */
    PhotoCost cost() {
        long bytes = (long) width() * height() * components();
        boolean heldAsCoefficients = scans > 1 || (frame != null && frame.marker() == PROGRESSIVE);
        if (heldAsCoefficients) {
            bytes += blocks() * BLOCK * BLOCK * BYTES_OF_COEFFICIENT;
        }
        return new PhotoCost(width(), height(), bytes, scans);
    }
}
