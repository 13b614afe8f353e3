package io.github.segmentation4j.onnx.internal.graph;

import java.util.Optional;

/**
 * How far a value of a graph looks into the image, along the axis along which it looks farther.
 *
 * @param step pixels of the image from one sample to the next; below 0 where the graph computes a size while it runs, and then
 *     the step before that, negated
 * @param radius how many pixels to each side of its place a sample may depend on, at most; infinite where it may be all
 * @param coarsest the greatest step of all values before it
 * @param reason why the radius is infinite or the step unknown; empty otherwise
 */
record Reach(double step, double radius, double coarsest, Optional<String> reason) {

    /** Why a radius is infinite behind a resize of which nothing is known. */
    static final String COMPUTED_SIZE = "a size that the graph computes";

    /** Returns that of the image itself. */
    static Reach image() {
        return new Reach(1, 0, 1, Optional.empty());
    }

    /** Returns that of a window that moves over this value. */
    Reach window(double pixels, double newStep) {
        return new Reach(newStep, radius + pixels, Math.max(coarsest, newStep), reason);
    }

    /** Returns that of something that depends on the whole of this value. */
    Reach everything(String why) {
        return new Reach(step, Double.POSITIVE_INFINITY, coarsest, reason.or(() -> Optional.of(why)));
    }

    /** Returns the same with samples at steps that only a run tells. */
    Reach ofUnknownStep() {
        return new Reach(-Math.abs(step), radius, coarsest, reason);
    }

    boolean isOfUnknownStep() {
        return step < 0;
    }

    /** Returns that of two values which are combined sample by sample. */
    Reach with(Reach other) {
        // Of what is combined with samples that lie closer, the samples were made to lie as close: nothing was skipped.
        boolean closer = isOfUnknownStep() == other.isOfUnknownStep() || step + other.step <= 0;
        Reach both = new Reach(
                isOfUnknownStep() == other.isOfUnknownStep() ? Math.min(step, other.step) : Math.max(step, other.step),
                Math.max(radius, other.radius),
                Math.max(coarsest, other.coarsest),
                reason.or(other::reason));
        return closer ? both : both.everything(COMPUTED_SIZE);
    }
}
