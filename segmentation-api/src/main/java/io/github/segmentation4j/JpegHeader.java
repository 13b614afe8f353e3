package io.github.segmentation4j;

import io.github.segmentation4j.JpegSegments.Segment;
import io.github.segmentation4j.PhotoFile.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * Decides what the components of a JPEG file are, and writes a header that tells it to any decoder in one and the same way.
 *
 * <p>The decision is that of libjpeg ({@code default_decompress_parms} in {@code jdapimin.c}, libjpeg-turbo 3.1), and so
 * Pillow's: JFIF means YCbCr; else the transform of Adobe's segment counts; else the components' ids, of which only R, G and
 * B mean RGB. The JDK's decoder has rules of its own, which look at sampling factors and refuse what contradicts itself. It
 * is given ids 1, 2, 3 behind a JFIF segment for YCbCr, and R, G, B behind an Adobe segment for RGB. Notes and the color
 * profile, by which it would convert, are left out.
 */
final class JpegHeader {
    private static final int ADOBE_RGB = 0;
    private static final int ADOBE_CMYK = 0;
    private static final int GRAY_COMPONENTS = 1;
    private static final int COLOR_COMPONENTS = 3;
    private static final int CMYK_COMPONENTS = 4;
    private static final int[] RGB_IDS = {'R', 'G', 'B'};

    private static final int MARKER = 0xFF;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int LENGTH_LENGTH = 2;

    /** Version 1.1, no unit, an aspect ratio of 1 to 1, no thumbnail (JFIF 1.02). */
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    /** Version 100, no flags, and the transform that means RGB (Adobe Technical Note 5116). */
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, ADOBE_RGB};

    /** What the components of a file are. */
    enum Colors {
        GRAY,
        YCBCR,
        RGB,
        CMYK,
        /** Luma and chroma of inverted ink, and black. */
        YCCK,
        /** A number of components that means nothing. */
        OTHER
    }

    private JpegHeader() {}

    static Colors colors(JpegSegments file) {
        int adobe = file.adobeTransform();
        return switch (file.components()) {
            case GRAY_COMPONENTS -> Colors.GRAY;
            case COLOR_COMPONENTS -> file.jfif() || !saysRgb(file) ? Colors.YCBCR : Colors.RGB;
            case CMYK_COMPONENTS -> adobe == JpegSegments.NO_ADOBE || adobe == ADOBE_CMYK ? Colors.CMYK : Colors.YCCK;
            default -> Colors.OTHER;
        };
    }

    private static boolean saysRgb(JpegSegments file) {
        if (file.adobeTransform() != JpegSegments.NO_ADOBE) {
            return file.adobeTransform() == ADOBE_RGB;
        }
        for (int i = 0; i < COLOR_COMPONENTS; i++) {
            if (file.id(i) != RGB_IDS[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the file with a header of ours, up to the end of its first image. */
    static byte[] plain(JpegSegments file, Colors colors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(JpegFile.START_OF_IMAGE >> Byte.SIZE);
        out.write(JpegFile.START_OF_IMAGE);
        switch (colors) {
            case GRAY, YCBCR -> write(out, APP0, new Bytes(JFIF), JFIF.length);
            case RGB -> write(out, APP14, new Bytes(ADOBE), ADOBE.length);
            case CMYK, YCCK, OTHER -> {
                // Without a note, four components are taken as they are.
            }
        }
        for (Segment segment : file.kept()) {
            Bytes data = segment.data();
            if (segment.equals(file.frame())) {
                data = new Bytes(frameWithPlainIds(file, segment, colors));
            } else if (segment.marker() == JpegSegments.START_OF_SCAN) {
                data = new Bytes(scanWithPlainIds(file, segment, colors));
            }
            write(out, segment.marker(), data, segment.counted());
        }
        if (file.complete()) {
            out.write(MARKER);
            out.write(JpegSegments.END_OF_IMAGE);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int marker, Bytes data, int counted) {
        int length = counted + LENGTH_LENGTH;
        out.write(MARKER);
        out.write(marker);
        out.write(length >> Byte.SIZE);
        out.write(length);
        out.writeBytes(data.copy());
    }

    private static int plainId(int component, Colors colors) {
        return colors == Colors.RGB ? RGB_IDS[component] : component + 1;
    }

    private static byte[] frameWithPlainIds(JpegSegments file, Segment frame, Colors colors) {
        byte[] data = frame.data().copy();
        if (colors != Colors.OTHER) {
            for (int i = 0; i < file.components() && JpegSegments.offsetOfId(i) < data.length; i++) {
                data[JpegSegments.offsetOfId(i)] = (byte) plainId(i, colors);
            }
        }
        return data;
    }

    /** Of components with one and the same id each is meant once, in their order. */
    private static byte[] scanWithPlainIds(JpegSegments file, Segment scan, Colors colors) {
        byte[] data = scan.data().copy();
        int count = scan.data().unsigned8(0);
        boolean[] taken = new boolean[file.components()];
        for (int i = 0; i < count && colors != Colors.OTHER; i++) {
            int offset = 1 + 2 * i;
            int id = scan.data().unsigned8(offset);
            for (int component = 0; component < file.components(); component++) {
                if (file.id(component) == id && !taken[component] && offset < data.length) {
                    taken[component] = true;
                    data[offset] = (byte) plainId(component, colors);
                    break;
                }
            }
        }
        return data;
    }
}
