package io.github.segmentation4j.outline;

/** Douglas and Peucker's way, see {@link Simplification#douglasPeucker}. */
record DouglasPeucker(double tolerance) implements Simplification {
    DouglasPeucker {
        if (!(tolerance >= 0) || tolerance == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "A tolerance of " + tolerance + " pixels was given; it must be 0 or more, and finite");
        }
    }
}
