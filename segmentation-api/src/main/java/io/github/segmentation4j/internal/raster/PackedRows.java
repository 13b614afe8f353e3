package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/** Rows of an image that packs four samples of 8 bits into an int, read in place. */
final class PackedRows extends RgbRows {
    private static final int BYTE_MASK = 0xFF;

    private final int[] pixels;
    private final int first;
    private final int stride;
    private final int redShift;
    private final int greenShift;
    private final int blueShift;
    private final int alphaShift;

    PackedRows(BufferedImage image, DirectColorModel colors) {
        super(image.getWidth(), colors.hasAlpha());
        Raster raster = image.getRaster();
        DataBufferInt data = (DataBufferInt) raster.getDataBuffer();
        SinglePixelPackedSampleModel layout = (SinglePixelPackedSampleModel) raster.getSampleModel();
        pixels = data.getData();
        stride = layout.getScanlineStride();
        first = data.getOffset()
                + (raster.getMinY() - raster.getSampleModelTranslateY()) * stride
                + raster.getMinX()
                - raster.getSampleModelTranslateX();
        redShift = Integer.numberOfTrailingZeros(colors.getRedMask());
        greenShift = Integer.numberOfTrailingZeros(colors.getGreenMask());
        blueShift = Integer.numberOfTrailingZeros(colors.getBlueMask());
        alphaShift = colors.hasAlpha() ? Integer.numberOfTrailingZeros(colors.getAlphaMask()) : 0;
    }

    /** True if every sample has 8 bits and color is not premultiplied. */
    static boolean reads(DirectColorModel colors) {
        return !(colors.hasAlpha() && colors.isAlphaPremultiplied())
                && isByte(colors.getRedMask())
                && isByte(colors.getGreenMask())
                && isByte(colors.getBlueMask())
                && (!colors.hasAlpha() || isByte(colors.getAlphaMask()));
    }

    private static boolean isByte(int mask) {
        return mask != 0 && mask >>> Integer.numberOfTrailingZeros(mask) == BYTE_MASK;
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        int in = first + y * stride;
        int end = in + width();
        for (int out = offset; in < end; in++, out += CHANNELS) {
            int pixel = pixels[in];
            rgb[out] = (byte) (pixel >> redShift);
            rgb[out + 1] = (byte) (pixel >> greenShift);
            rgb[out + 2] = (byte) (pixel >> blueShift);
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        int in = first + y * stride;
        for (int x = 0; x < width(); x++) {
            target[offset + x] = hasAlpha() ? (byte) (pixels[in + x] >> alphaShift) : (byte) OPAQUE;
        }
    }
}
