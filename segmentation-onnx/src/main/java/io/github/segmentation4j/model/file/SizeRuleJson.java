package io.github.segmentation4j.model.file;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OneSide;
import io.github.segmentation4j.model.SizeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Size rules as a side-car writes them: a base, and what both sides are rounded to. */
final class SizeRuleJson {
    static final String WIDTH = "width";
    static final String HEIGHT = "height";
    static final String ONLY_WIDTH = "only_width";
    static final String ONLY_HEIGHT = "only_height";
    static final String SHORT_EDGE = "short_edge";
    static final String LONG_EDGE = "long_edge";
    static final String MAX_LONG_EDGE = "max_long_edge";
    static final String WITHIN_BOX = "within_box";
    static final String WITHIN_EDGES = "within_edges";
    static final String MULTIPLE_OF = "multiple_of";
    static final String MULTIPLE_BELOW = "multiple_below";
    static final String NEAREST = "nearest";
    static final String MULTIPLE = "multiple";
    static final String KEEP_RATIO = "keep_ratio";
    static final String ROUNDING = "rounding";
    static final String AT_LEAST = "at_least";
    static final String OF = "of";

    static final Set<String> BOX_KEYS = Set.of(WIDTH, HEIGHT);
    static final Set<String> NEAREST_KEYS = Set.of(WIDTH, HEIGHT, MULTIPLE, KEEP_RATIO);
    static final Set<String> WITHIN_BOX_KEYS = Set.of(WIDTH, HEIGHT, ROUNDING);
    static final Set<String> EDGE_KEYS = Set.of(LONG_EDGE, SHORT_EDGE);
    static final Set<String> KEYS = Set.of(
            WIDTH,
            HEIGHT,
            ONLY_WIDTH,
            ONLY_HEIGHT,
            SHORT_EDGE,
            LONG_EDGE,
            MAX_LONG_EDGE,
            WITHIN_BOX,
            WITHIN_EDGES,
            NEAREST,
            AT_LEAST,
            MULTIPLE_OF,
            MULTIPLE_BELOW,
            OF);

    /** The keys of which one at most says what is rounded; width goes with height. */
    private static final List<String> BASES = List.of(
            WIDTH, ONLY_WIDTH, ONLY_HEIGHT, SHORT_EDGE, LONG_EDGE, WITHIN_BOX, WITHIN_EDGES, NEAREST, AT_LEAST, OF);

    /** How often a size may be rounded; once is usual. */
    private static final int MOST_ROUNDINGS = 16;

    private static final String EXPECTED =
            "\"as_is\" or an object such as {\"width\": 512, \"height\": 512} or {\"short_edge\": 512}";

    private SizeRuleJson() {}

    /** Reads a key that must be there. */
    static SizeRule read(JsonFields parent, String key) {
        return read(parent, key, 0);
    }

    private static SizeRule read(JsonFields parent, String key, int roundings) {
        if (parent.holds(key, SideCarWords.AS_IS)) {
            return SizeRule.asIs();
        }
        if (!parent.isObject(key)) {
            throw parent.has(key) ? parent.wrong(key, EXPECTED) : parent.missing(key, EXPECTED);
        }
        if (roundings > MOST_ROUNDINGS) {
            throw parent.invalid("rounds a size more than " + MOST_ROUNDINGS + " times: round it once");
        }
        JsonFields rule = parent.object(key).orElseThrow();
        rule.refuseKeysBeyond(KEYS);
        SizeRule base = parent.made(key, () -> base(rule, roundings));
        return parent.made(key, () -> rounded(rule, base));
    }

    private static SizeRule base(JsonFields rule, int roundings) {
        List<String> bases = BASES.stream().filter(key -> rule.has(key)).toList();
        if (bases.size() > 1) {
            throw rule.invalid("has both " + bases.get(0) + " and " + bases.get(1) + ": keep one of them");
        }
        String base = bases.isEmpty() ? "" : bases.get(0);
        refuseWithout(rule, HEIGHT, WIDTH, base);
        refuseWithout(rule, MAX_LONG_EDGE, SHORT_EDGE, base);
        return switch (base) {
            case WIDTH -> new SizeRule.Fixed(imageSize(rule));
            case ONLY_WIDTH -> OneSide.width(rule.requiredInteger(ONLY_WIDTH));
            case ONLY_HEIGHT -> OneSide.height(rule.requiredInteger(ONLY_HEIGHT));
            case SHORT_EDGE -> {
                int edge = rule.requiredInteger(SHORT_EDGE);
                yield rule.integer(MAX_LONG_EDGE)
                        .map(limit -> SizeRule.shortEdge(edge, limit))
                        .orElseGet(() -> SizeRule.shortEdge(edge));
            }
            case LONG_EDGE -> SizeRule.longEdge(rule.requiredInteger(LONG_EDGE));
            case WITHIN_BOX -> {
                JsonFields box = rule.object(WITHIN_BOX).orElseThrow();
                box.refuseKeysBeyond(WITHIN_BOX_KEYS);
                yield new SizeRule.WithinBox(
                        imageSize(box),
                        SideCarReader.word(box, ROUNDING, SideCarWords.ROUNDINGS)
                                .orElse(SizeRule.WithinBox.Rounding.NEAREST));
            }
            case AT_LEAST -> new SizeRule.AtLeast(imageSize(rule, AT_LEAST));
            case WITHIN_EDGES -> {
                JsonFields edges = rule.object(WITHIN_EDGES).orElseThrow();
                edges.refuseKeysBeyond(EDGE_KEYS);
                yield SizeRule.withinEdges(edges.requiredInteger(LONG_EDGE), edges.requiredInteger(SHORT_EDGE));
            }
            case NEAREST -> {
                JsonFields aim = rule.object(NEAREST).orElseThrow();
                aim.refuseKeysBeyond(NEAREST_KEYS);
                yield new SizeRule.Nearest(imageSize(aim), aim.integer(MULTIPLE).orElse(1), aim.flag(KEEP_RATIO, true));
            }
            case OF -> read(rule, OF, roundings + 1);
            default -> {
                if (!rule.has(MULTIPLE_OF) && !rule.has(MULTIPLE_BELOW)) {
                    throw rule.invalid("names no size: write " + EXPECTED);
                }
                yield SizeRule.asIs();
            }
        };
    }

