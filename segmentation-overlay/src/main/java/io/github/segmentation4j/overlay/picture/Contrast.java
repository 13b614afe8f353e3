package io.github.segmentation4j.overlay.picture;

/** Which of black and white stands out more from a color. */
final class Contrast {
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    /**
     * The luminance whose contrast ratios (L1 + 0.05) / (L2 + 0.05) to black and to white are equal, by the definitions
     * of WCAG 2.1: the root of 1.05 * 0.05, less 0.05.
     */
    private static final double BALANCE = 0.1791;

    private Contrast() {}

    /** Returns black or white, whichever has the greater contrast ratio to a color 0xRRGGBB. */
    static int blackOrWhite(int rgb) {
        return luminance(rgb) > BALANCE ? BLACK : WHITE;
    }

    /** Returns the relative luminance of sRGB, from 0 to 1. */
    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int sample) {
        double value = (sample & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
}
