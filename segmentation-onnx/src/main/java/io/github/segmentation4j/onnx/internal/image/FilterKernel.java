package io.github.segmentation4j.onnx.internal.image;

import java.util.function.DoubleUnaryOperator;

/**
 * The continuous kernels of Pillow's filters ({@code src/libImaging/Resample.c}, Pillow 9.4).
 *
 * <p>A kernel is zero beyond its support, given in pixels of the smaller of the two images.
 */
enum FilterKernel {
    BOX(0.5, x -> x > -0.5 && x <= 0.5 ? 1 : 0),
    BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),
    HAMMING(1, FilterKernel::hamming),
    BICUBIC(2, FilterKernel::bicubic),
    LANCZOS(3, x -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0);

    /** Keys' parameter; Pillow's choice. */
    private static final double BICUBIC_A = -0.5;

    /** The two terms of the Hamming window. */
    private static final double HAMMING_CONSTANT = 0.54;

    private static final double HAMMING_COSINE = 0.46;

    final double support;
    private final DoubleUnaryOperator weight;

    FilterKernel(double support, DoubleUnaryOperator weight) {
        this.support = support;
        this.weight = weight;
    }

    /** Returns the weight of a sample at a distance from the center. */
    double weight(double distance) {
        return weight.applyAsDouble(distance);
    }

    private static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double angle = x * Math.PI;
        return Math.sin(angle) / angle;
    }

    private static double hamming(double x) {
        double distance = Math.abs(x);
        if (distance >= 1) {
            return 0;
        }
        return sinc(distance) * (HAMMING_CONSTANT + HAMMING_COSINE * Math.cos(distance * Math.PI));
    }

    private static double bicubic(double x) {
        double d = Math.abs(x);
        if (d < 1) {
            return ((BICUBIC_A + 2) * d - (BICUBIC_A + 3)) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * BICUBIC_A : 0;
    }
}
