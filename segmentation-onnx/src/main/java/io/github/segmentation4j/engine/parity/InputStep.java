package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the network's input that we make of a photo with another program's. */
public final class InputStep {
    /**
     * What two orders of the same arithmetic in float32 may be apart: PyTorch's filters and normalizations computed in
     * float64 stay within it.
     */
    private static final Comparison.Tolerance ROUNDING = new Comparison.Tolerance(1e-6, 2);

    /** What is left once a cause is found, in parts of the largest value: a cause may be computed in another order. */
    private static final double EXPLAINED = 1e-5;

    /** Beyond this many levels of 255 another decoder of the same photo does not go. */
    private static final double FEW_LEVELS = 4;

    private final BufferedImage photo;
    private final Preprocessing steps;

    /** Prepares the comparison of a photo's input by these steps. */
    public InputStep(BufferedImage photo, Preprocessing steps) {
        this.photo = photo;
        this.steps = steps;
    }

    /** Returns the input that we make. */
    public Planes input() {
        return ours().input();
    }

    private Attempt ours() {
        return new Attempt(photo, steps, List.of());
    }

    /** Compares our input with another one, and finds out why they differ. */
    public StepResult compare(ReferenceTensor reference) {
        Planes input = input();
        Planes theirs = reference.planes();
        String compared = "our " + steps.elementType() + " input of " + input.size() + " with " + reference;
        if (theirs.channels() != input.channels()) {
            return StepResult.otherShape(
                    compared,
                    "another shape: " + theirs + " where the network takes " + input.channels()
                            + (input.channels() == 1 ? " channel" : " channels"));
        }
        String layout = reference.layout() == steps.layout()
                ? ""
                : "another layout: the axes are in the order " + reference.layout() + " where the network takes "
                        + steps.layout();
        if (!input.hasShapeOf(theirs)) {
            return StepResult.otherShape(compared, joined(layout, cause(theirs)));
        }
        Comparison found = Comparison.of(input, theirs, ROUNDING);
        if (found.isRounding() && layout.isEmpty()) {
            return StepResult.of(compared, found, "");
        }
        return new StepResult(
                StepResult.Verdict.DIFFERENT,
                compared,
                Optional.of(found),
                0,
                joined(layout, found.isRounding() ? "" : cause(theirs)));
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "; and " + second;
    }

    private String cause(Planes theirs) {
        double range = 1;
        for (float value : theirs.values()) {
            range = Float.isFinite(value) ? Math.max(range, Math.abs(value)) : range;
        }
        InputSearch.Tried nearest =
                InputSearch.nearest(ours(), theirs, new Comparison.Tolerance(EXPLAINED * range, ROUNDING.ulps()));
        Comparison left = nearest.comparison();
        List<String> changes = nearest.attempt().changes();
        if (left == null) {
            return "none of the usual ones: no size rule that was tried gives " + theirs.size();
        }
        if (nearest.explains()) {
            return String.join("; and ", changes)
                    + (left.isEqual()
                            ? "; with that, both inputs are equal"
                            : "; with that, both inputs are equal but for rounding");
        }
        String rest = rest(left, nearest.attempt().steps().normalization(), theirs);
        return changes.isEmpty()
                ? rest
                : String.join("; and ", changes) + "; with that, they are at most " + Numbers.text(left.largest())
                        + " and on average " + Numbers.text(left.mean()) + " apart, for which there is " + rest;
    }

    /** Says what is known of differences that no change of the steps explains. */
    private static String rest(Comparison left, Normalization normalization, Planes theirs) {
        double perLevel = Double.POSITIVE_INFINITY;
        for (double std : normalization.std()) {
            perLevel = Math.min(perLevel, Math.abs(normalization.scale()) / std);
        }
        double levels = left.largest() / perLevel;
        if (levels <= FEW_LEVELS) {
            return String.format(
                    Locale.ROOT,
                    "none of the usual causes, but the differences are of at most %.1f of 255 levels, as small as another"
                            + " decoder of a JPEG photo or another release of a filter makes them: save the photo as PNG"
                            + " and compare that",
                    levels);
        }
        return "none of the usual causes: channel order, normalization, filter, size, crop, padding, precision,"
                + " transparency and turned photos were tried on the " + theirs.size() + " input";
    }
}
