package io.github.segmentation4j.overlay.picture;

import java.awt.image.BufferedImage;

/**
 * The sizes of what is drawn on a picture, in pixels, in proportion to its shorter side, and the colors of what has none
 * of its own.
 *
 * @param line the width of a line
 * @param capHeight the height of capitals
 */
record Style(double line, double capHeight) {
    /** The color of text on paper. */
    static final int INK = 0x1A1A1A;

    /** The color of legends and margins. */
    static final int PAPER = 0xFFFFFF;

    private static final double SHORTER_SIDES_PER_LINE = 150;
    private static final double SHORTER_SIDES_PER_CAPITAL = 44;
    private static final double THINNEST_LINE = 1.5;

    /** Smaller letters cannot be read on a screen. */
    private static final double SMALLEST_CAPITALS = 8;

    /** Returns the sizes for a picture of this size. */
    static Style of(int width, int height) {
        int side = Math.min(width, height);
        return new Style(
                Math.max(THINNEST_LINE, side / SHORTER_SIDES_PER_LINE),
                Math.max(SMALLEST_CAPITALS, side / SHORTER_SIDES_PER_CAPITAL));
    }

    /** Returns the sizes for pictures of the size of this one. */
    static Style of(BufferedImage picture) {
        return of(picture.getWidth(), picture.getHeight());
    }

    /** Returns what is left free between things, and around them. */
    int padding() {
        return (int) Math.ceil(capHeight * 0.75);
    }

    /** Returns the distance from one line of text to the next. */
    int lineHeight() {
        return (int) Math.ceil(capHeight * 1.9);
    }
}
