package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** The alpha of the rows of a translucent image, 0 to 255 whatever the depth it is stored in. */
final class AlphaRows {
    private final Raster raster;
    private final ColorModel colors;
    private @Nullable Object pixel;

    private AlphaRows(Raster raster, ColorModel colors) {
        this.raster = raster;
        this.colors = colors;
    }

    /** Returns the rows of an image whose color model has alpha. */
    static AlphaRows of(BufferedImage image) {
        return new AlphaRows(image.getRaster(), image.getColorModel());
    }

    /** Writes the alpha of row {@code y} to every fourth byte from {@code offset} on. */
    void read(int y, byte[] abgr, int offset) {
        int step = Blend.CHANNELS + 1;
        for (int x = 0; x < raster.getWidth(); x++) {
            pixel = raster.getDataElements(x, y, pixel);
            abgr[offset + step * x] = (byte) colors.getAlpha(pixel);
        }
    }
}