    /** Throws if a key is there without the one that gives it a meaning. */
    private static void refuseWithout(JsonFields rule, String key, String needed, String base) {
        if (rule.has(key) && !base.equals(needed)) {
            throw rule.invalid("has " + key + ", but no " + needed + ": add it, or leave out " + key);
        }
    }

    private static SizeRule rounded(JsonFields rule, SizeRule base) {
        Optional<Integer> above = rule.integer(MULTIPLE_OF);
        Optional<Integer> below = rule.integer(MULTIPLE_BELOW);
        if (above.isPresent() && below.isPresent()) {
            throw rule.invalid("has both " + MULTIPLE_OF + " and " + MULTIPLE_BELOW + ": keep one of them");
        }
        return above.map(base::multipleOf)
                .or(() -> below.map(base::multipleBelow))
                .orElse(base);
    }

    /** Reads an object of a width and a height. */
    static ImageSize imageSize(JsonFields parent, String key) {
        JsonFields size = parent.object(key)
                .orElseThrow(() -> parent.missing(key, "an object such as {\"width\": 512, \"height\": 512}"));
        size.refuseKeysBeyond(BOX_KEYS);
        return parent.made(key, () -> imageSize(size));
    }

    private static ImageSize imageSize(JsonFields size) {
        return new ImageSize(size.requiredInteger(WIDTH), size.requiredInteger(HEIGHT));
    }

    /** Returns what {@link #read} reads as this rule. */
    static Object json(SizeRule rule) {
        if (rule instanceof SizeRule.AsIs) {
            return SideCarWords.AS_IS;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (rule instanceof SizeRule.MultipleOf multiple) {
            boolean up = multiple.toward() == SizeRule.MultipleOf.Toward.UP;
            putBase(json, multiple.base());
            json.put(up ? MULTIPLE_OF : MULTIPLE_BELOW, multiple.stride());
        } else {
            putBase(json, rule);
        }
        return json;
    }

    private static void putBase(Map<String, Object> json, SizeRule rule) {
        if (rule instanceof SizeRule.Fixed fixed) {
            json.putAll(json(fixed.size()));
        } else if (rule instanceof OneSide one) {
            json.put(one.side() == OneSide.Side.WIDTH ? ONLY_WIDTH : ONLY_HEIGHT, one.pixels());
        } else if (rule instanceof SizeRule.ShortEdge edge) {
            json.put(SHORT_EDGE, edge.pixels());
        } else if (rule instanceof SizeRule.ShortEdgeWithin edge) {
            json.put(SHORT_EDGE, edge.pixels());
            json.put(MAX_LONG_EDGE, edge.longestEdge());
        } else if (rule instanceof SizeRule.LongEdge edge) {
            json.put(LONG_EDGE, edge.pixels());
        } else if (rule instanceof SizeRule.WithinBox within) {
            Map<String, Object> box = json(within.box());
            if (within.rounding() != SizeRule.WithinBox.Rounding.NEAREST) {
                SideCarWords.word(SideCarWords.ROUNDINGS, within.rounding()).ifPresent(word -> box.put(ROUNDING, word));
            }
            json.put(WITHIN_BOX, box);
        } else if (rule instanceof SizeRule.WithinEdges edges) {
            json.put(WITHIN_EDGES, orderedOf(LONG_EDGE, edges.longEdge(), SHORT_EDGE, edges.shortEdge()));
        } else if (rule instanceof SizeRule.Nearest nearest) {
            Map<String, Object> aim = json(nearest.size());
            aim.put(MULTIPLE, nearest.multiple());
            if (!nearest.keepsRatio()) {
                aim.put(KEEP_RATIO, false);
            }
            json.put(NEAREST, aim);
        } else if (rule instanceof SizeRule.AtLeast least) {
            json.put(AT_LEAST, json(least.size()));
        } else if (rule instanceof SizeRule.MultipleOf) {
            json.put(OF, json(rule));
        }
    }

    static Map<String, Object> json(ImageSize size) {
        return orderedOf(WIDTH, size.width(), HEIGHT, size.height());
    }

    private static Map<String, Object> orderedOf(String first, int a, String second, int b) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(first, a);
        json.put(second, b);
        return json;
    }
}
