package io.github.segmentation4j.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a side-car says of sizes: the size rule, the crop and the padding. */
final class SideCarSizes {
    static final Set<String> SIZE = Set.of(
            "width",
            "height",
            "short_edge",
            "longest_edge",
            "long_edge",
            "within_box",
            "within_edges",
            "multiple_of",
            "multiple_below",
            "nearest");
    static final Set<String> PADDING = Set.of("to", "side", "color", "value");

    private static final String AS_IS = "as_is";
    private static final String NONE = "none";
    private static final String FORMS =
            "as_is, or an object with width and height, short_edge, long_edge, within_box or within_edges,";
    private static final int COLORS = 3;

    private SideCarSizes() {}

    static SizeRule size(JsonFields input) {
        return size(input, "size");
    }

    private static SizeRule size(JsonFields parent, String key) {
        if (parent.is(key, String.class)) {
            String text = parent.text(key).orElseThrow();
            if (!text.equals(AS_IS)) {
                throw parent.wrong(key, FORMS, text);
            }
            return SizeRule.asIs();
        }
        if (!parent.is(key, Map.class)) {
            throw parent.wrong(key, FORMS, parent.value(key));
        }
        JsonFields size = parent.object(key).orElseThrow();
        size.refuseKeysBeyond(SIZE, key);
        SizeRule rule = base(parent, key, size);
        if (size.integer("multiple_of").isPresent()) {
            rule = rule.multipleOf(size.integer("multiple_of").get());
        }
        if (size.integer("multiple_below").isPresent()) {
            rule = rule.multipleBelow(size.integer("multiple_below").get());
        }
        return rule;
    }

    private static SizeRule base(JsonFields parent, String key, JsonFields size) {
        Set<String> keys = size.keys();
        keys.removeAll(Set.of("multiple_of", "multiple_below"));
        if (keys.isEmpty()) {
            return SizeRule.asIs();
        }
        if (keys.equals(Set.of("width", "height"))) {
            return SizeRule.fixed(
                    size.integer("width").orElseThrow(), size.integer("height").orElseThrow());
        }
        if (keys.equals(Set.of("short_edge"))) {
            return SizeRule.shortEdge(size.integer("short_edge").orElseThrow());
        }
        if (keys.equals(Set.of("short_edge", "longest_edge"))) {
            return SizeRule.shortEdge(
                    size.integer("short_edge").orElseThrow(),
                    size.integer("longest_edge").orElseThrow());
        }
        if (keys.equals(Set.of("long_edge"))) {
            return SizeRule.longEdge(size.integer("long_edge").orElseThrow());
        }
        if (keys.equals(Set.of("within_box"))) {
            List<Integer> box = pair(size, "within_box", "[width, height]");
            return SizeRule.withinBox(box.get(0), box.get(1));
        }
        if (keys.equals(Set.of("within_edges"))) {
            List<Integer> edges = pair(size, "within_edges", "[long edge, short edge]");
            return SizeRule.withinEdges(edges.get(0), edges.get(1));
        }
        if (keys.equals(Set.of("nearest"))) {
            JsonFields nearest = size.object("nearest").orElseThrow();
            nearest.refuseKeysBeyond(Set.of("width", "height", "multiple"), "nearest");
            return SizeRule.nearest(
                    required(nearest, "width"),
                    required(nearest, "height"),
                    nearest.integer("multiple").orElse(1));
        }
        throw parent.wrong(key, FORMS, keys);
    }

    private static int required(JsonFields fields, String key) {
        return fields.integer(key).orElseThrow(() -> fields.wrong(key, "a whole number", "nothing"));
    }

    private static List<Integer> pair(JsonFields size, String key, String form) {
        List<Integer> pair = size.integers(key).orElseThrow();
        if (pair.size() != 2) {
            throw size.wrong(key, form, pair);
        }
        return pair;
    }

    static Crop crop(JsonFields input) {
        if (input.is("crop", String.class)) {
            String text = input.text("crop").orElseThrow();
            if (!text.equals(NONE)) {
                throw input.wrong("crop", "none, or an object with width and height,", text);
            }
            return Crop.none();
        }
        ImageSize size = sides(input, "crop");
        return Crop.center(size.width(), size.height());
    }

    /** Reads an object with width and height. */
    static ImageSize sides(JsonFields parent, String key) {
        JsonFields sides = parent.object(key).orElseThrow();
        sides.refuseKeysBeyond(Set.of("width", "height"), key);
        if (sides.keys().size() != 2) {
            throw parent.wrong(key, "an object with width and height", sides.keys());
        }
        return new ImageSize(
                sides.integer("width").orElseThrow(), sides.integer("height").orElseThrow());
    }

    static Padding padding(JsonFields input) {
        if (input.is("padding", String.class)) {
            String text = input.text("padding").orElseThrow();
            if (!text.equals(NONE)) {
                throw input.wrong("padding", "none, or an object with to, side, and color or value,", text);
            }
            return Padding.none();
        }
        JsonFields padding = input.object("padding").orElseThrow();
        padding.refuseKeysBeyond(PADDING, "padding");
        if (!padding.keys().contains("to")) {
            throw input.wrong("padding", "a key to, for example {\"multiple_of\": 32},", padding.keys());
        }
        PaddingSide side =
                SideCarReader.choice(padding, "side", PaddingSide.values()).orElse(PaddingSide.BOTTOM_RIGHT);
        return new Padding.Extend(size(padding, "to"), side, fill(input, padding));
    }

    private static Padding.Fill fill(JsonFields input, JsonFields padding) {
        if (!padding.keys().contains("color")) {
            return new Padding.Fill.Input(padding.number("value").orElse(0.0));
        }
        if (padding.keys().contains("value")) {
            throw input.wrong("padding", "either color or value", padding.keys());
        }
        if (padding.is("color", Number.class)) {
            return Padding.Fill.gray(padding.integer("color").orElseThrow());
        }
        List<Integer> color = padding.integers("color").orElseThrow();
        if (color.size() != COLORS) {
            throw padding.wrong("color", "a gray of 0 to 255, or [red, green, blue],", color);
        }
        return new Padding.Fill.Color(color.get(0), color.get(1), color.get(2));
    }
}
