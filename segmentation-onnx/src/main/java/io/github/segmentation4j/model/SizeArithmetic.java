package io.github.segmentation4j.model;

/** The arithmetic that size rules share. */
final class SizeArithmetic {
    private SizeArithmetic() {}

    static void positive(String what, int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException(what + " of " + pixels + " pixels was given, but at least 1 is needed");
        }
    }

    static void ordered(int longEdge, int shortEdge) {
        if (longEdge < shortEdge) {
            throw new IllegalArgumentException("A long edge of " + longEdge + " pixels was given with a short edge of "
                    + shortEdge + ", but the long one cannot be shorter");
        }
    }

    /**
     * Returns {@code target * side / otherSide}, truncated, at least 1.
     *
     * <p>Python divides in float64. For products below 2^53 that truncates to the same number: no quotient that is not
     * whole lies so close below a whole one that it would be rounded up to it.
     */
    static int scaled(int target, int side, int otherSide, ImageSize image) {
        return side((long) target * side / otherSide, image);
    }

    /** Returns a side as an int, at least 1. */
    static int side(long side, ImageSize image) {
        if (side > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "An image of " + image + " would get a side of " + side + " pixels: choose another size rule");
        }
        return (int) Math.max(1, side);
    }
}
