package io.github.segmentation4j.model;

import io.github.segmentation4j.InvalidModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the steps of pre-processing from Hugging Face's {@code preprocessor_config.json}. */
final class HuggingFaceSteps {
    private static final Set<String> STEPS = Set.of(
            "do_resize",
            "size",
            "max_size",
            "resample",
            "do_rescale",
            "rescale_factor",
            "do_normalize",
            "image_mean",
            "image_std",
            "do_flip_channel_order");

    /** Keys that say nothing of the input, or only what holds anyway: RGB, and the layout that the graph states too. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "image_processor_type",
            "feature_extractor_type",
            "processor_class",
            "_valid_processor_keys",
            "do_convert_rgb",
            "data_format",
            "default_to_square",
            "do_reduce_labels",
            "reduce_labels");

    /** Keys of the mask-query family that concern training or the words of a task. */
    private static final Set<String> WITHOUT_EFFECT_ON_QUERIES = Set.of(
            "ignore_index", "num_labels", "num_text", "class_info_file", "repo_path", "metadata", "do_pad", "pad_size");

    private final String file;
    private final JsonFields steps;
    private final Optional<HuggingFaceProcessor> processor;

    private HuggingFaceSteps(String file, JsonFields steps) {
        this.file = file;
        this.steps = steps;
        this.processor = steps.text("image_processor_type")
                .or(() -> steps.text("feature_extractor_type"))
                .flatMap(HuggingFaceProcessor::named);
    }

    static void read(String file, JsonFields steps, ModelSpec.Builder spec) {
        new HuggingFaceSteps(file, steps).read(spec);
    }

