package io.github.segmentation4j.internal.tiff;

import java.util.Arrays;

/**
 * How the samples of a pixel are written.
 *
 * @param bits the bits of a sample, 1 to 32, or 64 of floating point
 * @param format what the bits mean
 * @param perPixel the samples of a pixel, extra samples included
 */
record SampleType(int bits, Format format, int perPixel) {
    private static final int MAX_BITS = 32;
    private static final int DOUBLE_BITS = 64;
    private static final int HALF_BITS = 16;

    /** The values of the field SampleFormat; 4, undefined, is read as unsigned. */
    enum Format {
        UNSIGNED,
        SIGNED,
        FLOAT
    }

    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int UNDEFINED = 4;

    static SampleType read(TiffDirectory directory, Photometric photometric) throws TiffException {
        long[] bits = directory.values(Tag.BITS_PER_SAMPLE, Short.MAX_VALUE);
        long otherwise = bits.length > 1 ? bits.length : photometric.bands();
        long perPixel = directory.value(Tag.SAMPLES_PER_PIXEL, otherwise);
        if (perPixel < 1 || perPixel > Character.MAX_VALUE) {
            throw TiffException.damaged(perPixel + " samples a pixel");
        }
        if (bits.length == 0) {
            bits = new long[] {1};
        }
        // Some programs write a number for more samples than there are, and some one for all.
        long[] used = Arrays.copyOf(bits, (int) Math.min(bits.length, perPixel));
        if (Arrays.stream(used).distinct().count() != 1) {
            throw TiffException.unsupported("samples of different numbers of bits, " + Arrays.toString(used));
        }
        return new SampleType(bits(used[0], format(directory)), format(directory), (int) perPixel);
    }

    private static int bits(long bits, Format format) throws TiffException {
        boolean readable = format == Format.FLOAT
                ? bits == HALF_BITS || bits == MAX_BITS || bits == DOUBLE_BITS
                : bits >= 1 && bits <= MAX_BITS;
        if (!readable) {
            throw TiffException.unsupported(
                    "samples of " + bits + " bits" + (format == Format.FLOAT ? " in floating point" : ""));
        }
        return (int) bits;
    }

    private static Format format(TiffDirectory directory) throws TiffException {
        long[] formats = directory.values(Tag.SAMPLE_FORMAT, Short.MAX_VALUE);
        long first = formats.length == 0 ? 1 : formats[0];
        for (long format : formats) {
            if (format != first) {
                throw TiffException.unsupported("samples of different formats, " + Arrays.toString(formats));
            }
        }
        return switch ((int) Math.min(first, Integer.MAX_VALUE)) {
            case 1, UNDEFINED -> Format.UNSIGNED;
            case SIGNED -> Format.SIGNED;
            case FLOAT -> Format.FLOAT;
            default -> throw TiffException.unsupported("samples of the format " + first + ", such as complex numbers");
        };
    }

    /** Returns the bytes of a row of pixels with so many samples each. */
    long rowBytes(long pixels, int samplesOfPixel) {
        return (pixels * samplesOfPixel * bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
