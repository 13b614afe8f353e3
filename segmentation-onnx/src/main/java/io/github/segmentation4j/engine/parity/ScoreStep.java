package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.engine.argmax.WindowGrid;
import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.TensorLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares the scores that the network gives here with those that it gave another program. */
public final class ScoreStep {
    /**
     * How far the scores of one network for one input may be apart, in parts of the largest score: sums of thousands of
     * products in float32 depend on the order in which a processor adds them up.
     */
    private static final double ROUNDING = 1e-4;

    /** The same for networks that compute in half precision. */
    private static final double HALF_ROUNDING = 2e-2;

    /** A cause counts if at most this share of the mean difference is left. */
    private static final double WORTH_NAMING = 0.1;

    private final Planes ours;
    private final TensorLayout layout;
    private final boolean half;

    /**
     * Prepares a comparison.
     *
     * @param ours the network's scores
     * @param layout the order of the axes in which it gives them
     * @param type the type in which it gives them
     */
    public ScoreStep(Planes ours, TensorLayout layout, ElementType type) {
        this.ours = ours;
        this.layout = layout;
        this.half = type == ElementType.FLOAT16 || type == ElementType.BFLOAT16;
    }

    /**
     * Compares the scores with other ones, and finds out why they differ.
     *
     * @param input what they were computed of, for the report
     * @param otherInput gives the scores of our own input where these are those of the other program's; empty if these
     *     are already those of our own
     */
    public StepResult compare(ReferenceTensor reference, String input, Optional<Supplier<Planes>> otherInput) {
        Planes theirs = reference.planes();
        String compared = "the network's scores, " + ours + ", of " + input + " with " + reference;
        Comparison.Tolerance tolerance = tolerance(theirs, half ? HALF_ROUNDING : ROUNDING);
        if (!ours.hasShapeOf(theirs)) {
            return StepResult.otherShape(compared, otherShape(theirs, tolerance));
        }
        String order = theirs.channels() == 1 || reference.layout() == layout
                ? ""
                : "another layout: the axes are in the order " + reference.layout() + " where the network gives "
                        + layout;
        Comparison found = Comparison.of(ours, theirs, tolerance);
        if (found.isRounding()) {
            StepResult result = StepResult.of(compared, found, "");
            return order.isEmpty() ? result : StepResult.otherShape(compared, order);
        }
        return StepResult.of(compared, found, cause(reference, found, otherInput));
    }

    private static Comparison.Tolerance tolerance(Planes theirs, double share) {
        float largest = 1;
        for (float value : theirs.values()) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return new Comparison.Tolerance(share * largest, 2);
    }

    private String cause(ReferenceTensor reference, Comparison found, Optional<Supplier<Planes>> otherInput) {
        Planes theirs = reference.planes();
        Map<String, Planes> others = new LinkedHashMap<>();
        if (ours.channels() > 1) {
            others.put("a softmax was applied", Softmax.of(ours));
            others.put("a log-softmax was applied", Softmax.logarithmOf(ours));
        }
        others.put("a sigmoid was applied", mapped(ours, value -> 1 / (1 + Math.exp(-value))));
        otherInput.ifPresent(scores ->
                others.put("the scores are those of our own input, not of the input given beside them", scores.get()));
        others.put("the sign is the opposite", mapped(ours, value -> -value));
        String best = "";
        double mean = WORTH_NAMING * found.mean();
        for (Map.Entry<String, Planes> other : others.entrySet()) {
            if (!other.getValue().hasShapeOf(theirs)) {
                continue;
            }
            double left = Comparison.of(other.getValue(), theirs, tolerance(theirs, ROUNDING))
                    .mean();
            if (left < mean) {
                mean = left;
                best = other.getKey();
            }
        }
        if (best.isEmpty() && ours.channels() > 1) {
            best = before(theirs);
        }
        if (!best.isEmpty()) {
            return best;
        }
        if (isHalf(theirs)
                && found.largest() <= tolerance(theirs, HALF_ROUNDING).absolute()) {
            return "half precision: every score is a float16, and the difference is as small as that makes it";
        }
        return "none of the usual ones: softmax, sigmoid, sign, another size, labels and half precision were tried; compare"
                + " the weights, the output's name and the release of the model";
    }

    /** Finds out whether the network's own output is made of theirs. */
    private String before(Planes theirs) {
        boolean softmax = Comparison.of(ours, Softmax.of(theirs), tolerance(ours, ROUNDING))
                .isRounding();
        return softmax ? "they are the logits before the softmax that this network ends with" : "";
    }

    private String otherShape(Planes theirs, Comparison.Tolerance tolerance) {
        if (theirs.channels() == ours.channels()) {
            Planes scaled = Planes.of(new WindowGrid(
                    ours.grid(),
                    theirs.size().width(),
                    theirs.size().height(),
                    0,
                    0,
                    theirs.size().width(),
                    theirs.size().height()));
            if (Comparison.of(scaled, theirs, tolerance).isRounding()) {
                return "another size: they are the network's scores, scaled bilinearly to " + theirs.size()
                        + "; write them before they are scaled";
            }
            return "another size: " + theirs.size() + " where the network gives " + ours.size() + " for that input";
        }
        if (theirs.size().equals(ours.size())) {
            return otherChannels(theirs, tolerance);
        }
        return "another shape: " + theirs + " where the network gives " + ours;
    }

    private String otherChannels(Planes theirs, Comparison.Tolerance tolerance) {
        if (theirs.channels() == 1) {
            Planes labels = Softmax.argmax(ours);
            Comparison found = Comparison.of(labels, theirs, new Comparison.Tolerance(0, 0));
            if (found.mean() <= WORTH_NAMING) {
                return "they are labels, the argmax of the scores: write the scores";
            }
        }
        int missing = ours.channels() - theirs.channels();
        for (int first = 0; missing > 0 && first <= missing; first++) {
            if (Comparison.of(ours.without(first, missing - first), theirs, tolerance)
                    .isRounding()) {
                return "missing channels: " + first + " at the start and " + (missing - first) + " at the end of the "
                        + ours.channels() + " are left out";
            }
        }
        return "another number of channels: " + theirs.channels() + " where the network gives " + ours.channels()
                + "; compare the outputs' names";
    }

    private static boolean isHalf(Planes planes) {
        for (float value : planes.values()) {
            if (HalfFloats.ofFloat16(HalfFloats.toFloat16(value)) != value) {
                return false;
            }
        }
        return true;
    }

    /** A function of one score. */
    private interface Mapping {
        double of(double value);
    }

    private static Planes mapped(Planes planes, Mapping mapping) {
        float[] values = new float[planes.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) mapping.of(planes.values()[i]);
        }
        return new Planes(planes.channels(), planes.size(), values);
    }
}