    private void read(ModelSpec.Builder spec) {
        boolean crops = steps.flag(
                "do_center_crop",
                processor.filter(known -> known.crop instanceof Crop.Center).isPresent());
        boolean queries = is(HuggingFaceProcessor::stretchesToDivisor);
        boolean pads = !queries && steps.flag("do_pad", false);
        refuseOtherKeys(crops, pads, queries);
        try {
            SizeRule size = steps.flag("do_resize", true) ? size() : SizeRule.asIs();
            boolean flips = steps.flag("do_flip_channel_order", is(HuggingFaceProcessor::flipsChannels));
            spec.alphaHandling(AlphaHandling.drop())
                    .size(queries ? stretched(size) : size)
                    .resampling(resampling())
                    .channelOrder(flips ? ChannelOrder.BGR : ChannelOrder.RGB)
                    .crop(crops ? crop() : Crop.none())
                    .normalization(normalization())
                    .padding(pads ? padding() : Padding.none());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has a value that cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean is(Predicate<HuggingFaceProcessor> property) {
        return processor.filter(property).isPresent();
    }

    private boolean isDpt() {
        return is(type -> type == HuggingFaceProcessor.DPT);
    }

    private void refuseOtherKeys(boolean crops, boolean pads, boolean queries) {
        Set<String> known = new HashSet<>(STEPS);
        known.addAll(WITHOUT_EFFECT);
        if (crops || steps.keys().contains("do_center_crop")) {
            known.addAll(Set.of("do_center_crop", "crop_size"));
        }
        if (pads || steps.keys().contains("do_pad")) {
            known.addAll(Set.of("do_pad", "pad_size", "size_divisor", "size_divisibility"));
        }
        if (queries) {
            known.addAll(WITHOUT_EFFECT_ON_QUERIES);
            known.addAll(Set.of("size_divisor", "size_divisibility"));
        }
        if (isDpt()) {
            known.addAll(Set.of("keep_aspect_ratio", "ensure_multiple_of", "do_pad", "size_divisor"));
        }
        steps.refuseKeysNotUnderstood(known);
    }

    private SizeRule size() {
        if (steps.isNumber("size")) {
            return numberSize();
        }
        Optional<JsonFields> given = steps.object("size");
        if (given.isEmpty()) {
            SizeRule usual = processor
                    .map(known -> known.size)
                    .orElseThrow(() -> new InvalidModelException(
                            file + " resizes, but has no size: add one, for example {\"shortest_edge\": 512}"));
            return usual instanceof SizeRule.Fixed fixed
                    ? sides(fixed.size().width(), fixed.size().height())
                    : usual;
        }
        JsonFields size = given.get();
        Set<String> keys = size.keys();
        if (keys.equals(Set.of("shortest_edge"))) {
            int edge = size.integer("shortest_edge").orElseThrow();
            return steps.integer("max_size")
                    .map(most -> SizeRule.shortEdge(edge, most))
                    .orElseGet(() -> SizeRule.shortEdge(edge));
        }
        if (keys.equals(Set.of("shortest_edge", "longest_edge"))) {
            return SizeRule.shortEdge(
                    size.integer("shortest_edge").orElseThrow(),
                    size.integer("longest_edge").orElseThrow());
        }
        if (keys.equals(Set.of("longest_edge"))) {
            return SizeRule.longEdge(size.integer("longest_edge").orElseThrow());
        }
        if (keys.equals(Set.of("height", "width"))) {
            return sides(
                    size.integer("width").orElseThrow(), size.integer("height").orElseThrow());
        }
        throw steps.wrong("size", "shortest_edge, longest_edge, or height and width");
    }

    private SizeRule numberSize() {
        int pixels = steps.integer("size").orElseThrow();
        HuggingFaceProcessor known = processor.orElseThrow(() ->
                steps.wrong("size", "an object, since only known image processors tell what a bare number means,"));
        if (!known.readsNumberAsShortEdge()) {
            return sides(pixels, pixels);
        }
        return steps.integer("max_size")
                .map(most -> SizeRule.shortEdge(pixels, most))
                .orElseGet(() -> SizeRule.shortEdge(pixels));
    }

    private SizeRule sides(int width, int height) {
        boolean keepsRatio = isDpt() && steps.flag("keep_aspect_ratio", false);
        int multiple = isDpt() ? steps.integer("ensure_multiple_of").orElse(1) : 1;
        if (keepsRatio) {
            return SizeRule.nearest(width, height, multiple);
        }
        if (width % multiple != 0 || height % multiple != 0) {
            throw steps.wrong("ensure_multiple_of", "a divisor of width and height");
        }
        return SizeRule.fixed(width, height);
    }

    private SizeRule stretched(SizeRule size) {
        Optional<Integer> divisor = steps.integer("size_divisor")
                .or(() -> steps.integer("size_divisibility"))
                .or(() -> processor.flatMap(HuggingFaceProcessor::divisor))
                .filter(stride -> stride > 0);
        return divisor.isPresent() ? size.multipleOf(divisor.get()) : size;
    }

    private Crop crop() {
        if (steps.isNumber("crop_size")) {
            int side = steps.integer("crop_size").orElseThrow();
            return Crop.center(side, side);
        }
        Optional<JsonFields> size = steps.object("crop_size");
        if (size.isEmpty()) {
            return processor
                    .map(known -> known.crop)
                    .orElseThrow(() -> new InvalidModelException(file
                            + " crops, but has no crop_size: add one, for example {\"height\": 512, \"width\": 512}"));
        }
        if (!size.get().keys().equals(Set.of("height", "width"))) {
            throw steps.wrong("crop_size", "height and width");
        }
        return Crop.center(
                size.get().integer("width").orElseThrow(),
                size.get().integer("height").orElseThrow());
    }

    private Padding padding() {
        Optional<Integer> divisor = steps.integer("size_divisor").or(() -> steps.integer("size_divisibility"));
        if (divisor.isPresent()) {
            Padding.Extend padding = (Padding.Extend) Padding.toMultipleOf(divisor.get());
            // DPT puts half of the padding on each side.
            return isDpt() ? padding.withSide(PaddingSide.AROUND) : padding;
        }
        Optional<JsonFields> size = steps.isObject("pad_size") ? steps.object("pad_size") : Optional.empty();
        if (size.isPresent() && size.get().keys().equals(Set.of("height", "width"))) {
            return Padding.toSize(
                    size.get().integer("width").orElseThrow(),
                    size.get().integer("height").orElseThrow());
        }
        throw steps.wrong("do_pad", "false, or a size_divisor or a pad_size with height and width beside it,");
    }

    private Normalization normalization() {
        double scale =
                steps.flag("do_rescale", true) ? steps.number("rescale_factor").orElse(Normalization.UNIT_SCALE) : 1;
        if (!steps.flag(
                "do_normalize", processor.map(HuggingFaceProcessor::normalizes).orElse(true))) {
            return new Normalization(scale, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        }
        Optional<Normalization> usual = processor.map(known -> known.normalization);
        return new Normalization(
                scale,
                values("image_mean", usual.map(Normalization::mean)),
                values("image_std", usual.map(Normalization::std)));
    }

    private List<Double> values(String key, Optional<List<Double>> otherwise) {
        List<Double> values = steps.numbers(key)
                .or(() -> otherwise)
                .orElseThrow(() -> new InvalidModelException(file + " normalizes, but has no " + key
                        + ": add the three values of the model's image processor, or \"do_normalize\": false"));
        if (values.size() != Normalization.CHANNELS) {
            throw steps.wrong(key, "a list of 3 numbers");
        }
        return values;
    }

    /** Maps the codes of {@code PIL.Image.Resampling}. */
    private Resampling resampling() {
        Optional<Integer> code = steps.integer("resample");
        if (code.isEmpty()) {
            return processor.map(known -> known.resampling).orElse(Resampling.PILLOW_BILINEAR);
        }
        return switch (code.get()) {
            case 0 -> Resampling.PILLOW_NEAREST;
            case 1 -> Resampling.PILLOW_LANCZOS;
            case 2 -> Resampling.PILLOW_BILINEAR;
            case 3 -> Resampling.PILLOW_BICUBIC;
            case 4 -> Resampling.PILLOW_BOX;
            case 5 -> Resampling.PILLOW_HAMMING;
            default -> throw steps.wrong("resample", "one of Pillow's codes, 0 to 5");
        };
    }
}
