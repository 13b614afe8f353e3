package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Rows of an image with a palette. */
final class IndexedRows extends RgbRows {
    private static final int ALPHA_SHIFT = 24;

    private final Raster raster;
    private final int[] palette;
    private final int[] indices;

    IndexedRows(BufferedImage image, IndexColorModel colors) {
        super(image.getWidth(), colors.hasAlpha());
        raster = image.getRaster();
        // A raster may hold indices beyond the palette; its sample size bounds them, and they read as transparent
        // black.
        int indexBits = raster.getSampleModel().getSampleSize(0);
        palette = Arrays.copyOf(argb(colors), Math.max(colors.getMapSize(), 1 << indexBits));
        indices = new int[image.getWidth()];
    }

    private static int[] argb(IndexColorModel colors) {
        int[] argb = new int[colors.getMapSize()];
        colors.getRGBs(argb);
        return argb;
    }

    private void readIndices(int y) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width(), 1, 0, indices);
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        readIndices(y);
        int out = offset;
        for (int index : indices) {
            int color = palette[index];
            rgb[out++] = (byte) (color >> 16);
            rgb[out++] = (byte) (color >> 8);
            rgb[out++] = (byte) color;
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        readIndices(y);
        for (int x = 0; x < indices.length; x++) {
            target[offset + x] = (byte) (palette[indices[x]] >> ALPHA_SHIFT);
        }
    }
}
