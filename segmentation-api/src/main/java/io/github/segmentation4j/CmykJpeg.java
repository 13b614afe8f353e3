package io.github.segmentation4j;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns the raw components of a four-component JPEG file into RGB.
 *
 * <p>Ink is stored inverted, as Adobe's programs and with them nearly all others write it; Pillow assumes it too
 * ({@code JpegImagePlugin.py}, raw mode {@code CMYK;I}, Pillow 9.4). A sample of the result is
 * {@code k - round((255 - c) * k / 255)} of the stored values, Pillow's {@code cmyk2rgb} in {@code Convert.c}.
 */
final class CmykJpeg {
    private static final int HIGHEST = 255;
    private static final int CENTER = 128;
    private static final int CMYK = 4;
    private static final int RGB = 3;

    /** YCbCr to RGB in fixed point with 16 bits behind the point, as in libjpeg's {@code jdcolor.c}. */
    private static final int FRACTION_BITS = 16;

    private static final int HALF = 1 << (FRACTION_BITS - 1);
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);

    private CmykJpeg() {}

    private static int fixed(double value) {
        return (int) (value * (1 << FRACTION_BITS) + 0.5);
    }

    /**
     * Returns the image of raw components.
     *
     * @param components four bands of bytes: inverted C, M, Y, K, or Y, Cb, Cr, K
     * @param ycck true for the latter
     */
    static BufferedImage toRgb(Raster components, boolean ycck) {
        int width = components.getWidth();
        BufferedImage image = new BufferedImage(width, components.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        WritableRaster target = image.getRaster();
        int[] stored = new int[width * CMYK];
        int[] rgb = new int[width * RGB];
        for (int y = 0; y < components.getHeight(); y++) {
            components.getPixels(components.getMinX(), components.getMinY() + y, width, 1, stored);
            if (ycck) {
                ycckToInvertedCmyk(stored);
            }
            for (int in = 0, out = 0; in < stored.length; in += CMYK, out += RGB) {
                int black = stored[in + RGB];
                for (int channel = 0; channel < RGB; channel++) {
                    rgb[out + channel] = black - dividedBy255((HIGHEST - stored[in + channel]) * black);
                }
            }
            target.setPixels(0, y, width, 1, rgb);
        }
        return image;
    }

    /** Replaces Y, Cb, Cr by C, M, Y as the file would hold them, and leaves K. */
    private static void ycckToInvertedCmyk(int[] pixels) {
        for (int i = 0; i < pixels.length; i += CMYK) {
            int luma = pixels[i];
            int blue = pixels[i + 1] - CENTER;
            int red = pixels[i + 2] - CENTER;
            pixels[i] = HIGHEST - clamped(luma + ((RED_OF_CR * red + HALF) >> FRACTION_BITS));
            pixels[i + 1] =
                    HIGHEST - clamped(luma + ((-GREEN_OF_CB * blue - GREEN_OF_CR * red + HALF) >> FRACTION_BITS));
            pixels[i + 2] = HIGHEST - clamped(luma + ((BLUE_OF_CB * blue + HALF) >> FRACTION_BITS));
        }
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(HIGHEST, value));
    }

    /** Pillow's {@code MULDIV255}: a product divided by 255 and rounded. */
    private static int dividedBy255(int product) {
        int rounded = product + CENTER;
        return ((rounded >> 8) + rounded) >> 8;
    }
}
