package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.SizeRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code size} of a {@code preprocessor_config.json} and the rule that its processor makes of it, as
 * {@code get_size_dict} in {@code transformers/image_processing_utils.py} and the processors' {@code resize} do, 5.18.
 */
final class HuggingFaceSize {
    static final String HEIGHT = "height";
    static final String WIDTH = "width";
    static final String SHORTEST = "shortest_edge";
    static final String LONGEST = "longest_edge";
    static final String MAX_HEIGHT = "max_height";
    static final String MAX_WIDTH = "max_width";

    private static final String SIZE = "size";
    private static final String MAX_SIZE = "max_size";

    private static final Set<Set<String>> POSSIBLE_KEYS = Set.of(
            Set.of(HEIGHT, WIDTH),
            Set.of(SHORTEST),
            Set.of(SHORTEST, LONGEST),
            Set.of(LONGEST),
            Set.of(MAX_HEIGHT, MAX_WIDTH));

    /** ConvNeXt's processor crops below this edge, and stretches from it on ({@code image_processing_convnext.py}). */
    private static final int CONVNEXT_STRETCHED_EDGE = 384;

    /** The part of an image that ConvNeXt's crop keeps unless its file says another. */
    private static final double CONVNEXT_CROP = 224 / 256.0;

    private final JsonFields steps;
    private final HuggingFaceProcessor processor;
    private final Map<String, Integer> sides;

    private HuggingFaceSize(JsonFields steps, HuggingFaceProcessor processor, Map<String, Integer> sides) {
        this.steps = steps;
        this.processor = processor;
        this.sides = sides;
    }

    /** Reads the size of a file, or the processor's own if it gives none. */
    static HuggingFaceSize of(JsonFields steps, HuggingFaceProcessor processor) {
        Map<String, Integer> sides = steps.has(SIZE) ? given(steps, processor) : own(steps, processor);
        return new HuggingFaceSize(steps, processor, sides);
    }

    private static Map<String, Integer> own(JsonFields steps, HuggingFaceProcessor processor) {
        boolean other = !processor.isOfTransformers();
        if (other || (steps.isNull(SIZE) && !processor.isOfMaskFormer())) {
            if (flag(steps, processor, "do_resize", true)) {
                throw steps.invalid("resizes, but has no size: add one, for example {\"shortest_edge\": 512}");
            }
            return Map.of();
        }
        Map<String, Integer> sides = new HashMap<>(processor.size);
        if (processor.isOfMaskFormer()) {
            steps.integer(MAX_SIZE).ifPresent(most -> sides.put(LONGEST, most));
        }
        return sides;
    }

    private static Map<String, Integer> given(JsonFields steps, HuggingFaceProcessor processor) {
        if (steps.isNumber(SIZE)) {
            return number(steps, processor);
        }
        if (steps.isList(SIZE)) {
            List<Integer> size = steps.integers(SIZE).orElseThrow();
            if (size.size() != 2) {
                throw steps.wrong(SIZE, "height and width");
            }
            return Map.of(HEIGHT, size.get(0), WIDTH, size.get(1));
        }
        JsonFields size = steps.object(SIZE).orElseThrow();
        if (!POSSIBLE_KEYS.contains(size.keys())) {
            throw steps.wrong(
                    SIZE, "shortest_edge with or without longest_edge, max_height and max_width, or height and width");
        }
        Map<String, Integer> sides = new HashMap<>();
        size.keys().forEach(key -> sides.put(key, size.requiredInteger(key)));
        if (!processor.isOfTransformers() && sides.keySet().equals(Set.of(SHORTEST))) {
            steps.integer(MAX_SIZE).ifPresent(most -> sides.put(LONGEST, most));
        }
        return sides;
    }

    private static Map<String, Integer> number(JsonFields steps, HuggingFaceProcessor processor) {
        int pixels = steps.requiredInteger(SIZE);
        if (!processor.isOfTransformers()) {
            throw steps.wrong(SIZE, "an object, since only known image processors tell what a bare number means,");
        }
        boolean square = !processor.readsMaxSize()
                && flag(steps, processor, "default_to_square", processor.takesNumberForSquare());
        if (square) {
            return Map.of(HEIGHT, pixels, WIDTH, pixels);
        }
        Optional<Integer> most = processor.readsMaxSize() ? steps.integer(MAX_SIZE) : Optional.empty();
        if (processor == HuggingFaceProcessor.DETR) {
            most = most.or(() -> Optional.ofNullable(processor.size.get(LONGEST)));
        }
        return most.map(longest -> Map.of(SHORTEST, pixels, LONGEST, longest))
                .orElseGet(() -> Map.of(SHORTEST, pixels));
    }

    /** Returns a switch; known processors take a null for off, since it hides their own value. */
    static boolean flag(JsonFields steps, HuggingFaceProcessor processor, String key, boolean otherwise) {
        boolean hidden = processor.isOfTransformers() && steps.isNull(key);
        return !hidden && steps.flag(key, otherwise);
    }

    /** Returns the rule that brings an image to this size. */
    SizeRule rule() {
        return steps.made(SIZE, this::ofProcessor);
    }

    private SizeRule ofProcessor() {
        return switch (processor) {
            case MASKFORMER, MASK2FORMER -> ofQueries();
            case DETR -> ofDetr();
            case TRANSFORMERS_JS -> ofTransformersJs();
            case DPT -> ofDpt();
            case CONVNEXT -> ofConvNext();
            case SAPIENS2 ->
                flag(steps, processor, "do_pad", false)
                        ? within(sides(HEIGHT, WIDTH, "height and width"), SizeRule.WithinBox.Rounding.DOWN)
                        : plain();
            default -> plain();
        };
    }

