package io.github.segmentation4j.internal.raster;

import java.awt.image.ColorModel;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** Reads 16-bit samples straight from their arrays: gray or RGB, with or without alpha, interleaved or in banks. */
final class ComponentShortRows extends RgbRows {
    private final short[] red;
    private final short[] green;
    private final short[] blue;
    private final short[] alpha;
    private final ComponentLayout layout;
    private final int greenBand;
    private final int blueBand;
    private final int alphaBand;
    private final boolean premultiplied;

    private ComponentShortRows(Raster raster, ColorModel colors, ComponentLayout layout, short[][] banks) {
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
    }

    /** Returns a reader of a raster of gray or RGB components, or null if it keeps its samples in another way. */
    static @Nullable ComponentShortRows of(Raster raster, ColorModel colors) {
        ComponentLayout layout = ComponentLayout.of(raster);
        if (layout == null
                || !(raster.getDataBuffer() instanceof DataBufferUShort buffer)
                || !SampleRows.allOfDepth(colors, Short.SIZE)) {
            return null;
        }
        return new ComponentShortRows(raster, colors, layout, buffer.getBankData());
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        if (premultiplied) {
            readPremultiplied(y, rgb, offset);
            return;
        }
        int step = layout.pixelStride();
        int r = layout.start(0, y);
        int g = layout.start(greenBand, y);
        int b = layout.start(blueBand, y);
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            rgb[target] = EightBit.ofShort(red[r]);
            rgb[target + 1] = EightBit.ofShort(green[g]);
            rgb[target + 2] = EightBit.ofShort(blue[b]);
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
            int transparency = Short.toUnsignedInt(alpha[a]);
            rgb[target] = EightBit.straight(Short.toUnsignedInt(red[r]), transparency);
            rgb[target + 1] = EightBit.straight(Short.toUnsignedInt(green[g]), transparency);
            rgb[target + 2] = EightBit.straight(Short.toUnsignedInt(blue[b]), transparency);
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
            target[offset + x] = EightBit.ofShort(alpha[a]);
            a += layout.pixelStride();
        }
    }
}
