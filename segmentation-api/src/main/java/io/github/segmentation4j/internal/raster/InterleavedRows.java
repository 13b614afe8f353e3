package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Rows of an image whose samples of 8 bits lie pixel by pixel in bytes, gray or color, read in place. */
final class InterleavedRows extends RgbRows {
    private final byte[] samples;
    private final int first;
    private final int lineStride;
    private final int pixelStride;
    private final int red;
    private final int green;
    private final int blue;
    private final int alpha;

    InterleavedRows(BufferedImage image) {
        super(image.getWidth(), image.getColorModel().hasAlpha());
        Raster raster = image.getRaster();
        DataBufferByte data = (DataBufferByte) raster.getDataBuffer();
        PixelInterleavedSampleModel layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        samples = data.getData();
        lineStride = layout.getScanlineStride();
        pixelStride = layout.getPixelStride();
        first = data.getOffset()
                + (raster.getMinY() - raster.getSampleModelTranslateY()) * lineStride
                + (raster.getMinX() - raster.getSampleModelTranslateX()) * pixelStride;
        int[] bands = layout.getBandOffsets();
        boolean gray = bands.length < CHANNELS;
        red = bands[0];
        green = gray ? red : bands[1];
        blue = gray ? red : bands[2];
        alpha = bands[bands.length - 1];
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        int in = first + y * lineStride;
        int end = offset + width() * CHANNELS;
        for (int out = offset; out < end; out += CHANNELS, in += pixelStride) {
            rgb[out] = samples[in + red];
            rgb[out + 1] = samples[in + green];
            rgb[out + 2] = samples[in + blue];
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        if (!hasAlpha()) {
            Arrays.fill(target, offset, offset + width(), (byte) OPAQUE);
            return;
        }
        int in = first + y * lineStride + alpha;
        for (int x = 0; x < width(); x++, in += pixelStride) {
            target[offset + x] = samples[in];
        }
    }
}
