package io.github.segmentation4j.model.file;

import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the steps of pre-processing from Hugging Face's {@code preprocessor_config.json}, as the processor that it names takes
 * them ({@code image_processing_backends.py} and {@code image_processing_*.py} of {@code transformers}, 5.18).
 */
final class HuggingFaceSteps {
    /** The channels of which the files give means and deviations. */
    private static final int COLORS = 3;

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

    /** Keys of one processor or another; those that know none of them pass over them. */
    private static final Set<String> OF_SOME_PROCESSORS = Set.of(
            "do_center_crop",
            "crop_size",
            "crop_pct",
            "do_pad",
            "pad_size",
            "size_divisor",
            "size_divisibility",
            "keep_aspect_ratio",
            "ensure_multiple_of",
            "do_split_image",
            "ignore_index",
            "num_labels",
            "num_text",
            "class_info_file",
            "repo_path",
            "metadata",
            "_max_size",
            "image_seq_length",
            "format",
            "do_convert_annotations",
            "pad_and_return_pixel_mask",
            "keypoint_heatmap_downscale_factor",
            "keypoint_heatmap_sigma");

    private static final String MEAN = "image_mean";
    private static final String STD = "image_std";

    private final JsonFields steps;
    private final ProcessorBackend backend;
    private final HuggingFaceProcessor processor;

    private HuggingFaceSteps(JsonFields steps, Optional<String> modelType, ProcessorBackend backend) {
        this.steps = steps;
        this.backend = backend;
        this.processor = steps.text("image_processor_type")
                .or(() -> steps.text("feature_extractor_type"))
                .map(HuggingFaceProcessor::named)
                .or(() -> modelType.map(HuggingFaceProcessor::ofModel))
                .orElse(HuggingFaceProcessor.OTHER);
    }

    /**
     * Reads a file.
     *
     * @param modelType what {@code config.json} says that the model is, which tells the processor where the file does not
     * @param backend whose filters and arithmetic the steps mean
     */
    static void read(JsonFields steps, Optional<String> modelType, ProcessorBackend backend, ModelSpec.Builder spec) {
        new HuggingFaceSteps(steps, modelType, backend).read(spec);
    }

    private void read(ModelSpec.Builder spec) {
        refuseWindows();
        boolean crops = flag("do_center_crop", processor.crops());
        refuseOtherKeys(crops);
        boolean resizes = flag("do_resize", true);
        HuggingFaceSize size = HuggingFaceSize.of(steps, processor);
        spec.alphaHandling(AlphaHandling.drop())
                .size(resizes ? size.rule() : SizeRule.asIs())
                .resampling(resampling(resizes))
                .processor(backend)
                .channelOrder(flips() ? ChannelOrder.BGR : ChannelOrder.RGB)
                .crop(crop(crops, resizes ? size.cropOfConvNext() : Optional.empty()))
                .normalization(normalization())
                .padding(padding(size, resizes, crops));
        if (processor == HuggingFaceProcessor.EOMT) {
            size.ofEomtMasks().ifPresent(spec::maskSize);
        }
    }

    private boolean flag(String key, boolean otherwise) {
        return HuggingFaceSize.flag(steps, processor, key, otherwise);
    }

    private boolean isKnown() {
        return processor.isOfTransformers();
    }

    /** EoMT's processor may cut a photo into windows, which no sequence of these steps does. */
    private void refuseWindows() {
        if (processor == HuggingFaceProcessor.EOMT && flag("do_split_image", false)) {
            throw steps.wrong(
                    "do_split_image", "false, since a network is given the photo as a whole, not in windows,");
        }
    }

    private void refuseOtherKeys(boolean crops) {
        Set<String> known = new HashSet<>(STEPS);
        known.addAll(WITHOUT_EFFECT);
        if (isKnown()) {
            known.addAll(OF_SOME_PROCESSORS);
        }
        if (crops || steps.keys().contains("do_center_crop")) {
            known.addAll(Set.of("do_center_crop", "crop_size"));
        }
        if (processor == HuggingFaceProcessor.TRANSFORMERS_JS) {
            known.addAll(Set.of("size_divisor", "size_divisibility"));
        }
        if (steps.keys().contains("do_pad")) {
            known.addAll(Set.of("do_pad", "pad_size", "size_divisor", "size_divisibility"));
        }
        steps.refuseKeysNotUnderstood(known);
    }

