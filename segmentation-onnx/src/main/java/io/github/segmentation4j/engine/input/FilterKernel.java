package io.github.segmentation4j.engine.input;

/**
 * The continuous kernels of Pillow's filters ({@code src/libImaging/Resample.c}, Pillow 9.4).
 *
 * <p>A kernel is zero beyond its support, given in pixels of the smaller of the two images.
 */
enum FilterKernel {
    BOX(0.5),
    BILINEAR(1),
    HAMMING(1),
    BICUBIC(2),
    LANCZOS(3);

    /** Keys' parameter; Pillow's choice. */
    private static final double BICUBIC_A = -0.5;

    /** The two terms of the Hamming window, which Pillow rounds to float; a weight in a thousand shows the difference. */
    private static final double HAMMING_CONSTANT = 0.54f;

    private static final double HAMMING_COSINE = 0.46f;

    final double support;

    FilterKernel(double support) {
        this.support = support;
    }

    /** Returns the weight of a sample at a distance from the center. */
    double weight(double x) {
        return switch (this) {
            case BOX -> x > -support && x <= support ? 1 : 0;
            case BILINEAR -> Math.max(0, 1 - Math.abs(x));
            case HAMMING -> hamming(Math.abs(x));
            case BICUBIC -> bicubic(Math.abs(x));
            case LANCZOS -> x >= -support && x < support ? sinc(x) * sinc(x / support) : 0;
        };
    }

    private static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double angle = x * Math.PI;
        return Math.sin(angle) / angle;
    }

    private static double hamming(double distance) {
        if (distance >= 1) {
            return 0;
        }
        return sinc(distance) * (HAMMING_CONSTANT + HAMMING_COSINE * Math.cos(distance * Math.PI));
    }

    private static double bicubic(double distance) {
        double d = distance;
        if (d < 1) {
            return ((BICUBIC_A + 2) * d - (BICUBIC_A + 3)) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * BICUBIC_A : 0;
    }
}