    private SizeRule plain() {
        Optional<Integer> shortest = Optional.ofNullable(sides.get(SHORTEST));
        Optional<Integer> longest = Optional.ofNullable(sides.get(LONGEST));
        if (shortest.isPresent()) {
            int edge = shortest.get();
            return longest.map(limit -> SizeRule.shortEdge(edge, limit)).orElseGet(() -> SizeRule.shortEdge(edge));
        }
        if (longest.isPresent()) {
            if (processor.isOfTransformers()) {
                throw wrong("a shortest_edge beside it, max_height and max_width, or height and width");
            }
            return SizeRule.longEdge(longest.get());
        }
        return sides.containsKey(MAX_HEIGHT)
                ? within(sides(MAX_HEIGHT, MAX_WIDTH, ""), SizeRule.WithinBox.Rounding.DOWN)
                : new SizeRule.Fixed(sides(HEIGHT, WIDTH, "height and width"));
    }

    private static SizeRule within(ImageSize box, SizeRule.WithinBox.Rounding rounding) {
        return new SizeRule.WithinBox(box, rounding);
    }

    private SizeRule ofQueries() {
        if (sides.keySet().equals(Set.of(SHORTEST))) {
            throw wrong("a longest_edge beside the shortest_edge (1333 is what transformers 4 took)");
        }
        if (steps.isNull("size_divisor")) {
            throw steps.wrong("size_divisor", "a number, 0 for none,");
        }
        int divisor = steps.integer("size_divisor").orElse(HuggingFaceProcessor.QUERIES_DIVISOR);
        return divisor > 0 ? plain().multipleOf(divisor) : plain();
    }

    private SizeRule ofDetr() {
        if (sides.keySet().equals(Set.of(SHORTEST))) {
            throw wrong("a longest_edge beside the shortest_edge");
        }
        return plain();
    }

    /** Cuts both edges to multiples, {@code enforce_size_divisibility}, unless width and height are given. */
    private SizeRule ofTransformersJs() {
        SizeRule rule = plain();
        Optional<Integer> divisor = steps.integer("size_divisibility").or(() -> steps.integer("size_divisor"));
        return divisor.isEmpty() || rule instanceof SizeRule.Fixed ? rule : rule.multipleBelow(divisor.get());
    }

    /** DPT takes a width and a height as a hint and rounds to multiples. */
    private SizeRule ofDpt() {
        ImageSize aim = sides(HEIGHT, WIDTH, "height and width");
        int multiple = steps.integer("ensure_multiple_of").orElse(1);
        if (multiple < 1 || steps.isNull("ensure_multiple_of")) {
            throw steps.wrong("ensure_multiple_of", "a number of pixels, at least 1,");
        }
        if (flag(steps, processor, "keep_aspect_ratio", false)) {
            return new SizeRule.Nearest(aim, multiple, true);
        }
        if (isBetweenMultiples(aim.width(), multiple) || isBetweenMultiples(aim.height(), multiple)) {
            return new SizeRule.Nearest(aim, multiple, false);
        }
        return SizeRule.fixed(rounded(aim.width(), multiple), rounded(aim.height(), multiple));
    }

    /** True if the last digit of the scaled side, and so the size of the image, decides to which multiple it is rounded. */
    private static boolean isBetweenMultiples(int side, int multiple) {
        return 2L * (side % multiple) == multiple;
    }

    private static int rounded(int side, int multiple) {
        double rounded = Math.max(1, Math.rint((double) side / multiple)) * multiple;
        if (rounded > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "A side of " + rounded + " pixels was given, but at most " + Integer.MAX_VALUE + " are possible");
        }
        return (int) rounded;
    }

    private SizeRule ofConvNext() {
        if (!sides.containsKey(SHORTEST)) {
            throw wrong("shortest_edge");
        }
        int edge = sides.get(SHORTEST);
        if (edge >= CONVNEXT_STRETCHED_EDGE) {
            return SizeRule.fixed(edge, edge);
        }
        double part = steps.number("crop_pct").orElse(CONVNEXT_CROP);
        double longer = edge / part;
        if (steps.isNull("crop_pct") || !(part > 0) || !(longer >= 1) || longer > Integer.MAX_VALUE) {
            throw steps.wrong("crop_pct", "the part of the short edge that a crop keeps, above 0 and at most 1,");
        }
        return SizeRule.shortEdge((int) longer);
    }

    /** Returns the square that ConvNeXt's processor keeps of what it resizes. */
    Optional<Crop> cropOfConvNext() {
        Integer edge = sides.get(SHORTEST);
        return processor == HuggingFaceProcessor.CONVNEXT && edge != null && edge < CONVNEXT_STRETCHED_EDGE
                ? Optional.of(Crop.center(edge, edge))
                : Optional.empty();
    }

    /** Returns the size to which EoMT's processor scales masks, and pads images if it is told to. */
    Optional<ImageSize> ofEomtMasks() {
        Integer height = sides.get(SHORTEST);
        if (height == null) {
            return Optional.empty();
        }
        Integer width = sides.get(LONGEST);
        return Optional.of(steps.made(SIZE, () -> new ImageSize(width == null ? height : width, height)));
    }

    /** Returns the width and the height. */
    ImageSize box() {
        return steps.made(SIZE, () -> sides(HEIGHT, WIDTH, "height and width"));
    }

    private ImageSize sides(String heightKey, String widthKey, String expected) {
        Integer height = sides.get(heightKey);
        Integer width = sides.get(widthKey);
        if (height == null || width == null) {
            throw wrong(expected);
        }
        return new ImageSize(width, height);
    }

    private InvalidModelException wrong(String expected) {
        return steps.has(SIZE) ? steps.wrong(SIZE, expected) : steps.missing(SIZE, expected);
    }
}
