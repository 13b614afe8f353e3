package io.github.segmentation4j.internal.raster;

import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** Reads gray or RGB samples of any depth and layout through the raster's own accessors, in double precision. */
final class SampleRows extends RgbRows {
    private static final double UNSIGNED_INT_RANGE = 0x1p32;

    private final Raster raster;
    private final int bands;
    private final int greenBand;
    private final int blueBand;
    private final boolean premultiplied;
    private final boolean unsignedInts;
    /** For each band the sample that stands for 1. */
    private final double[] full;

    private final double[] row;

    SampleRows(Raster raster, ColorModel colors) {
        super(raster.getWidth(), raster.getHeight(), colors.hasAlpha());
        this.raster = raster;
        this.bands = raster.getNumBands();
        boolean gray = colors.getNumColorComponents() == 1;
        this.greenBand = gray ? 0 : 1;
        this.blueBand = gray ? 0 : 2;
        this.premultiplied = colors.hasAlpha() && colors.isAlphaPremultiplied();
        this.unsignedInts = raster.getTransferType() == DataBuffer.TYPE_INT;
        this.full = new double[bands];
        for (int band = 0; band < bands; band++) {
            full[band] = full(raster.getTransferType(), colors.getComponentSize(band));
        }
        this.row = new double[Math.multiplyExact(bands, raster.getWidth())];
    }

    /** Returns whether all components have this number of bits. */
    static boolean allOfDepth(ColorModel colors, int bits) {
        for (int size : colors.getComponentSize()) {
            if (size != bits) {
                return false;
            }
        }
        return true;
    }

    private static double full(int transferType, int bits) {
        return switch (transferType) {
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> 1;
            case DataBuffer.TYPE_SHORT -> Short.MAX_VALUE;
            default -> Math.scalb(1.0, bits) - 1;
        };
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        readSamples(y);
        int target = offset;
        for (int pixel = 0; pixel < row.length; pixel += bands) {
            double alpha = premultiplied ? sample(pixel, bands - 1) : 1;
            double fullAlpha = premultiplied ? full[bands - 1] : 1;
            rgb[target] = straight(pixel, 0, alpha, fullAlpha);
            rgb[target + 1] = straight(pixel, greenBand, alpha, fullAlpha);
            rgb[target + 2] = straight(pixel, blueBand, alpha, fullAlpha);
            target += CHANNELS;
        }
    }

    @Override
    void readTransparency(int y, byte[] alpha, int offset) {
        readSamples(y);
        for (int x = 0; x < width(); x++) {
            alpha[offset + x] = EightBit.ofRatio(sample(x * bands, bands - 1), full[bands - 1]);
        }
    }

    private void readSamples(int y) {
        raster.getPixels(0, y, width(), 1, row);
    }

    private double sample(int pixel, int band) {
        double sample = row[pixel + band];
        return unsignedInts && sample < 0 ? sample + UNSIGNED_INT_RANGE : sample;
    }

    private byte straight(int pixel, int band, double alpha, double fullAlpha) {
        return EightBit.ofRatio(sample(pixel, band) * fullAlpha, full[band] * alpha);
    }
}
