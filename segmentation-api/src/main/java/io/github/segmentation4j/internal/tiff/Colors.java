package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.SampleType.Format;

/** Makes the channels of a picture of the samples of a file. */
interface Colors {
    /** The highest level of 8 bits. */
    int HIGHEST = 255;

    /**
     * Converts pixels.
     *
     * @param samples the pixels, their color samples first
     * @param step the distance of a pixel to the next
     * @param channels receives the pixels in the channels of their {@link PixelKind}
     * @param count how many pixels
     */
    void convert(int[] samples, int step, int[] channels, int count);

    /** Returns what makes pixels of a kind. */
    static Colors of(TiffLayout layout, PixelKind kind) throws TiffException {
        if (kind.form() == PixelKind.Form.BANDS) {
            return (samples, step, channels, count) -> System.arraycopy(samples, 0, channels, 0, count * step);
        }
        return switch (layout.photometric()) {
            case CMYK -> new CmykColors(layout.type().bits());
            case LAB -> new LabColors();
            case YCBCR ->
                layout.compression() == Compression.JPEG ? new JpegColors() : YCbCrColors.of(layout.directory());
            case PALETTE ->
                kind.form() == PixelKind.Form.INDEXED
                        ? (samples, step, channels, count) -> copyFirst(samples, step, channels, count)
                        : new PaletteColors(Palette.of(layout));
            case RGB, WHITE_IS_ZERO, BLACK_IS_ZERO -> LevelColors.of(layout, kind);
        };
    }

    private static void copyFirst(int[] samples, int step, int[] channels, int count) {
        for (int i = 0; i < count; i++) {
            channels[i] = samples[i * step];
        }
    }

    /** Returns a level cut off at 0 and 255. */
    static int clipped(int level) {
        return Math.max(0, Math.min(HIGHEST, level));
    }

    /** Returns a product of two levels divided by 255 and rounded: Pillow's {@code MULDIV255}. */
    static int dividedBy255(int product) {
        int rounded = product + (HIGHEST + 1) / 2;
        return ((rounded >> Byte.SIZE) + rounded) >> Byte.SIZE;
    }

    /** Returns whether samples are whole numbers without a sign. */
    static boolean isUnsigned(TiffLayout layout) {
        return layout.type().format() == Format.UNSIGNED;
    }
}
