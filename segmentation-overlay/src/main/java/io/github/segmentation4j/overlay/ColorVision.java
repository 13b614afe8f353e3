package io.github.segmentation4j.overlay;

/**
 * How people see colors: with three kinds of cones, or with one of them missing.
 *
 * <p>What a color looks like to people without one kind of cone is simulated by the matrices of Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
 * Visualization and Computer Graphics 15(6), 2009, for severity 1.0, applied to linear sRGB; what falls outside the gamut
 * is clipped to it.
 *
 * <p>Colors are compared in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020), where the
 * Euclidean distance follows the perceived difference: lightness from 0 (black) to 1 (white), and two axes, green to red
 * and blue to yellow, on which the colors of a screen reach from -0.32 to 0.28.
 */
enum ColorVision {
    /** Three kinds of cones. */
    TRICHROMACY(1, 0, 0, 0, 1, 0, 0, 0, 1),
    /** Without the cones for long waves. */
    PROTANOPIA(
            0.152286, 1.052583, -0.204868, //
            0.114503, 0.786281, 0.099216, //
            -0.003882, -0.048116, 1.051998),
    /** Without the cones for medium waves. */
    DEUTERANOPIA(
            0.367322, 0.860646, -0.227968, //
            0.280085, 0.672501, 0.047413, //
            -0.011820, 0.042940, 0.968881),
    /** Without the cones for short waves. */
    TRITANOPIA(
            1.255528, -0.076749, -0.178779, //
            -0.078411, 0.930809, 0.147602, //
            0.004733, 0.691367, 0.303900);

    /** The number of coordinates of a color in OKLab. */
    static final int AXES = 3;

    /** For each byte of sRGB its linear value from 0 to 1, by the transfer function of IEC 61966-2-1. */
    private static final double[] LINEAR = new double[1 << Byte.SIZE];

    static {
        for (int value = 0; value < LINEAR.length; value++) {
            double encoded = value / 255.0;
            LINEAR[value] = encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
        }
    }

    /** What is seen in linear sRGB, row by row. */
    @SuppressWarnings("ImmutableEnumChecker") // Written here once, and handed to nobody.
    private final double[] matrix;

    ColorVision(double... matrix) {
        this.matrix = matrix;
    }

    /** Writes lightness, green to red and blue to yellow of a color as it is seen to three places from an offset on. */
    void perceive(int rgb, double[] target, int offset) {
        double red = LINEAR[rgb >> 16 & 0xFF];
        double green = LINEAR[rgb >> 8 & 0xFF];
        double blue = LINEAR[rgb & 0xFF];
        double seenRed = seen(0, red, green, blue);
        double seenGreen = seen(3, red, green, blue);
        double seenBlue = seen(6, red, green, blue);
        // The cone responses and axes of OKLab, from linear sRGB.
        double l = Math.cbrt(0.4122214708 * seenRed + 0.5363325363 * seenGreen + 0.0514459929 * seenBlue);
        double m = Math.cbrt(0.2119034982 * seenRed + 0.6806995451 * seenGreen + 0.1073969566 * seenBlue);
        double s = Math.cbrt(0.0883024619 * seenRed + 0.2817188376 * seenGreen + 0.6299787005 * seenBlue);
        target[offset] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        target[offset + 1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        target[offset + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    }

    private double seen(int row, double red, double green, double blue) {
        double value = matrix[row] * red + matrix[row + 1] * green + matrix[row + 2] * blue;
        return Math.min(Math.max(value, 0), 1);
    }
}
