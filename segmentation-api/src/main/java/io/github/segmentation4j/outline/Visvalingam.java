package io.github.segmentation4j.outline;

/** Visvalingam and Whyatt's way, see {@link Simplification#visvalingam}. */
record Visvalingam(double minArea) implements Simplification {
    Visvalingam {
        if (!(minArea >= 0) || minArea == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "An area of " + minArea + " pixels was given; it must be 0 or more, and finite");
        }
    }
}
