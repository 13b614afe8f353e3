package io.github.segmentation4j.onnx.internal.parity;

import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.SizeRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The usual ways in which one photo gets inputs of different sizes, or the same size in different ways. */
final class Sizes {
    private static final int[] STRIDES = {8, 14, 16, 32, 64, 128};
    private static final int LETTERBOX_GRAY = 114;

    /** Beyond every photo, so that a rule with two edges follows the short one. */
    private static final int NO_LONG_EDGE = Integer.MAX_VALUE;

    private final Preprocessing ours;
    private final int width;
    private final int height;
    private final ImageSize wanted;
    private final Map<String, Preprocessing> found = new LinkedHashMap<>();

    private Sizes(Attempt attempt, ImageSize wanted) {
        this.ours = attempt.steps();
        this.width = attempt.image().getWidth();
        this.height = attempt.image().getHeight();
        this.wanted = wanted;
    }

    /**
     * Returns other steps, by what is different about them; not all of them give the wanted size.
     *
     * @param wanted the size that the input should have
     */
    static Map<String, Preprocessing> besides(Attempt attempt, ImageSize wanted) {
        Sizes sizes = new Sizes(attempt, wanted);
        sizes.addWithoutCropOrPadding();
        sizes.addAsIs();
        sizes.addRoundings();
        sizes.addStrides();
        sizes.addPaddings();
        sizes.addLetterboxes();
        sizes.addStretched();
        return sizes.found;
    }

    private void addWithoutCropOrPadding() {
        if (!(ours.crop() instanceof Crop.None)) {
            found.put("the center crop is missing", ours.withCrop(Crop.none()));
        }
        if (!(ours.padding() instanceof Padding.None)) {
            found.put("the padding is missing", ours.withPadding(Padding.none()));
        }
    }

    /** Adds the sizes of our edge and of the edges of the wanted size, each rounded in three ways. */
    private void addRoundings() {
        Set<Integer> edges = new LinkedHashSet<>(edges(ours.size()));
        edges.add(Math.min(wanted.width(), wanted.height()));
        edges.add(Math.max(wanted.width(), wanted.height()));
        for (int edge : edges) {
            found.put(
                    "the size is " + SizeRule.shortEdge(edge) + ", the other edge truncated",
                    ours.withSize(SizeRule.shortEdge(edge)));
            found.put(
                    "the size is short edge " + edge + ", the other edge rounded to the nearest",
                    ours.withSize(SizeRule.withinEdges(NO_LONG_EDGE, edge)));
            addRoundedUp("short edge", edge, (double) edge / Math.min(width, height));
            found.put(
                    "the size is " + SizeRule.longEdge(edge) + ", the other edge truncated",
                    ours.withSize(SizeRule.longEdge(edge)));
            found.put(
                    "the size is long edge " + edge + ", the other edge rounded to the nearest",
                    ours.withSize(SizeRule.withinBox(edge, edge)));
            addRoundedUp("long edge", edge, (double) edge / Math.max(width, height));
        }
    }

    private void addRoundedUp(String edge, int pixels, double scale) {
        double scaledWidth = Math.ceil(width * scale);
        double scaledHeight = Math.ceil(height * scale);
        if (Math.max(scaledWidth, scaledHeight) <= Integer.MAX_VALUE) {
            found.put(
                    "the size is " + edge + " " + pixels + ", the other edge rounded up",
                    ours.withSize(SizeRule.fixed((int) scaledWidth, (int) scaledHeight)));
        }
    }

    private static List<Integer> edges(SizeRule rule) {
        if (rule instanceof SizeRule.ShortEdge edge) {
            return List.of(edge.pixels());
        }
        if (rule instanceof SizeRule.LongEdge edge) {
            return List.of(edge.pixels());
        }
        if (rule instanceof SizeRule.ShortEdgeWithin edge) {
            return List.of(edge.pixels(), edge.longestEdge());
        }
        if (rule instanceof SizeRule.WithinEdges edges) {
            return List.of(edges.shortEdge(), edges.longEdge());
        }
        if (rule instanceof SizeRule.WithinBox within) {
            return List.of(within.box().width(), within.box().height());
        }
        if (rule instanceof SizeRule.Fixed fixed) {
            return List.of(fixed.size().width(), fixed.size().height());
        }
        if (rule instanceof SizeRule.Nearest nearest) {
            return List.of(nearest.size().width(), nearest.size().height());
        }
        return rule instanceof SizeRule.MultipleOf multiple ? edges(multiple.base()) : List.of();
    }

    private void addStrides() {
        List<SizeRule> bases = new ArrayList<>(List.of(ours.size(), SizeRule.asIs()));
        if (ours.size() instanceof SizeRule.MultipleOf multiple) {
            found.put("the size is not rounded to a multiple of a stride", ours.withSize(multiple.base()));
            bases.add(multiple.base());
        }
        for (SizeRule base : bases) {
            for (int stride : STRIDES) {
                SizeRule up = base.multipleOf(stride);
                SizeRule down = base.multipleBelow(stride);
                found.put("the size is " + up, ours.withSize(up));
                found.put("the size is " + down, ours.withSize(down));
            }
        }
    }

    /** Adds paddings of the resized and cropped photo, of every kind. */
    private void addPaddings() {
        List<SizeRule> targets = new ArrayList<>();
        if (ours.padding() instanceof Padding.Extend extend) {
            targets.add(extend.to());
        }
        for (int stride : STRIDES) {
            targets.add(SizeRule.asIs().multipleOf(stride));
        }
        targets.add(new SizeRule.Fixed(wanted));
        for (SizeRule target : targets) {
            addPaddings("the padding is ", ours, target);
        }
    }

    private void addLetterboxes() {
        SizeRule within = SizeRule.withinBox(wanted.width(), wanted.height());
        addPaddings(
                "the ratio is kept, " + within + ", the padding is ",
                ours.withSize(within),
                new SizeRule.Fixed(wanted));
    }

    private void addPaddings(String change, Preprocessing steps, SizeRule target) {
        List<Padding.Fill> fills = List.of(
                new Padding.Fill.Input(0),
                Padding.Fill.gray(0),
                Padding.Fill.gray(LETTERBOX_GRAY),
                Padding.Fill.gray(255));
        for (PaddingSide side : PaddingSide.values()) {
            for (Padding.Fill fill : fills) {
                Padding.Extend padding = new Padding.Extend(target, side, fill);
                found.put(change + padding, steps.withPadding(padding));
            }
        }
    }

    private void addAsIs() {
        found.put("the photo is not resized", plain().withSize(SizeRule.asIs()));
    }

    private void addStretched() {
        found.put(
                "the photo is stretched to " + wanted + ", whatever its ratio",
                plain().withSize(new SizeRule.Fixed(wanted)));
    }

    private Preprocessing plain() {
        return ours.withCrop(Crop.none()).withPadding(Padding.none());
    }
}
