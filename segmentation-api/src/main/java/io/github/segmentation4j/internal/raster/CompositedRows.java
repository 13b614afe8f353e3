package io.github.segmentation4j.internal.raster;

import java.awt.Color;

/** Puts the rows of another reader on a color. */
final class CompositedRows extends RgbRows {
    private final RgbRows source;
    private final byte[] alpha;
    private final int red;
    private final int green;
    private final int blue;

    CompositedRows(RgbRows source, Color background) {
        super(source.width(), source.height(), false);
        this.source = source;
        this.alpha = new byte[source.width()];
        this.red = background.getRed();
        this.green = background.getGreen();
        this.blue = background.getBlue();
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        source.readColor(y, rgb, offset);
        source.readTransparency(y, alpha, 0);
        int target = offset;
        for (byte transparency : alpha) {
            int a = transparency & 0xFF;
            rgb[target] = EightBit.composited(rgb[target] & 0xFF, a, red);
            rgb[target + 1] = EightBit.composited(rgb[target + 1] & 0xFF, a, green);
            rgb[target + 2] = EightBit.composited(rgb[target + 2] & 0xFF, a, blue);
            target += CHANNELS;
        }
    }

    @Override
    void readTransparency(int y, byte[] target, int offset) {
        throw new AssertionError("a composited image has no alpha");
    }
}
