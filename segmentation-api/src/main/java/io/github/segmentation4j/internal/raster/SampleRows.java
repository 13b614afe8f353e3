package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.SampleModel;

/** Rows of an image of gray or color samples of up to 16 bits in any layout, premultiplied or not. */
final class SampleRows extends RgbRows {
    private final Raster raster;
    private final int bands;
    private final int colors;
    private final boolean premultiplied;
    /** The highest value of a sample of each band. */
    private final int[] highest;

    private final int[] samples;

    SampleRows(BufferedImage image) {
        super(image.getWidth(), image.getColorModel().hasAlpha());
        raster = image.getRaster();
        SampleModel layout = raster.getSampleModel();
        bands = layout.getNumBands();
        colors = bands - (hasAlpha() ? 1 : 0);
        premultiplied = hasAlpha() && image.getColorModel().isAlphaPremultiplied();
        highest = new int[bands];
        for (int band = 0; band < bands; band++) {
            highest[band] = (1 << layout.getSampleSize(band)) - 1;
        }
        samples = new int[Math.multiplyExact(image.getWidth(), bands)];
    }

    private void readSamples(int y) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, samples);
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        readSamples(y);
        int out = offset;
        for (int in = 0; in < samples.length; in += bands) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                int band = colors == 1 ? 0 : channel;
                rgb[out++] = premultiplied ? divided(in, band) : scaled(samples[in + band], highest[band]);
            }
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        readSamples(y);
        for (int x = 0; x < width(); x++) {
            target[offset + x] =
                    hasAlpha() ? scaled(samples[x * bands + bands - 1], highest[bands - 1]) : (byte) OPAQUE;
        }
    }

    /** Returns {@code round(sample * 255 / highest)}. */
    private static byte scaled(int sample, int highest) {
        return (byte) ((sample * OPAQUE + highest / 2) / highest);
    }

    /** Returns a premultiplied sample divided by its alpha. */
    private byte divided(int pixel, int band) {
        long alpha = samples[pixel + bands - 1];
        if (alpha == 0) {
            return 0;
        }
        long numerator = (long) samples[pixel + band] * OPAQUE * highest[bands - 1];
        long denominator = alpha * highest[band];
        return (byte) Math.min(OPAQUE, (numerator + denominator / 2) / denominator);
    }
}
