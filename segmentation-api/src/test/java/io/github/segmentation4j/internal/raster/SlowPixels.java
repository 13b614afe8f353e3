package io.github.segmentation4j.internal.raster;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The rules of {@link RgbRows} once more, pixel by pixel in exact decimals. */
final class SlowPixels {
    private static final BigDecimal MAX = BigDecimal.valueOf(255);

    private SlowPixels() {}

    /** Returns red, green, blue and alpha, each from 0 to 255. */
    static int[] rgba(BufferedImage image, int x, int y) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            int index = image.getRaster().getSample(x, y, 0);
            return index < palette.getMapSize()
                    ? new int[] {
                        palette.getRed(index), palette.getGreen(index), palette.getBlue(index), palette.getAlpha(index)
                    }
                    : new int[] {0, 0, 0, palette.hasAlpha() ? 0 : 255};
        }
        boolean ownModel = model.getClass().getPackage() == SlowPixels.class.getPackage();
        boolean gray = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (ownModel || (!gray && !model.getColorSpace().isCS_sRGB())) {
            int argb = image.getRGB(x, y);
            return new int[] {(argb >> 16) & 0xFF, (argb >> 8) & 0xFF, argb & 0xFF, argb >>> 24};
        }
        int bands = model.getNumComponents();
        BigDecimal alpha = model.hasAlpha() ? unit(image, x, y, bands - 1) : BigDecimal.ONE;
        int[] rgba = new int[4];
        for (int channel = 0; channel < 3; channel++) {
            BigDecimal value = unit(image, x, y, gray ? 0 : channel);
            if (model.hasAlpha() && model.isAlphaPremultiplied()) {
                value = alpha.signum() <= 0 ? BigDecimal.ZERO : value.divide(alpha, MathContext.DECIMAL128);
            }
            rgba[channel] = rounded(value);
        }
        rgba[3] = rounded(alpha);
        return rgba;
    }

    private static BigDecimal unit(BufferedImage image, int x, int y, int band) {
        int type = image.getRaster().getTransferType();
        double sample = image.getRaster().getSampleDouble(x, y, band);
        BigDecimal max = switch (type) {
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> BigDecimal.ONE;
            case DataBuffer.TYPE_SHORT -> BigDecimal.valueOf(32767);
            default -> BigDecimal.valueOf((1L << image.getColorModel().getComponentSize(band)) - 1);
        };
        boolean wrapped = type == DataBuffer.TYPE_INT && sample < 0;
        return new BigDecimal(wrapped ? sample + (1L << 32) : sample).divide(max, MathContext.DECIMAL128);
    }

    private static int rounded(BigDecimal unit) {
        // Thirds of a division that DECIMAL128 cut off must not turn a tie into less than one.
        BigDecimal scaled = unit.multiply(MAX).round(new MathContext(30));
        int value = scaled.setScale(0, RoundingMode.HALF_UP).intValue();
        return Math.max(0, Math.min(255, value));
    }
}
