package io.github.segmentation4j.onnx.internal.graph;

import java.util.Optional;

/**
 * How far a value of a graph looks into the image, along the axis along which it looks farther.
 *
 * @param step pixels of the image from one sample to the next
 * @param radius how many pixels to each side of its place a sample may depend on, at most; infinite where it may be all
 * @param stride a multiple of all whole steps up to this value
 * @param channelsLast true if the axes are N,H,W,C, false if they are N,C,H,W
 * @param reason why the radius is infinite; empty otherwise
 */
record Reach(double step, double radius, long stride, boolean channelsLast, Optional<String> reason) {

    /** Returns that of the image itself. */
    static Reach image(boolean channelsLast) {
        return new Reach(1, 0, 1, channelsLast, Optional.empty());
    }

    /** Returns that of a window that moves over this value. */
    Reach window(double pixels, double newStep) {
        long whole = newStep >= 1 ? (long) Math.ceil(newStep) : 1;
        return new Reach(newStep, radius + pixels, commonMultiple(stride, whole), channelsLast, reason);
    }

    /** Returns that of something that depends on the whole of this value. */
    Reach everything(String why) {
        return new Reach(step, Double.POSITIVE_INFINITY, stride, channelsLast, reason.or(() -> Optional.of(why)));
    }

    /** Returns the same with the axes in the other order. */
    Reach transposed() {
        return new Reach(step, radius, stride, !channelsLast, reason);
    }

    /** Returns that of two values which are combined sample by sample. */
    Reach with(Reach other) {
        return new Reach(
                Math.min(step, other.step),
                Math.max(radius, other.radius),
                commonMultiple(stride, other.stride),
                channelsLast,
                reason.or(other::reason));
    }

    private static long commonMultiple(long a, long b) {
        long divisor = a;
        for (long rest = b; rest > 0; ) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return a / divisor * b;
    }
}
