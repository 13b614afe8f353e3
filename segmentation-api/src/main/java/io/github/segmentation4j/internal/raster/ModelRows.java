package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;

/** Rows of an image that only its color model understands, as that model's sRGB. */
final class ModelRows extends RgbRows {
    private static final int ALPHA_SHIFT = 24;

    private final BufferedImage image;
    private final int[] argb;

    ModelRows(BufferedImage image) {
        super(image.getWidth(), image.getColorModel().hasAlpha());
        this.image = image;
        this.argb = new int[image.getWidth()];
    }

    private void readColors(int y) {
        image.getRGB(0, y, width(), 1, argb, 0, width());
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        readColors(y);
        int out = offset;
        for (int color : argb) {
            rgb[out++] = (byte) (color >> 16);
            rgb[out++] = (byte) (color >> 8);
            rgb[out++] = (byte) color;
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        readColors(y);
        for (int x = 0; x < argb.length; x++) {
            target[offset + x] = (byte) (argb[x] >> ALPHA_SHIFT);
        }
    }
}
