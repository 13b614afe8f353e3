package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.WritableRaster;

/** The rows of a picture that keeps red, green and blue in any layout and depth, through the raster's own accessors. */
final class SamplePictureRows extends PictureRows {
    private static final int MASK = 0xFF;

    private final WritableRaster raster;
    private final int[] samples;
    /** For red, green and blue the sample of each byte: round(byte * max / 255). */
    private final int[][] sampleOf;

    SamplePictureRows(BufferedImage picture) {
        super(PixelOrder.BGR, new byte[Math.multiplyExact(PixelOrder.BGR.bytes(), picture.getWidth())]);
        raster = picture.getRaster();
        samples = new int[bytes().length];
        sampleOf = new int[PixelOrder.CHANNELS][MASK + 1];
        for (int channel = 0; channel < PixelOrder.CHANNELS; channel++) {
            int max = (1 << picture.getColorModel().getComponentSize(channel)) - 1;
            for (int value = 0; value <= MASK; value++) {
                sampleOf[channel][value] = (2 * value * max + MASK) / (2 * MASK);
            }
        }
    }

    /** Returns whether a picture is opaque sRGB of unsigned samples, in a color model that means them plainly. */
    static boolean fit(BufferedImage picture) {
        ColorModel colors = picture.getColorModel();
        // Only the JDK's own models are known to mean their samples plainly: a subclass may mean anything.
        Class<?> kind = colors.getClass();
        int type = colors.getTransferType();
        boolean unsigned =
                type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_INT;
        boolean plain = kind == DirectColorModel.class || kind == ComponentColorModel.class;
        return plain && unsigned && !colors.hasAlpha() && colors.getColorSpace().isCS_sRGB() && isWithinShorts(colors);
    }

    private static boolean isWithinShorts(ColorModel colors) {
        for (int size : colors.getComponentSize()) {
            if (size > Short.SIZE) {
                return false;
            }
        }
        return true;
    }

    @Override
    int startOf(int y) {
        return 0;
    }

    @Override
    void finish(int y) {
        byte[] row = bytes();
        for (int place = 0; place < row.length; place += PixelOrder.CHANNELS) {
            samples[place] = sampleOf[0][row[place + 2] & MASK];
            samples[place + 1] = sampleOf[1][row[place + 1] & MASK];
            samples[place + 2] = sampleOf[2][row[place] & MASK];
        }
        raster.setPixels(0, y, row.length / PixelOrder.CHANNELS, 1, samples);
    }
}
