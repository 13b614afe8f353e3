package io.github.segmentation4j.model;

import io.github.segmentation4j.InvalidModelException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
            "input_data_format",
            "return_tensors",
            "device",
            "disable_grouping",
            "do_reduce_labels",
            "reduce_labels");

    /** Keys of the mask-query family that concern training or the words of a task. */
    private static final Set<String> WITHOUT_EFFECT_ON_QUERIES =
            Set.of("ignore_index", "num_labels", "num_text", "class_info_file", "repo_path", "metadata", "do_pad");

    private final String file;
    private final JsonFields steps;
    private final ProcessorBackend backend;
    private final Optional<HuggingFaceProcessor> processor;

    private HuggingFaceSteps(String file, JsonFields steps, ProcessorBackend backend) {
        this.file = file;
        this.backend = backend;
        this.steps = steps;
        this.processor = steps.text("image_processor_type")
                .or(() -> steps.text("feature_extractor_type"))
                .flatMap(HuggingFaceProcessor::named);
    }

    static void read(String file, JsonFields steps, ProcessorBackend backend, ModelSpec.Builder spec) {
        new HuggingFaceSteps(file, steps, backend).read(spec);
    }

    private void read(ModelSpec.Builder spec) {
        refuseWindows();
        boolean crops = steps.flag(
                "do_center_crop",
                processor.filter(known -> known.crop instanceof Crop.Center).isPresent());
        boolean queries = is(HuggingFaceProcessor::isForQueries);
        // Those of queries pad a batch to its largest image, which a single one is, unless they are given a size.
        boolean pads = queries ? steps.has("pad_size") : steps.flag("do_pad", false);
        refuseOtherKeys(crops, pads, queries);
        try {
            boolean resizes = steps.flag("do_resize", true);
            SizeRule size = resizes ? size() : SizeRule.asIs();
            boolean flips = steps.flag("do_flip_channel_order", is(HuggingFaceProcessor::flipsChannels));
            spec.alphaHandling(AlphaHandling.drop())
                    .size(resizes ? stretched(size) : size)
                    .resampling(resampling())
                    .processor(backend)
                    .channelOrder(flips ? ChannelOrder.BGR : ChannelOrder.RGB)
                    .crop(crops ? crop() : Crop.none())
                    .normalization(normalization())
                    .padding(pads ? padding() : Padding.none());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has a value that cannot be used: " + e.getMessage(), e);
        }
    }

    /** EoMT's processor cuts a photo into windows, which no sequence of these steps does. */
    private void refuseWindows() {
        for (String key : List.of("image_processor_type", "feature_extractor_type")) {
            if (steps.text(key)
                    .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("eomt"))
                    .isPresent()) {
                throw steps.wrong(key, "a processor that gives a network the photo as a whole");
            }
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
            known.addAll(Set.of("pad_size", "size_divisor", "size_divisibility"));
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
        if (steps.isList("size")) {
            List<Integer> size = steps.integers("size").orElseThrow();
            if (size.size() != 2) {
                throw steps.wrong("size", "height and width");
            }
            return sides(size.get(1), size.get(0));
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
                .or(() -> known.size instanceof SizeRule.ShortEdgeWithin usual
                        ? Optional.of(usual.longestEdge())
                        : Optional.empty())
                .map(most -> SizeRule.shortEdge(pixels, most))
                .orElseGet(() -> SizeRule.shortEdge(pixels));
    }

    /** Returns the rule for a width and a height, which DPT takes as a hint and rounds to multiples. */
    private SizeRule sides(int width, int height) {
        boolean keepsRatio = isDpt() && steps.flag("keep_aspect_ratio", false);
        int multiple = isDpt() ? steps.integer("ensure_multiple_of").orElse(1) : 1;
        if (multiple < 1) {
            throw steps.wrong("ensure_multiple_of", "a number of pixels, at least 1,");
        }
        if (keepsRatio) {
            return SizeRule.nearest(width, height, multiple);
        }
        return SizeRule.fixed(rounded(width, multiple), rounded(height, multiple));
    }

    /** Returns the multiple nearest to a side, for one half the even one, as Python rounds. */
    private static int rounded(int side, int multiple) {
        double rounded = Math.rint((double) side / multiple) * multiple;
        if (rounded > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "A side of " + rounded + " pixels was given, but at most " + Integer.MAX_VALUE + " are possible");
        }
        return (int) rounded;
    }

    private SizeRule stretched(SizeRule size) {
        Optional<Integer> divisor = processor
                .flatMap(HuggingFaceProcessor::divisor)
                .map(usual -> steps.integer("size_divisor")
                        .or(() -> steps.integer("size_divisibility"))
                        .orElse(usual))
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
        if (divisor.isPresent() && !steps.has("pad_size")) {
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
        if (steps.has("pad_size")) {
            throw steps.wrong("pad_size", "an object with height and width");
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
        Normalization stated = new Normalization(
                scale,
                values("image_mean", usual.map(Normalization::mean)),
                values("image_std", usual.map(Normalization::std)));
        return backend == ProcessorBackend.TORCHVISION && stated.onlyScales() ? divided(scale) : stated;
    }

    /** Returns a normalization that divides by the scale's reciprocal, as torchvision does for means of 0 and deviations of 1. */
    private static Normalization divided(double scale) {
        Double divisor = 1 / scale;
        return new Normalization(1, List.of(0.0, 0.0, 0.0), List.of(divisor, divisor, divisor));
    }

    private List<Double> values(String key, Optional<List<Double>> otherwise) {
        Optional<List<Double>> given = steps.isNumber(key)
                ? steps.number(key).map(value -> Collections.nCopies(Normalization.CHANNELS, value))
                : steps.numbers(key);
        List<Double> values = given.or(() -> otherwise)
                .orElseThrow(() -> new InvalidModelException(file + " normalizes, but has no " + key
                        + ": add the three values of the model's image processor, or \"do_normalize\": false"));
        if (values.size() != Normalization.CHANNELS) {
            throw steps.wrong(key, "a list of 3 numbers, or one for all channels,");
        }
        return values;
    }

    /** Returns the backend's version of the filter. */
    private Resampling resampling() {
        Resampling filter = pillowFilter();
        return backend.version(filter)
                .orElseThrow(() -> steps.wrong(
                        "resample",
                        "a filter that torchvision has, 0 to 3, or the processor " + ProcessorBackend.PIL
                                + ", which has this one,"));
    }

    /** Maps the codes of {@code PIL.Image.Resampling}. */
    private Resampling pillowFilter() {
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