    private boolean flips() {
        boolean reads = processor.flipsChannels() || !isKnown();
        return reads && flag("do_flip_channel_order", processor.flipsChannels());
    }

    /** Returns the crop, which a processor that takes no such step must be able to read all the same. */
    private Crop crop(boolean crops, Optional<Crop> ofResizing) {
        if (!crops) {
            return ofResizing.orElse(Crop.none());
        }
        if (ofResizing.isPresent()) {
            throw steps.wrong("do_center_crop", "false, since this processor crops by itself where size is below 384,");
        }
        if (!steps.has("crop_size")) {
            return processor
                    .usualCrop()
                    .filter(usual -> !steps.isNull("crop_size"))
                    .orElseThrow(() -> steps.invalid(
                            "crops, but has no crop_size: add one, for example {\"height\": 512, \"width\": 512}"));
        }
        return processor.readsCrop(backend) ? new Crop.Center(box("crop_size")) : Crop.none();
    }

    /** Returns a width and a height that are given as one number, as a list or as an object. */
    private ImageSize box(String key) {
        if (steps.isNumber(key)) {
            int side = steps.requiredInteger(key);
            return steps.made(key, () -> new ImageSize(side, side));
        }
        if (steps.isList(key)) {
            List<Integer> sides = steps.integers(key).orElseThrow();
            if (sides.size() != 2) {
                throw steps.wrong(key, "height and width");
            }
            return steps.made(key, () -> new ImageSize(sides.get(1), sides.get(0)));
        }
        JsonFields size = steps.object(key).orElseThrow();
        if (!size.keys().equals(Set.of("height", "width"))) {
            throw steps.wrong(key, "height and width");
        }
        int width = size.requiredInteger("width");
        int height = size.requiredInteger("height");
        return steps.made(key, () -> new ImageSize(width, height));
    }

    private Padding padding(HuggingFaceSize size, boolean resizes, boolean crops) {
        boolean pads = flag("do_pad", false);
        return switch (processor) {
            case OTHER, TRANSFORMERS_JS -> pads ? paddingOfOther() : Padding.none();
            case MASKFORMER, MASK2FORMER -> steps.has("pad_size") ? toPadSize() : Padding.none();
            case DETR -> pads && steps.has("pad_size") ? toPadSize() : Padding.none();
            case DPT -> pads ? paddingOfDpt() : Padding.none();
            case EOMT -> pads ? paddingOfEomt(size) : Padding.none();
            case SAPIENS2 -> pads && resizes ? paddingOfSapiens(size, crops) : Padding.none();
            default -> pads && processor.padsToSize() && steps.has("pad_size") ? toPadSize() : Padding.none();
        };
    }

    private Padding toPadSize() {
        ImageSize size = box("pad_size");
        return Padding.toSize(size.width(), size.height());
    }

    private Padding paddingOfOther() {
        Optional<Integer> divisor = steps.integer("size_divisor").or(() -> steps.integer("size_divisibility"));
        if (steps.has("pad_size")) {
            if (!steps.isObject("pad_size")) {
                throw steps.wrong("pad_size", "an object with height and width");
            }
            return toPadSize();
        }
        return divisor.map(stride -> steps.made("size_divisor", () -> Padding.toMultipleOf(stride)))
                .orElseThrow(() -> steps.wrong(
                        "do_pad", "false, or a size_divisor or a pad_size with height and width beside it,"));
    }

    /** DPT puts half of the padding on each side; without a divisor its processor for Pillow does nothing. */
    private Padding paddingOfDpt() {
        if (!steps.has("size_divisor") && backend == ProcessorBackend.PIL) {
            return Padding.none();
        }
        int divisor = steps.requiredInteger("size_divisor");
        return steps.made(
                "size_divisor", () -> ((Padding.Extend) Padding.toMultipleOf(divisor)).withSide(PaddingSide.AROUND));
    }

    /** EoMT pads with black, before normalization, what is smaller than its masks. */
    private Padding paddingOfEomt(HuggingFaceSize size) {
        ImageSize to =
                size.ofEomtMasks().orElseThrow(() -> steps.wrong("size", "shortest_edge with or without longest_edge"));
        return new Padding.Extend(new SizeRule.AtLeast(to), PaddingSide.BOTTOM_RIGHT, Padding.Fill.gray(0));
    }

