package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OneSide;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.Optional;

/**
 * Decides to what size an image is brought, what is cut off it and what is put around it, so that the graph takes the
 * result.
 *
 * <p>A rule that is said of this very model and that the graph cannot follow is an error. A rule of the checkpoint that it
 * was exported from, or of a preset, gives way: a graph of fixed size gets the image stretched to that, as mmdeploy does it
 * for its exports, and one with a single fixed side the image scaled to that side.
 */
final class SizeResolution {
    private static final String OTHERS = "any other size";

    /** A side for which rules are tried before there is an image. */
    private static final int ANY_SIDE = 64;

    private final Decisions decisions;
    private final TensorSpec tensor;
    private final int rowAxis;
    private final int columnAxis;
    private final Crop crop;
    private final Padding padding;

    /** True if the graph has replaced the rule, so that what was said for its result does not apply. */
    private boolean replaced;

    SizeResolution(Decisions decisions, TensorSpec tensor, TensorLayout layout) {
        this.decisions = decisions;
        this.tensor = tensor;
        rowAxis = layout.rowAxis();
        columnAxis = layout.columnAxis();
        crop = decisions.said(ModelSpec::crop).map(Known::value).orElse(Crop.none());
        padding = decisions.said(ModelSpec::padding).map(Known::value).orElse(Padding.none());
    }

    /** Returns the rule, or nothing if nobody knows it. */
    Optional<SizeRule> size() {
        checkSides();
        Optional<Known<SizeRule>> said = decisions.said(ModelSpec::size);
        Optional<Known<SizeRule>> stated = decisions.said(ModelSpec::size, Statement.Certainty.STATED);
        if (stated.isPresent()) {
            check(stated.get());
            return Optional.of(decisions.decide("size", stated.get(), ModelSpec::size, ""));
        }
        Optional<Known<SizeRule>> fitting = said.filter(known -> known.value() instanceof SizeRule.AsIs
                ? isOpen()
                : fixed(known.value()).filter(this::isTaken).isPresent());
        if (fitting.isPresent()) {
            return Optional.of(decisions.decide("size", fitting.get(), ModelSpec::size, ""));
        }
        Optional<Known<SizeRule>> byGraph = byGraph();
        if (byGraph.isPresent()) {
            replaced = true;
            return Optional.of(decisions.decide(
                    "size", byGraph.get(), ModelSpec::size, "a keep-ratio rule with padding to what it takes"));
        }
        if (said.isEmpty() && tensor.elementType().orElseThrow() == ElementType.UINT8) {
            String origin = "default for uint8: the graph takes images as they are";
            return Optional.of(decisions.decide("size", new Known<>(SizeRule.asIs(), origin), OTHERS));
        }
        if (said.isEmpty()) {
            decisions.miss("the size at which it sees an image, since its graph takes many", "size", "input.size");
        }
        return said.map(known -> decisions.decide("size", known, OTHERS));
    }

    /** Decides what is cut off. */
    Crop crop() {
        Crop none = Crop.none();
        return replaced && !crop.equals(none)
                ? decisions.decide("crop", new Known<>(none, "the graph: it takes no other size"), ModelSpec::crop, "")
                : decisions.decide("crop", ModelSpec::crop, none, "");
    }

    /** Decides what is put around. */
    Padding padding() {
        Padding none = Padding.none();
        boolean fits = !replaced
                || !(padding instanceof Padding.Extend extend)
                || isTaken(extend.to().apply(side(columnAxis), side(rowAxis)));
        return fits
                ? decisions.decide("padding", ModelSpec::padding, none, "")
                : decisions.decide(
                        "padding", new Known<>(none, "the graph: it takes no other size"), ModelSpec::padding, "");
    }

    private void checkSides() {
        for (int axis : new int[] {rowAxis, columnAxis}) {
            long length = tensor.shape().get(axis);
            if (!tensor.isFree(axis) && (length < 1 || length > Integer.MAX_VALUE)) {
                throw new InvalidModelException(decisions.model() + " takes " + tensor
                        + ", which no image fits: export it with sides of 1 to " + Integer.MAX_VALUE
                        + " pixels, or free ones");
            }
        }
    }

