package io.github.segmentation4j.engine.tile;

import java.util.OptionalInt;

/**
 * How far a network looks.
 *
 * @param stride the input's pixels from which on a network does the same again: the product of the strides up to its coarsest
 *     scores, at least 1; tiles have to begin at multiples of it
 * @param radius how many pixels to each side of its own place may change a score, at most; empty where all of the image may
 */
public record ReceptiveField(int stride, OptionalInt radius) {
    /** The stride of the networks that have the coarsest scores, of those that are known. */
    private static final int COARSEST_STRIDE = 32;

    /** What is supposed of a network of which nothing is known. */
    public static final ReceptiveField UNKNOWN = new ReceptiveField(COARSEST_STRIDE, OptionalInt.empty());

    /** Checks the numbers. */
    public ReceptiveField {
        if (stride < 1 || radius.orElse(0) < 0) {
            throw new IllegalArgumentException("A stride of " + stride + " and a radius of " + radius + " are none");
        }
    }
}
