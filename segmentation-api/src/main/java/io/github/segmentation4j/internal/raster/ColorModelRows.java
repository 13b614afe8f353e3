package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** Asks the color model about every pixel: slow, and right for any image that the other readers do not know. */
final class ColorModelRows extends RgbRows {
    private final Raster raster;
    private final ColorModel colors;
    /** The pixel at hand, in the form that the raster chose for the first one and fills again for all others. */
    private @Nullable Object pixel;

    ColorModelRows(BufferedImage image) {
        super(image.getWidth(), image.getHeight(), image.getColorModel().hasAlpha());
        this.raster = image.getRaster();
        this.colors = image.getColorModel();
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        int target = offset;
        for (int x = 0; x < width(); x++) {
            int argb = argb(x, y);
            rgb[target] = (byte) (argb >> 16);
            rgb[target + 1] = (byte) (argb >> 8);
            rgb[target + 2] = (byte) argb;
            target += CHANNELS;
        }
    }

    @Override
    void readTransparency(int y, byte[] alpha, int offset) {
        for (int x = 0; x < width(); x++) {
            alpha[offset + x] = (byte) (argb(x, y) >>> 24);
        }
    }

    private int argb(int x, int y) {
        pixel = raster.getDataElements(x, y, pixel);
        return colors.getRGB(pixel);
    }
}
