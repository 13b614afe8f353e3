package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;

/** The rows of a photo in gray, by the weights of ITU-R BT.601 that Pillow's {@code convert("L")} has. */
final class Grays {
    /** Makes 0xRRGGBB of a gray. */
    static final int TO_RGB = 0x010101;

    private static final int RED = 19_595;
    private static final int GREEN = 38_470;
    private static final int BLUE = 7_471;
    private static final int HALF = 0x8000;

    private final RgbRows rows;
    private final int[] row;

    Grays(BufferedImage photo) {
        this.rows = RgbRows.of(photo);
        this.row = new int[photo.getWidth()];
    }

    /** Returns a row of grays from 0 to 255; valid until the next is asked for. */
    int[] row(int y) {
        rows.readPixels(y, row);
        for (int x = 0; x < row.length; x++) {
            row[x] = gray(row[x]);
        }
        return row;
    }

    /** Returns the gray of a color 0xRRGGBB, from 0 to 255. */
    static int gray(int rgb) {
        return (RED * (rgb >> 16 & 0xFF) + GREEN * (rgb >> 8 & 0xFF) + BLUE * (rgb & 0xFF) + HALF) >> 16;
    }
}
