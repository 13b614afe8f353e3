package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what Hugging Face's {@code transformers} keeps beside a model: {@code config.json} for the names of the classes,
 * {@code preprocessor_config.json} for the steps of pre-processing.
 *
 * <p>Of {@code config.json}: {@code id2label} and, to check it, {@code num_labels}.
 *
 * <p>Of {@code preprocessor_config.json}: {@code do_resize}, {@code size} ({@code shortest_edge}, {@code longest_edge}, or
 * {@code height} and {@code width}), {@code resample}, {@code do_rescale}, {@code rescale_factor}, {@code do_normalize},
 * {@code image_mean}, {@code image_std}, {@code do_flip_channel_order}. A key that is absent or null has the default of
 * SegFormer's image processor: resizing (bilinear), rescaling (by 1/255) and normalizing are on, flipping is off; sizes,
 * means and deviations must be given. {@code do_reduce_labels} concerns annotations only. {@code do_center_crop} and
 * {@code do_pad} must be false where they are given. Any other key is an error, since it may change the network's input.
 */
public final class HuggingFaceConfig {
    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";

    private static final Set<String> STEPS = Set.of(
            "do_resize",
            "size",
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

    /** The switches of steps that are not taken, each with the key that only its step reads. */
    private static final Map<String, String> STEPS_NOT_TAKEN =
            Map.of("do_center_crop", "crop_size", "do_pad", "pad_size");

    private HuggingFaceConfig() {}

    /**
     * Reads the two files beside a model; empty unless both are there.
     *
     * @param model the path of the model file, whose folder is looked into
     * @throws InvalidModelException if a file cannot be read or understood
     */
    public static Optional<ModelSpec> find(Path model) {
        Path config = model.resolveSibling(CONFIG);
        Path preprocessor = model.resolveSibling(PREPROCESSOR);
        if (!Files.isRegularFile(config) || !Files.isRegularFile(preprocessor)) {
            return Optional.empty();
        }
        try (InputStream configJson = Files.newInputStream(config);
                InputStream preprocessorJson = Files.newInputStream(preprocessor)) {
            return Optional.of(read(config.toString(), configJson, preprocessor.toString(), preprocessorJson));
        } catch (IOException e) {
            throw new InvalidModelException(config + " or " + preprocessor + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the two files from streams, for example from resources in a jar.
     *
     * @param config the content of {@code config.json}, read to its end and left open
     * @param preprocessor the content of {@code preprocessor_config.json}, read to its end and left open
     * @throws InvalidModelException if a stream cannot be read or understood
     */
    public static ModelSpec read(InputStream config, InputStream preprocessor) {
        return read(CONFIG, config, PREPROCESSOR, preprocessor);
    }

    private static ModelSpec read(
            String configName, InputStream config, String preprocessorName, InputStream preprocessor) {
        ClassNames names = classNames(configName, JsonFields.parse(configName, config));
        JsonFields steps = JsonFields.parse(preprocessorName, preprocessor);
        refuseOtherSteps(steps);
        return ModelSpec.builder()
                .preprocessing(preprocessing(preprocessorName, steps))
                .classNames(names)
                .build();
    }

    private static void refuseOtherSteps(JsonFields steps) {
        Set<String> known = new HashSet<>(STEPS);
        known.addAll(WITHOUT_EFFECT);
        STEPS_NOT_TAKEN.forEach((step, setting) -> {
            if (steps.flag(step, false)) {
                throw steps.wrong(step, "false");
            }
            if (steps.keys().contains(step)) {
                known.add(step);
                known.add(setting);
            }
        });
        steps.refuseKeysNotUnderstood(known);
    }

    private static ClassNames classNames(String file, JsonFields config) {
        JsonFields byId = config.object("id2label")
                .orElseThrow(() -> new InvalidModelException(file
                        + " has no id2label, which names the classes: add it, or describe the model with"
                        + " OnnxSegmenter.Builder.spec"));
        int count = byId.keys().size();
        if (count == 0) {
            throw new InvalidModelException(
                    file + " has an id2label without names: name every class, as in {\"0\": \"sky\"}");
        }
        Optional<Integer> stated = config.integer("num_labels");
        if (stated.isPresent() && stated.get() != count) {
            throw new InvalidModelException(file + " says num_labels = " + stated.get() + ", but its id2label has "
                    + count + " names: correct the wrong one");
        }
        List<String> names = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            int wanted = id;
            names.add(byId.text(String.valueOf(id))
                    .orElseThrow(() -> new InvalidModelException(file + " has " + count
                            + " names in id2label, but none for class " + wanted + ": number them from 0 to "
                            + (count - 1))));
        }
        try {
            return ClassNames.of(names);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has an id2label that cannot be used: " + e.getMessage(), e);
        }
    }

    private static Preprocessing preprocessing(String file, JsonFields steps) {
        try {
            return Preprocessing.of(size(file, steps), normalization(file, steps))
                    .withResampling(resampling(steps))
                    .withChannelOrder(steps.flag("do_flip_channel_order", false) ? ChannelOrder.BGR : ChannelOrder.RGB);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has a value that cannot be used: " + e.getMessage(), e);
        }
    }

    private static SizeRule size(String file, JsonFields steps) {
        if (!steps.flag("do_resize", true)) {
            return SizeRule.asIs();
        }
        JsonFields size = steps.object("size")
                .orElseThrow(() -> new InvalidModelException(
                        file + " resizes, but has no size: add one, for example {\"shortest_edge\": 512}"));
        Set<String> keys = size.keys();
        if (keys.equals(Set.of("shortest_edge"))) {
            return SizeRule.shortEdge(size.integer("shortest_edge").orElseThrow());
        }
        if (keys.equals(Set.of("longest_edge"))) {
            return SizeRule.longEdge(size.integer("longest_edge").orElseThrow());
        }
        if (keys.equals(Set.of("height", "width"))) {
            return SizeRule.fixed(
                    size.integer("width").orElseThrow(), size.integer("height").orElseThrow());
        }
        throw steps.wrong("size", "shortest_edge, longest_edge, or height and width");
    }

    private static Normalization normalization(String file, JsonFields steps) {
        double scale =
                steps.flag("do_rescale", true) ? steps.number("rescale_factor").orElse(Normalization.UNIT_SCALE) : 1;
        if (!steps.flag("do_normalize", true)) {
            return new Normalization(scale, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        }
        return new Normalization(scale, required(file, steps, "image_mean"), required(file, steps, "image_std"));
    }

    private static List<Double> required(String file, JsonFields steps, String key) {
        List<Double> values = steps.numbers(key)
                .orElseThrow(() -> new InvalidModelException(file + " normalizes, but has no " + key
                        + ": add the three values of the model's image processor, or \"do_normalize\": false"));
        if (values.size() != Normalization.CHANNELS) {
            throw steps.wrong(key, "a list of 3 numbers");
        }
        return values;
    }

    /** Maps the codes of {@code PIL.Image.Resampling}. */
    private static Resampling resampling(JsonFields steps) {
        int bilinear = 2;
        int code = steps.integer("resample").orElse(bilinear);
        return switch (code) {
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
