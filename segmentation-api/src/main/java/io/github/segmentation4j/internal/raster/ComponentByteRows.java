package io.github.segmentation4j.internal.raster;

import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** Reads 8-bit samples straight from their arrays: gray or RGB, with or without alpha, interleaved or in banks. */
final class ComponentByteRows extends RgbRows {
    private final byte[] red;
    private final byte[] green;
    private final byte[] blue;
    private final byte[] alpha;
    private final ComponentLayout layout;
    private final int greenBand;
    private final int blueBand;
    private final int alphaBand;
    private final boolean premultiplied;
    /** How the bytes of a pixel lie side by side, or null if they do not or must be divided by their alpha. */
    private final @Nullable PackedBytes packing;

    private ComponentByteRows(Raster raster, ColorModel colors, ComponentLayout layout, byte[][] banks) {
        super(raster.getWidth(), raster.getHeight(), colors.hasAlpha());
        this.layout = layout;
        boolean gray = colors.getNumColorComponents() == 1;
        greenBand = gray ? 0 : 1;
        blueBand = gray ? 0 : 2;
        alphaBand = layout.bands() - 1;
        premultiplied = colors.hasAlpha() && colors.isAlphaPremultiplied();
        red = banks[layout.banks()[0]];
        green = banks[layout.banks()[greenBand]];
        blue = banks[layout.banks()[blueBand]];
        alpha = banks[layout.banks()[alphaBand]];
        packing = premultiplied || red != green || green != blue || layout.pixelStride() < 1
                ? null
                : PackedBytes.of(layout.starts()[0], layout.starts()[greenBand], layout.starts()[blueBand]);
    }

    /** Returns a reader of a raster of gray or RGB components, or null if it keeps its samples in another way. */
    static @Nullable ComponentByteRows of(Raster raster, ColorModel colors) {
        ComponentLayout layout = ComponentLayout.of(raster);
        if (layout == null
                || !(raster.getDataBuffer() instanceof DataBufferByte buffer)
                || !SampleRows.allOfDepth(colors, Byte.SIZE)) {
            return null;
        }
        return new ComponentByteRows(raster, colors, layout, buffer.getBankData());
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        if (premultiplied) {
            readPremultiplied(y, rgb, offset);
        } else if (red == green && green == blue) {
            readFromOneBank(y, rgb, offset);
        } else {
            readFromBanks(y, rgb, offset);
        }
    }

    @Override
    void readPacked(int y, int[] pixels) {
        if (packing == null) {
            super.readPacked(y, pixels);
        } else {
            int first = Math.min(layout.start(0, y), layout.start(blueBand, y));
            packing.read(red, first, layout.pixelStride(), pixels, width());
        }
    }

    /** Has one index to count and to check instead of three. */
    private void readFromOneBank(int y, byte[] rgb, int offset) {
        byte[] samples = red;
        int step = layout.pixelStride();
        int source = layout.start(0, y);
        int toGreen = layout.start(greenBand, y) - source;
        int toBlue = layout.start(blueBand, y) - source;
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            rgb[target] = samples[source];
            rgb[target + 1] = samples[source + toGreen];
            rgb[target + 2] = samples[source + toBlue];
            source += step;
        }
    }

    private void readFromBanks(int y, byte[] rgb, int offset) {
        int step = layout.pixelStride();
        int r = layout.start(0, y);
        int g = layout.start(greenBand, y);
        int b = layout.start(blueBand, y);
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            rgb[target] = red[r];
            rgb[target + 1] = green[g];
            rgb[target + 2] = blue[b];
            r += step;
            g += step;
            b += step;
        }
    }

    private void readPremultiplied(int y, byte[] rgb, int offset) {
        int step = layout.pixelStride();
        int r = layout.start(0, y);
        int g = layout.start(greenBand, y);
        int b = layout.start(blueBand, y);
        int a = layout.start(alphaBand, y);
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            int transparency = Byte.toUnsignedInt(alpha[a]);
            rgb[target] = EightBit.straight(Byte.toUnsignedInt(red[r]), transparency);
            rgb[target + 1] = EightBit.straight(Byte.toUnsignedInt(green[g]), transparency);
            rgb[target + 2] = EightBit.straight(Byte.toUnsignedInt(blue[b]), transparency);
            r += step;
            g += step;
            b += step;
            a += step;
        }
    }

    @Override
    void readTransparency(int y, byte[] target, int offset) {
        int a = layout.start(alphaBand, y);
        for (int x = 0; x < width(); x++) {
            target[offset + x] = alpha[a];
            a += layout.pixelStride();
        }
    }
}
