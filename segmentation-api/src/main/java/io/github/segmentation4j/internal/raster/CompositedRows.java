package io.github.segmentation4j.internal.raster;

import java.util.Arrays;

/** Rows of an image with alpha, shown on a color. */
final class CompositedRows extends RgbRows {
    private final RgbRows rows;
    private final int[] background;
    private final byte[] alpha;

    CompositedRows(RgbRows rows, int backgroundRgb) {
        super(rows.width(), false);
        this.rows = rows;
        this.background =
                new int[] {(backgroundRgb >> 16) & OPAQUE, (backgroundRgb >> 8) & OPAQUE, backgroundRgb & OPAQUE};
        this.alpha = new byte[rows.width()];
    }

    @Override
    public void read(int y, byte[] rgb, int offset) {
        rows.read(y, rgb, offset);
        rows.readAlpha(y, alpha, 0);
        int out = offset;
        for (byte one : alpha) {
            int opacity = one & OPAQUE;
            for (int channel = 0; channel < CHANNELS; channel++, out++) {
                int sum = (rgb[out] & OPAQUE) * opacity + background[channel] * (OPAQUE - opacity);
                rgb[out] = (byte) ((sum + OPAQUE / 2) / OPAQUE);
            }
        }
    }

    @Override
    public void readAlpha(int y, byte[] target, int offset) {
        Arrays.fill(target, offset, offset + width(), (byte) OPAQUE);
    }
}