    /** Returns the rule that the graph's own sides make, if it fixes any. */
    private Optional<Known<SizeRule>> byGraph() {
        boolean freeWidth = tensor.isFree(columnAxis);
        boolean freeHeight = tensor.isFree(rowAxis);
        if (freeWidth && freeHeight) {
            return Optional.empty();
        }
        if (!freeWidth && !freeHeight) {
            SizeRule fixed = SizeRule.fixed(side(columnAxis), side(rowAxis));
            return Optional.of(new Known<>(fixed, "the graph: it takes no other"));
        }
        return Optional.of(
                freeWidth
                        ? new Known<>(OneSide.height(side(rowAxis)), "the graph: it takes no other height")
                        : new Known<>(OneSide.width(side(columnAxis)), "the graph: it takes no other width"));
    }

    /** Returns the length of a side of the graph's input, and any that it may have where it is free. */
    private int side(int axis) {
        return tensor.isFree(axis) ? ANY_SIDE : Math.toIntExact(tensor.shape().get(axis));
    }

    private boolean isOpen() {
        return tensor.isFree(rowAxis) && tensor.isFree(columnAxis);
    }

    private boolean isTaken(ImageSize size) {
        return tensor.allows(rowAxis, size.height()) && tensor.allows(columnAxis, size.width());
    }

    /** Returns what the network's input measures by a rule and what follows it, if that is known before there is an image. */
    private Optional<ImageSize> fixed(SizeRule rule) {
        if (padding instanceof Padding.Extend extend
                && extend.to() instanceof SizeRule.AtLeast least
                && fitsSquare(rule, least.size())) {
            return Optional.of(least.size());
        }
        SizeRule last = rule;
        if (crop instanceof Crop.Center center) {
            last = new SizeRule.Fixed(center.size());
        }
        Optional<ImageSize> size = constant(last);
        if (padding instanceof Padding.Extend extend) {
            Optional<ImageSize> target = constant(extend.to());
            size = target.isPresent() ? target : size.map(before -> extend.to().apply(before.width(), before.height()));
        }
        return size;
    }

    /** True if a rule fits images into a square of this size, but for those hundreds of times as long as wide. */
    private static boolean fitsSquare(SizeRule rule, ImageSize size) {
        return size.width() == size.height() && rule.equals(SizeRule.shortEdge(size.width(), size.width()));
    }

    /** Returns the one size that a rule gives whatever the image, if it does. */
    private static Optional<ImageSize> constant(SizeRule rule) {
        SizeRule innermost = rule;
        while (innermost instanceof SizeRule.MultipleOf multiple) {
            innermost = multiple.base();
        }
        return innermost instanceof SizeRule.Fixed ? Optional.of(rule.apply(1, 1)) : Optional.empty();
    }

    /** Checks that a rule gives sizes that the graph takes. */
    private void check(Known<SizeRule> rule) {
        if (isOpen() || rule.value() instanceof SizeRule.AsIs) {
            return;
        }
        Optional<ImageSize> size = fixed(rule.value());
        boolean fits = size.isPresent() ? isTaken(size.get()) : tensor.isFree(rowAxis) || tensor.isFree(columnAxis);
        if (!fits) {
            throw new InvalidModelException(decisions.model() + " takes " + tensor + ", images of "
                    + shown(columnAxis) + "x" + shown(rowAxis) + ", but "
                    + rule.origin() + " gives it images of "
                    + size.map(ImageSize::toString).orElse(rule.value().toString())
                    + ": set the size that the graph takes with OnnxSegmenter.Builder.size, pad to it, or export the"
                    + " model with free sizes");
        }
    }

    private String shown(int axis) {
        return tensor.isFree(axis) ? "any" : String.valueOf(tensor.shape().get(axis));
    }
}
