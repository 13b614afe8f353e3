package io.github.segmentation4j.onnx;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.Decisions.Known;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.InputSteps;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how an image enters a network, from what is said of the model and what its graph declares. */
final class InputResolution {
    /** A mean beyond this belongs to samples from 0 to 255: scaled ones stay within a few units of 0. */
    private static final double LARGEST_SCALED_MEAN = 10;

    private static final int MAX_SAMPLE = 255;

    /** Whole numbers that an image needs at least to be recognized. */
    private static final int FEWEST_LEVELS = 16;

    /** The formula of a graph that uses its input as it is. */
    private static final String UNTOUCHED = "x";

    private static final Normalization SAMPLES = Normalization.none();

    private final Decisions decisions;
    private final GraphSignature graph;
    private final GraphEvidence evidence;

    InputResolution(Decisions decisions, GraphSignature graph, GraphEvidence evidence) {
        this.decisions = decisions;
        this.graph = graph;
        this.evidence = evidence;
    }

    /** Returns the plan, or nothing if not even the input is known. */
    Optional<InputPlan> resolve() {
        Optional<TensorSpec> tensor = tensor();
        if (tensor.isEmpty()) {
            return Optional.empty();
        }
        Optional<TensorLayout> layout = layout(tensor.get());
        ElementType type = elementType(tensor.get());
        if (layout.isEmpty()) {
            return Optional.empty();
        }
        SizeResolution frame = new SizeResolution(decisions, tensor.get(), layout.get());
        AlphaHandling alpha = decisions.decide("alpha", ModelSpec::alphaHandling, AlphaHandling.drop(), "");
        ChannelOrder order = decisions.decide("channel order", ModelSpec::channelOrder, ChannelOrder.RGB, "BGR");
        Optional<SizeRule> size = frame.size();
        ProcessorBackend processor = processor();
        Resampling filter = decisions.decide(
                "resampling", spec -> spec.withProcessor(processor).resampling(), processor.bilinear(), "");
        Crop crop = frame.crop();
        Optional<Normalization> normalization = normalization(tensor.get(), type);
        Padding padding = frame.padding();
        Optional<Preprocessing> steps = size.isEmpty() || normalization.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preprocessing(
                        alpha,
                        order,
                        size.get(),
                        filter,
                        crop,
                        normalization.get(),
                        padding,
                        layout.get(),
                        type,
                        processor));
        return Optional.of(new InputPlan(tensor.get(), layout.get(), type, steps));
    }

    /** Decides whose arithmetic it is; of models that have nothing to do with Hugging Face nothing is said of it. */
    private ProcessorBackend processor() {
        return decisions
                .said(ModelSpec::processor)
                .map(known -> decisions.decide("processor", known, ModelSpec::processor, ""))
                .orElse(ProcessorBackend.PIL);
    }

    private Optional<TensorSpec> tensor() {
        Optional<Known<String>> name = decisions.said(ModelSpec::input);
        List<TensorSpec> candidates = name.isPresent()
                ? graph.inputs().stream()
                        .filter(input -> input.name().equals(name.get().value()))
                        .toList()
                : graph.inputs().stream().filter(InputResolution::takesImages).toList();
        if (candidates.isEmpty() || !takesImages(candidates.get(0))) {
            throw new InvalidModelException(decisions.model() + " takes " + GraphSignature.describe(graph.inputs())
                    + name.map(known -> " and " + known.origin() + " names input \"" + known.value() + "\"")
                            .orElse("")
                    + ", but an input of color images, [N,3,H,W] or [N,H,W,3] of float32, float16, bfloat16, uint8 or"
                    + " int8, was expected: export the network with that input");
        }
        if (candidates.size() > 1) {
            decisions.miss(
                    "which of its inputs " + GraphSignature.describe(candidates) + " takes the image",
                    "input",
                    "input.name");
            return Optional.empty();
        }
        TensorSpec tensor = candidates.get(0);
        if (graph.inputs().size() > 1) {
            throw new InvalidModelException(decisions.model() + " takes " + GraphSignature.describe(graph.inputs())
                    + ", but only " + tensor + " can be fed with an image: export the network with that input alone,"
                    + " the others as constants");
        }
        String origin = name.map(Known::origin).orElse("the graph: its only input of images");
        return Optional.of(decisions.decide("input", new Known<>(tensor, origin), ""));
    }

    private static boolean takesImages(TensorSpec input) {
        return input.isImageLike()
                && input.elementType().filter(InputResolution::canHoldImages).isPresent()
                && !possibleLayouts(input).isEmpty();
    }

    private static boolean canHoldImages(ElementType type) {
        return switch (type) {
            case FLOAT32, FLOAT16, BFLOAT16, UINT8, INT8 -> true;
            case FLOAT64, INT32, INT64 -> false;
        };
    }

    /** Returns the layouts in which the channels' axis has length 3, or could have it where none has. */
    private static List<TensorLayout> possibleLayouts(TensorSpec input) {
        List<TensorLayout> exact = new ArrayList<>();
        List<TensorLayout> possible = new ArrayList<>();
        for (TensorLayout layout : TensorLayout.values()) {
            int axis = TensorSpec.channelAxis(layout);
            if (input.allows(axis, Network.CHANNELS)) {
                possible.add(layout);
                if (!input.isFree(axis)) {
                    exact.add(layout);
                }
            }
        }
        return exact.isEmpty() ? possible : exact;
    }

    private Optional<TensorLayout> layout(TensorSpec tensor) {
        List<TensorLayout> possible = possibleLayouts(tensor);
        Optional<Known<TensorLayout>> said = decisions.said(ModelSpec::layout);
        if (said.isPresent() && !possible.contains(said.get().value())) {
            throw new InvalidModelException(decisions.model() + " takes " + tensor + ", but "
                    + said.get().origin() + " says that its layout is "
                    + said.get().value() + ": correct that");
        }
        Optional<Known<TensorLayout>> known = said;
        if (known.isEmpty() && possible.size() == 1) {
            int axis = TensorSpec.channelAxis(possible.get(0));
            known = Optional.of(new Known<>(
                    possible.get(0),
                    tensor.isFree(axis)
                            ? "the graph: no other axis can hold 3 channels"
                            : "the graph: axis " + axis + " has length 3"));
        }
        if (known.isEmpty()) {
            known = evidence.inputLayout(tensor.name())
                    .filter(found -> possible.contains(found.value()))
                    .map(Known::proven);
        }
        if (known.isEmpty()) {
            decisions.miss("the order of the axes of its input " + tensor, "layout", "input.layout");
            return Optional.empty();
        }
        return Optional.of(decisions.decide("layout", known.get(), ModelSpec::layout, ""));
    }

    private ElementType elementType(TensorSpec tensor) {
        ElementType type = tensor.elementType().orElseThrow();
        decisions
                .said(ModelSpec::elementType)
                .filter(said -> said.value() != type)
                .ifPresent(said -> {
                    throw new InvalidModelException(decisions.model() + " takes " + tensor + ", but " + said.origin()
                            + " says that its element type is " + said.value() + ": correct that");
                });
        return decisions.decide("element type", new Known<>(type, "the graph"), "");
    }

    private Optional<Normalization> normalization(TensorSpec tensor, ElementType type) {
        Optional<Known<List<Double>>> mean = decisions.said(ModelSpec::mean);
        Optional<Known<List<Double>>> std = decisions.said(ModelSpec::std);
        Optional<Known<Double>> scale = decisions.said(ModelSpec::scale);
        if (mean.isEmpty() && std.isEmpty() && scale.isEmpty() && type == ElementType.UINT8) {
            String origin = "default for uint8: the graph takes samples as they are";
            decisions.decide("normalization", new Known<>("none", origin), "");
            return Optional.of(SAMPLES);
        }
        String inside = evidence.inputSteps(tensor.name())
                .map(Finding::value)
                .map(InputSteps::formula)
                .filter(formula -> !formula.equals(UNTOUCHED))
                .map(formula -> ", beyond the " + formula + " that the graph computes by itself")
                .orElse("");
        if (mean.isEmpty()) {
            decisions.miss("the mean of its input" + inside, "mean", "input.mean");
        }
        if (std.isEmpty()) {
            decisions.miss("the standard deviation of its input" + inside, "std", "input.std");
        }
        boolean unclear = scale.isEmpty()
                && mean.filter(known -> known.value().stream().anyMatch(value -> Math.abs(value) > LARGEST_SCALED_MEAN))
                        .isPresent();
        if (unclear) {
            decisions.miss(
                    "the scale of its input, 1 if a mean of " + mean.get().value()
                            + " belongs to samples from 0 to 255",
                    "scale",
                    "input.scale");
        }
        if (mean.isEmpty() || std.isEmpty() || unclear) {
            return Optional.empty();
        }
        checkLevels(type, scale.map(Known::value).orElse(Normalization.UNIT_SCALE), std.get());
        double factor = decisions.decide("scale", ModelSpec::scale, Normalization.UNIT_SCALE, "");
        decisions.decide("mean", mean.get(), ModelSpec::mean, "");
        decisions.decide("std", std.get(), ModelSpec::std, "");
        try {
            return Optional.of(
                    new Normalization(factor, mean.get().value(), std.get().value()));
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    decisions.model() + " cannot be fed with the mean of "
                            + mean.get().origin() + " and the std of "
                            + std.get().origin() + " together: " + e.getMessage(),
                    e);
        }
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
