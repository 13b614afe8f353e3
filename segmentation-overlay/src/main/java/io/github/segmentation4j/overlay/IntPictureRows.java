package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/** The rows of a picture that packs the red, green and blue of each pixel into an int. */
final class IntPictureRows extends PictureRows {
    private static final int MASK = 0xFF;

    private final int[] pixels;
    private final int origin;
    private final int stride;
    private final int width;
    private final boolean redIsHigh;

    IntPictureRows(BufferedImage picture) {
        super(PixelOrder.BGR, new byte[Math.multiplyExact(PixelOrder.BGR.bytes(), picture.getWidth())]);
        Raster raster = picture.getRaster();
        pixels = ((DataBufferInt) raster.getDataBuffer()).getData();
        stride = ((SinglePixelPackedSampleModel) raster.getSampleModel()).getScanlineStride();
        origin = raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateY() * stride
                - raster.getSampleModelTranslateX();
        width = picture.getWidth();
        redIsHigh = picture.getType() == BufferedImage.TYPE_INT_RGB;
    }

    /** Returns whether a picture is of {@code TYPE_INT_RGB} or {@code TYPE_INT_BGR}. */
    static boolean fit(BufferedImage picture) {
        return picture.getType() == BufferedImage.TYPE_INT_RGB || picture.getType() == BufferedImage.TYPE_INT_BGR;
    }

    @Override
    int startOf(int y) {
        return 0;
    }

    @Override
    void finish(int y) {
        byte[] row = bytes();
        int start = origin + y * stride;
        for (int x = 0, place = 0; x < width; x++, place += PixelOrder.CHANNELS) {
            int blue = row[place] & MASK;
            int green = row[place + 1] & MASK;
            int red = row[place + 2] & MASK;
            pixels[start + x] = redIsHigh ? red << 16 | green << 8 | blue : blue << 16 | green << 8 | red;
        }
    }
}
