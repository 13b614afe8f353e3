package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.SizeRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The usual ways in which one photo gets inputs of different sizes, or the same size in different ways. */
final class Sizes {
    private static final int[] STRIDES = {8, 14, 16, 32, 64, 128};
    private static final int LETTERBOX_GRAY = 114;
    private static final int WHITE = 255;

    /** Names of one size in a message. */
    private static final int MAX_NAMES = 2;

    private static final System.Logger LOG = System.getLogger(Sizes.class.getName());

    /** Beyond every photo, so that a rule with two edges follows the short one. */
    private static final int NO_LONG_EDGE = Integer.MAX_VALUE;

    private final Preprocessing ours;
    private final int width;
    private final int height;
    private final ImageSize wanted;
    /** Names by what they amount to for this photo: many rules give one size. */
    private final Map<Preprocessing, List<String>> found = new LinkedHashMap<>();

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
        attempt.steps().size().match(new EdgeLengths()).forEach(sizes::addRoundings);
        sizes.addStrides(attempt.steps().size());
        sizes.addStretched();
        sizes.addRoundings(Math.min(wanted.width(), wanted.height()));
        sizes.addRoundings(Math.max(wanted.width(), wanted.height()));
        sizes.addStrides(SizeRule.asIs());
        sizes.addPaddings();
        sizes.addLetterboxes();
        Map<String, Preprocessing> named = new LinkedHashMap<>();
        sizes.found.forEach((steps, names) ->
                named.put(names.stream().limit(MAX_NAMES).collect(Collectors.joining(", or ")), steps));
        return named;
    }

    private void put(String name, Preprocessing steps) {
        try {
            Geometry geometry = Geometry.of(steps, width, height);
            Preprocessing plain = steps.withSize(SizeRule.fixed(geometry.resized()));
            if (!steps.padding().isNone()) {
                plain = plain.withPadding(steps.padding().withTarget(SizeRule.fixed(geometry.network())));
            }
            List<String> names = found.computeIfAbsent(plain, key -> new ArrayList<>());
            if (!names.contains(name)) {
                names.add(name);
            }
        } catch (IllegalArgumentException e) {
            // A padding that would have to shrink the photo, or a side beyond all bounds, is none that anybody has
            // used.
            LOG.log(System.Logger.Level.TRACE, "Not tried: {0}", name);
        }
    }

    private void addWithoutCropOrPadding() {
        if (ours.crop().size().isPresent()) {
            put("the center crop is missing", ours.withCrop(Crop.none()));
        }
        if (!ours.padding().isNone()) {
            put("the padding is missing", ours.withPadding(Padding.none()));
        }
    }

    /** Adds the sizes that one edge gives, the other one rounded in three ways. */
    private void addRoundings(int edge) {
        put(
                "the size is " + SizeRule.shortEdge(edge) + ", the other edge truncated",
                ours.withSize(SizeRule.shortEdge(edge)));
        put(
                "the size is short edge " + edge + ", the other edge rounded to the nearest",
                ours.withSize(SizeRule.withinEdges(edge, NO_LONG_EDGE)));
        addRoundedUp("short edge", edge, (double) edge / Math.min(width, height));
        put(
                "the size is " + SizeRule.longEdge(edge) + ", the other edge truncated",
                ours.withSize(SizeRule.longEdge(edge)));
        put(
                "the size is long edge " + edge + ", the other edge rounded to the nearest",
                ours.withSize(SizeRule.withinBox(edge, edge)));
        addRoundedUp("long edge", edge, (double) edge / Math.max(width, height));
    }

    private void addRoundedUp(String edge, int pixels, double scale) {
        double scaledWidth = Math.ceil(width * scale);
        double scaledHeight = Math.ceil(height * scale);
        if (Math.max(scaledWidth, scaledHeight) <= Integer.MAX_VALUE) {
            put(
                    "the size is " + edge + " " + pixels + ", the other edge rounded up",
                    ours.withSize(SizeRule.fixed((int) scaledWidth, (int) scaledHeight)));
        }
    }

    private void addStrides(SizeRule rule) {
        SizeRule base = rule.unrounded().orElse(rule);
        if (rule.unrounded().isPresent()) {
            put("the size is not rounded to a multiple of a stride", ours.withSize(base));
        }
        for (int stride : STRIDES) {
            for (SizeRule rounded : List.of(base.multipleOf(stride), base.multipleBelow(stride))) {
                put("the size is " + rounded, ours.withSize(rounded));
            }
        }
    }

    /** Adds paddings of the resized and cropped photo, of every kind. */
    private void addPaddings() {
        List<SizeRule> targets = new ArrayList<>();
        ours.padding().target().ifPresent(targets::add);
        for (int stride : STRIDES) {
            targets.add(SizeRule.asIs().multipleOf(stride));
        }
        targets.add(SizeRule.fixed(wanted));
        for (SizeRule target : targets) {
            addPaddings("the padding is ", ours, target);
        }
    }

    private void addLetterboxes() {
        SizeRule within = SizeRule.withinBox(wanted.width(), wanted.height());
        addPaddings(
                "the ratio is kept, " + within + ", the padding is ", ours.withSize(within), SizeRule.fixed(wanted));
    }

    private void addPaddings(String change, Preprocessing steps, SizeRule target) {
        for (PaddingSide side : PaddingSide.values()) {
            Padding empty = Padding.to(target).withSide(side);
            List<Padding> filled = List.of(
                    empty.withInput(0), empty.withGray(0), empty.withGray(LETTERBOX_GRAY), empty.withGray(WHITE));
            for (Padding padding : filled) {
                put(change + padding, steps.withPadding(padding));
            }
        }
    }

    private void addAsIs() {
        put("the photo is not resized", plain().withSize(SizeRule.asIs()));
    }

    private void addStretched() {
        put("the photo is stretched to " + wanted + ", whatever its ratio", plain().withSize(SizeRule.fixed(wanted)));
    }

    private Preprocessing plain() {
        return ours.withCrop(Crop.none()).withPadding(Padding.none());
    }
}
