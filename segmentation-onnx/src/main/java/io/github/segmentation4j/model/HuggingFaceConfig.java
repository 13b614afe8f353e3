package io.github.segmentation4j.model;

import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what Hugging Face's {@code transformers} keeps beside a model: {@code config.json} for the classes and the kind of
 * output, {@code preprocessor_config.json} for the steps of pre-processing.
 *
 * <p>Of {@code config.json}: {@code id2label}, or else {@code label2id}, {@code num_labels}, and {@code model_type}, since MaskFormer, Mask2Former and
 * OneFormer give queries instead of scores.
 *
 * <p>Of {@code preprocessor_config.json}: {@code do_resize}, {@code size} (a number, {@code height} and {@code width},
 * {@code shortest_edge}, {@code longest_edge}, {@code max_size}), {@code resample}, {@code size_divisor},
 * {@code keep_aspect_ratio}, {@code do_center_crop}, {@code crop_size}, {@code do_rescale}, {@code rescale_factor},
 * {@code do_normalize}, {@code image_mean}, {@code image_std}, {@code do_pad}, {@code pad_size},
 * {@code do_flip_channel_order}. A key that is absent or null has the default of the image processor that the file names
 * ({@code image_processor_type} or {@code feature_extractor_type}); an unknown one has SegFormer's for switches, and must
 * state sizes, means and deviations. {@code do_reduce_labels} concerns annotations only. Any other key is an error, since
 * it may change the network's input.
 */
public final class HuggingFaceConfig {
    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";

    /** The folder in which optimum and transformers.js keep the models; the files then lie above it. */
    private static final String ONNX_FOLDER = "onnx";

    private HuggingFaceConfig() {}

    /**
     * Reads the files beside a model as transformers 5 does where torchvision is installed, or above its folder if that is called {@code onnx}; each is read for what it says if
     * the other is missing. Empty if there is neither.
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
        Path config = file(model, CONFIG);
        Path preprocessor = file(model, PREPROCESSOR);
        boolean hasPreprocessor = Files.isRegularFile(preprocessor);
        if (!Files.isRegularFile(config)) {
            return hasPreprocessor ? Optional.of(steps(preprocessor, backend, ModelSpec.builder())) : Optional.empty();
        }
        try (InputStream json = Files.newInputStream(config)) {
            JsonFields fields = JsonFields.parse(config.toString(), json);
            if (!hasPreprocessor && !HuggingFaceLabels.isTransformers(fields)) {
                // A file of this name from elsewhere.
                return Optional.empty();
            }
            ModelSpec.Builder spec = ModelSpec.builder();
            HuggingFaceLabels.read(config.toString(), fields, spec);
            return Optional.of(hasPreprocessor ? steps(preprocessor, backend, spec) : spec.build());
        } catch (IOException e) {
            throw new InvalidModelException(config + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path file(Path model, String name) {
        Path beside = model.resolveSibling(name);
        Path folder = model.toAbsolutePath().getParent();
        if (folder == null || !folder.endsWith(ONNX_FOLDER) || Files.isRegularFile(beside)) {
            return beside;
        }
        return folder.resolveSibling(name);
    }

    private static ModelSpec steps(Path preprocessor, ProcessorBackend backend, ModelSpec.Builder spec) {
        try (InputStream json = Files.newInputStream(preprocessor)) {
            String name = preprocessor.toString();
            HuggingFaceSteps.read(name, JsonFields.parse(name, json), backend, spec);
            return spec.build();
        } catch (IOException e) {
            throw new InvalidModelException(preprocessor + " cannot be read: " + e.getMessage(), e);
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
        HuggingFaceLabels.read(CONFIG, JsonFields.parse(CONFIG, config), spec);
        HuggingFaceSteps.read(PREPROCESSOR, JsonFields.parse(PREPROCESSOR, preprocessor), backend, spec);
        return spec.build();
    }
}
