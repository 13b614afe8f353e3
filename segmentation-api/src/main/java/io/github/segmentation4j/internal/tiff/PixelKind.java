package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.SampleType.Format;
import java.util.Locale;

/** The kinds of pixels that a file becomes. */
enum PixelKind {
    /** One bit, black or white. */
    BILEVEL(1, 1),
    /** An index into a palette. */
    INDEXED(1, Byte.SIZE),
    GRAY(1, Byte.SIZE),
    GRAY_ALPHA(2, Byte.SIZE),
    RGB(3, Byte.SIZE),
    RGBA(4, Byte.SIZE),
    GRAY16(1, Short.SIZE),
    GRAY_ALPHA16(2, Short.SIZE),
    RGB16(3, Short.SIZE),
    RGBA16(4, Short.SIZE);

    private final int channels;
    private final int bits;

    PixelKind(int channels, int bits) {
        this.channels = channels;
        this.bits = bits;
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

    int channels() {
        return channels;
    }

    int bits() {
        return bits;
    }

    boolean hasAlpha() {
        return channels == 2 || channels == 4;
    }

    /** Returns the bytes of a picture of so many pixels. */
    long bytes(int width, int height) {
        long row = ((long) width * channels * bits + Byte.SIZE - 1) / Byte.SIZE;
        return row * height;
    }
}