    /** Sapiens2 pads with black, before normalization, half of it on each side. */
    private Padding paddingOfSapiens(HuggingFaceSize size, boolean crops) {
        if (crops) {
            throw steps.wrong("do_center_crop", "false, since padding comes before a crop in this processor,");
        }
        return new Padding.Extend(new SizeRule.Fixed(size.box()), PaddingSide.AROUND, Padding.Fill.gray(0));
    }

    private Normalization normalization() {
        double scale = flag("do_rescale", true) ? scale() : 1;
        boolean normalizes = processor.readsNormalization() && flag("do_normalize", processor.normalizes());
        if (!normalizes) {
            refuseBytes(scale);
            return made("rescale_factor", scale, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        }
        List<Double> zeros = List.of(0.0, 0.0, 0.0);
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        made("rescale_factor", scale, zeros, ones);
        List<Double> mean = values(MEAN, processor.normalization.map(Normalization::mean));
        made(MEAN, scale, mean, ones);
        Normalization stated = made(STD, scale, mean, values(STD, processor.normalization.map(Normalization::std)));
        return backend == ProcessorBackend.TORCHVISION && stated.onlyScales() ? divided(scale) : stated;
    }

    /** Returns a normalization that divides by the scale's reciprocal, as torchvision does for means of 0 and deviations of 1. */
    private Normalization divided(double scale) {
        return made("rescale_factor", 1, List.of(0.0, 0.0, 0.0), Collections.nCopies(COLORS, 1 / scale));
    }

    /** Refuses a factor that is an int in Python, with which torchvision multiplies bytes modulo 256. */
    private void refuseBytes(double scale) {
        if (backend == ProcessorBackend.TORCHVISION && scale != 1 && steps.isWhole("rescale_factor")) {
            throw steps.wrong(
                    "rescale_factor",
                    "a number with a decimal point, since torchvision takes bytes times a whole one,");
        }
    }

    private Normalization made(String key, double scale, List<Double> mean, List<Double> std) {
        return steps.made(key, () -> new Normalization(scale, mean, std));
    }

    private double scale() {
        if (isKnown() && steps.isNull("rescale_factor")) {
            throw steps.wrong("rescale_factor", "a number such as 0.00392156862745098, or no such key,");
        }
        return steps.number("rescale_factor").orElse(Normalization.UNIT_SCALE);
    }

    private List<Double> values(String key, Optional<List<Double>> otherwise) {
        Optional<List<Double>> given = steps.isNumber(key)
                ? steps.number(key).map(value -> Collections.nCopies(COLORS, value))
                : steps.numbers(key);
        List<Double> values = given.or(() -> steps.isNull(key) ? Optional.empty() : otherwise)
                .orElseThrow(() -> steps.invalid("normalizes, but has no " + key
                        + ": add the three values of the model's image processor, or \"do_normalize\": false"));
        if (values.size() == 1 && backend == ProcessorBackend.TORCHVISION) {
            return Collections.nCopies(COLORS, values.get(0));
        }
        if (values.size() != COLORS) {
            throw steps.wrong(key, "a list of 3 numbers, or one for all channels,");
        }
        return values;
    }

    /** Returns the backend's version of the filter. */
    private Resampling resampling(boolean resizes) {
        Resampling filter = pillowFilter(resizes);
        Optional<Resampling> version = backend.version(filter);
        if (!resizes) {
            return version.orElse(backend.bilinear());
        }
        return version.orElseThrow(() -> steps.wrong(
                "resample",
                "a filter that torchvision has, 0 to 3, or the processor " + ProcessorBackend.PIL
                        + ", which has this one,"));
    }

    /** Maps the codes of {@code PIL.Image.Resampling}. */
    private Resampling pillowFilter(boolean resizes) {
        if (resizes && isKnown() && steps.isNull("resample")) {
            throw steps.wrong("resample", "one of Pillow's codes, 0 to 5, or no such key,");
        }
        Optional<Integer> code = steps.integer("resample");
        if (code.isEmpty()) {
            return processor.resampling;
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
