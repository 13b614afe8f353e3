package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.SampleType.Format;
import java.util.Locale;

/**
 * The pixels that a file becomes.
 *
 * @param form what they are
 * @param channels the samples of a pixel
 * @param bits the bits of a sample
 */
record PixelKind(Form form, int channels, int bits) {
    static final PixelKind BILEVEL = new PixelKind(Form.BILEVEL, 1, 1);
    static final PixelKind INDEXED = new PixelKind(Form.INDEXED, 1, Byte.SIZE);
    static final PixelKind GRAY = new PixelKind(Form.GRAY, 1, Byte.SIZE);
    static final PixelKind GRAY_ALPHA = new PixelKind(Form.GRAY, 2, Byte.SIZE);
    static final PixelKind RGB = new PixelKind(Form.COLOR, 3, Byte.SIZE);
    static final PixelKind RGBA = new PixelKind(Form.COLOR, 4, Byte.SIZE);
    static final PixelKind GRAY16 = new PixelKind(Form.GRAY, 1, Short.SIZE);
    static final PixelKind GRAY_ALPHA16 = new PixelKind(Form.GRAY, 2, Short.SIZE);
    static final PixelKind RGB16 = new PixelKind(Form.COLOR, 3, Short.SIZE);
    static final PixelKind RGBA16 = new PixelKind(Form.COLOR, 4, Short.SIZE);

    /** What pixels are. */
    enum Form {
        /** One bit, black or white. */
        BILEVEL,
        /** An index into a palette. */
        INDEXED,
        /** Gray, with alpha or without. */
        GRAY,
        /** Red, green and blue, with alpha or without. */
        COLOR,
        /** The samples of the file as they are, however many. */
        BANDS
    }

    /**
     * Returns the kind for a layout. Unsigned gray and RGB of up to 8 bits become 8 bits, and those of up to 16 become 16;
     * all else becomes 8 bits.
     *
     * @throws TiffException if there is none
     */
    static PixelKind of(TiffLayout layout) throws TiffException {
        SampleType type = layout.type();
        boolean unsigned = type.format() == Format.UNSIGNED;
        boolean sixteen = unsigned && type.bits() > Byte.SIZE && type.bits() <= Short.SIZE;
        boolean alpha = layout.alpha() != TiffLayout.Alpha.NONE;
        switch (layout.photometric()) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> {
                if (unsigned && type.bits() == 1 && !alpha) {
                    return BILEVEL;
                }
                return alpha ? (sixteen ? GRAY_ALPHA16 : GRAY_ALPHA) : (sixteen ? GRAY16 : GRAY);
            }
            case RGB -> {
                check(type.format() != Format.SIGNED, layout);
                return alpha ? (sixteen ? RGBA16 : RGBA) : (sixteen ? RGB16 : RGB);
            }
            case PALETTE -> {
                check(unsigned && type.bits() <= Byte.SIZE, layout);
                return alpha ? RGBA : INDEXED;
            }
            case CMYK -> {
                check(unsigned && type.bits() <= Short.SIZE, layout);
                return RGB;
            }
            default -> {
                check(unsigned && type.bits() == Byte.SIZE, layout);
                return RGB;
            }
        }
    }

    private static void check(boolean readable, TiffLayout layout) throws TiffException {
        if (!readable) {
            throw TiffException.unsupported(layout.photometric() + " of "
                    + layout.type().format().name().toLowerCase(Locale.ROOT) + " samples of "
                    + layout.type().bits() + " bits");
        }
    }

    /**
     * Returns the kind that has all samples of a layout as they are.
     *
     * @throws TiffException if they are neither gray nor RGB, or not unsigned numbers of 8 or 16 bits
     */
    static PixelKind bandsOf(TiffLayout layout) throws TiffException {
        SampleType type = layout.type();
        boolean plain = layout.photometric() == Photometric.BLACK_IS_ZERO || layout.photometric() == Photometric.RGB;
        boolean whole = type.bits() == Byte.SIZE || type.bits() == Short.SIZE;
        if (!plain || !whole || type.format() != Format.UNSIGNED) {
            throw TiffException.unsupported("bands of " + type.bits() + " bits, "
                    + type.format().name().toLowerCase(Locale.ROOT) + ", of the kind " + layout.photometric());
        }
        return new PixelKind(Form.BANDS, type.perPixel(), type.bits());
    }

    boolean hasAlpha() {
        return switch (form) {
            case GRAY -> channels == 2;
            case COLOR -> channels == 4;
            case BILEVEL, INDEXED, BANDS -> false;
        };
    }

    /** Returns the bytes of a picture of so many pixels. */
    long bytes(int width, int height) {
        long row = ((long) width * channels * bits + Byte.SIZE - 1) / Byte.SIZE;
        return row * height;
    }
}
