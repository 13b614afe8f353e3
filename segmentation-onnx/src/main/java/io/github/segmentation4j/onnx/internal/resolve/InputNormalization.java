package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.InputSteps;
import io.github.segmentation4j.onnx.internal.resolve.InputChoice.Chosen;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides how samples become the numbers of a network's input. */
final class InputNormalization {
    /** A mean beyond this belongs to samples from 0 to 255: scaled ones stay within a few units of 0. */
    private static final double MAX_SCALED_MEAN = 10;

    private static final int MAX_SAMPLE = 255;

    /** Whole numbers that an image needs at least to be recognized. */
    private static final int FEWEST_LEVELS = 16;

    /** The formula of a graph that uses its input as it is. */
    private static final String UNTOUCHED = "x";

    private final Decisions decisions;
    private final Statements statements;
    private final GraphEvidence evidence;

    InputNormalization(Decisions decisions, GraphEvidence evidence) {
        this.decisions = decisions;
        this.statements = decisions.statements();
        this.evidence = evidence;
    }

    /** Returns the normalization, or nothing if a part of it is not known, which is noted then. */
    Optional<Normalization> resolve(Chosen input, ElementType type) {
        Optional<Known<List<Double>>> mean = said(ModelSpec::mean, input.channels());
        Optional<Known<List<Double>>> std = said(ModelSpec::std, input.channels());
        Optional<Known<Double>> scale = statements.said(ModelSpec::scale);
        if (mean.isEmpty() && std.isEmpty() && scale.isEmpty() && type == ElementType.UINT8) {
            Source origin = Source.byDefault("default for uint8: the graph takes samples as they are");
            decisions.decide("normalization", new Known<>("none", origin), "");
            return Optional.of(Normalization.none().forChannels(input.channels()));
        }
        String inside = evidence.inputSteps(input.tensor().name())
                .map(Finding::value)
                .map(InputSteps::formula)
                .filter(formula -> !formula.equals(UNTOUCHED))
                .map(formula -> ", beyond the " + formula + " that the graph computes by itself")
                .orElse("");
        String each = input.channels() == Normalization.none().channels()
                ? ""
                : ", one value for each of its " + input.channels() + " channels or one for all";
        if (mean.isEmpty()) {
            decisions.miss("the mean of its input" + inside + each, "mean", "input.mean");
        }
        if (std.isEmpty()) {
            decisions.miss("the standard deviation of its input" + inside + each, "std", "input.std");
        }
        boolean unclear = scale.isEmpty() && isUnclear(input.order(), mean);
        if (mean.isEmpty() || std.isEmpty() || unclear) {
            return Optional.empty();
        }
        checkLevels(type, scale.map(Known::value).orElse(Normalization.UNIT_SCALE), std.get());
        double factor = decisions.decide("scale", ModelSpec::scale, Normalization.UNIT_SCALE, "");
        decisions.decide("mean", mean.get(), ModelSpec::mean, "");
        decisions.decide("std", std.get(), ModelSpec::std, "");
        try {
            return Optional.of(new Normalization(
                    factor,
                    Normalization.forChannels(mean.get().value(), input.channels()),
                    Normalization.forChannels(std.get().value(), input.channels())));
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    decisions.model() + " takes " + input.tensor() + " and cannot be fed with the mean of "
                            + mean.get().origin() + " and the std of "
                            + std.get().origin() + " together: " + e.getMessage(),
                    e);
        }
    }

    /** Returns what is said of each channel; what a preset presumes of another number of channels does not count. */
    private Optional<Known<List<Double>>> said(Function<ModelSpec, Optional<List<Double>>> part, int channels) {
        return statements
                .said(part, Statement.Certainty.STATED)
                .or(() -> statements
                        .said(part)
                        .filter(known -> known.value().size() == channels
                                || known.value().stream().distinct().count() == 1));
    }

    /** True if the default scale may not be meant, which is noted then. */
    private boolean isUnclear(ChannelOrder order, Optional<Known<List<Double>>> mean) {
        if (order == ChannelOrder.BANDS) {
            decisions.miss(
                    "the scale of its input, a factor for samples of 0 to 255 in bands of 8 bits and of 0 to 65535 in"
                            + " bands of 16",
                    "scale",
                    "input.scale");
            return true;
        }
        boolean large = mean.filter(
                        known -> known.value().stream().anyMatch(value -> Math.abs(value) > MAX_SCALED_MEAN))
                .isPresent();
        if (large) {
            decisions.miss(
                    "the scale of its input, 1 if a mean of " + mean.get().value()
                            + " belongs to samples from 0 to 255",
                    "scale",
                    "input.scale");
        }
        return large;
    }

    /** Checks that whole numbers of 8 bits can hold what normalization leaves of 256 samples. */
    private void checkLevels(ElementType type, double scale, Known<List<Double>> std) {
        double largest =
                std.value().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        if (!type.isFloating() && MAX_SAMPLE * Math.abs(scale) / largest < FEWEST_LEVELS) {
            throw new InvalidModelException(decisions.model() + " takes " + type + ", but " + std.origin()
                    + " normalizes samples to fewer than " + FEWEST_LEVELS
                    + " whole numbers: a graph that takes whole numbers normalizes by itself, so give it a scale of 1, a"
                    + " mean of 0 and a std of 1");
        }
    }
}
