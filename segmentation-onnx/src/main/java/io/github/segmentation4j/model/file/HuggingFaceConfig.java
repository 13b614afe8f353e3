package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.ProcessorBackend;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what Hugging Face's {@code transformers} keeps beside a model: {@code config.json} for the classes and the kind of
 * output, {@code preprocessor_config.json} or, before it, the {@code image_processor} in {@code processor_config.json} for the
 * steps of pre-processing.
 *
 * <p>Of {@code config.json}: {@code id2label}, or else {@code label2id}, {@code num_labels}, and {@code model_type}, since
 * MaskFormer, Mask2Former, OneFormer and EoMT give queries instead of scores, and since it tells the image processor where
 * no other file names one.
 *
 * <p>Of {@code preprocessor_config.json}: what the image processor that it names ({@code image_processor_type} or
 * {@code feature_extractor_type}) takes of {@code do_resize}, {@code size} (a number, {@code height} and {@code width},
 * {@code shortest_edge} and {@code longest_edge}, {@code max_height} and {@code max_width}), {@code default_to_square},
 * {@code max_size}, {@code resample}, {@code size_divisor}, {@code keep_aspect_ratio}, {@code ensure_multiple_of},
 * {@code crop_pct}, {@code do_center_crop}, {@code crop_size}, {@code do_rescale}, {@code rescale_factor},
 * {@code do_normalize}, {@code image_mean}, {@code image_std}, {@code do_pad}, {@code pad_size},
 * {@code do_flip_channel_order}; all of it means what {@code AutoImageProcessor.from_pretrained} of transformers 5.18 makes
 * of it, and what is refused there is refused here. A key that is absent has the default of that processor. Of a processor
 * that is not known every step is taken, a null counts as absent, and sizes, means and deviations must be stated.
 * {@code do_reduce_labels} concerns annotations only. A key of no processor is an error, since it may change the network's
 * input.
 */
public final class HuggingFaceConfig {
    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";
    private static final String PROCESSOR = "processor_config.json";

    /** The folder in which optimum and transformers.js keep the models; the files then lie above it. */
    private static final String ONNX_FOLDER = "onnx";

    private HuggingFaceConfig() {}

    /**
     * Reads the files beside a model, or above its folder if that is called {@code onnx}, as transformers 5 does where
     * torchvision is installed; each is read for what it says if the other is missing. Empty if there is neither.
     *
     * @param model the path of the model file
     * @throws InvalidModelException if a file cannot be read or understood
     */
    public static Optional<ModelSpec> find(Path model) {
        return find(model, ProcessorBackend.TORCHVISION);
    }

    /**
     * Reads the files beside a model as one of the backends understands them.
     *
     * @param model the path of the model file
     * @param backend whose filters and arithmetic the steps of pre-processing mean
     * @throws InvalidModelException if a file cannot be read or understood, or asks for what the backend does not have
     */
    public static Optional<ModelSpec> find(Path model, ProcessorBackend backend) {
        Optional<JsonFields> steps = steps(model);
        Path config = file(model, CONFIG);
        Optional<JsonFields> labels = Files.isRegularFile(config)
                // A file of this name may be from elsewhere.
                ? Optional.of(JsonFields.parse(config))
                        .filter(fields -> steps.isPresent() || HuggingFaceLabels.isTransformers(fields))
                : Optional.empty();
        if (steps.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        ModelSpec.Builder spec = ModelSpec.builder();
        labels.ifPresent(fields -> HuggingFaceLabels.read(config.toString(), fields, spec));
        steps.ifPresent(
                fields -> HuggingFaceSteps.read(fields, labels.flatMap(HuggingFaceLabels::modelType), backend, spec));
        return Optional.of(spec.build());
    }

    /** Returns the steps of pre-processing; those beside a processor's other parts win, as they do in transformers. */
    private static Optional<JsonFields> steps(Path model) {
        Path processor = file(model, PROCESSOR);
        Optional<JsonFields> nested = Files.isRegularFile(processor)
                ? JsonFields.parse(processor).object("image_processor")
                : Optional.empty();
        Path preprocessor = file(model, PREPROCESSOR);
        return nested.isEmpty() && Files.isRegularFile(preprocessor)
                ? Optional.of(JsonFields.parse(preprocessor))
                : nested;
    }

    private static Path file(Path model, String name) {
        Path beside = model.resolveSibling(name);
        Path folder = model.toAbsolutePath().getParent();
        if (folder == null || !folder.endsWith(ONNX_FOLDER) || Files.isRegularFile(beside)) {
            return beside;
        }
        return folder.resolveSibling(name);
    }

    /**
     * Reads the two files from streams, for example from resources in a jar.
     *
     * @param config the content of {@code config.json}, read to its end and left open
     * @param preprocessor the content of {@code preprocessor_config.json}, read to its end and left open
     * @throws InvalidModelException if a stream cannot be read or understood
     */
    public static ModelSpec read(InputStream config, InputStream preprocessor) {
        return read(config, preprocessor, ProcessorBackend.TORCHVISION);
    }

    /**
     * Reads the two files from streams as one of the backends understands them.
     *
     * @param config the content of {@code config.json}, read to its end and left open
     * @param preprocessor the content of {@code preprocessor_config.json}, read to its end and left open
     * @param backend whose filters and arithmetic the steps of pre-processing mean
     * @throws InvalidModelException if a stream cannot be read or understood, or asks for what the backend does not have
     */
    public static ModelSpec read(InputStream config, InputStream preprocessor, ProcessorBackend backend) {
        ModelSpec.Builder spec = ModelSpec.builder();
        JsonFields labels = JsonFields.parse(CONFIG, config);
        HuggingFaceLabels.read(CONFIG, labels, spec);
        HuggingFaceSteps.read(
                JsonFields.parse(PREPROCESSOR, preprocessor), HuggingFaceLabels.modelType(labels), backend, spec);
        return spec.build();
    }
}
