package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.ProcessorBackend;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the files that say what a model expects of a photo and gives for it, and writes the one of our own.
 *
 * <p><b>Side-car.</b> A JSON file beside a model, by hand or by {@link #writeSideCar}: of {@code road.onnx} it is
 * {@code road.segmentation.json}, or else {@code model.segmentation.json} in the same folder. The same JSON may stand in the
 * ONNX file itself, as the metadata property {@value #METADATA_KEY}. It states any part of a {@link ModelSpec} and leaves
 * the others open; an unknown key, a value of the wrong type and keys that contradict each other are errors. The page
 * {@code docs/side-car.md} explains every key, {@code docs/model.segmentation.schema.json} is its JSON Schema.
 *
 * <p><b>Hugging Face.</b> {@code config.json}, {@code preprocessor_config.json} and {@code processor_config.json}, as
 * transformers saves them; all of it means what {@code AutoImageProcessor.from_pretrained} of transformers 5.18 makes of it,
 * and what is refused there is refused here.
 *
 * <p><b>mmdeploy.</b> {@code pipeline.json}, {@code deploy.json} and {@code detail.json}, as its SDK writes them.
 *
 * <p><b>Ultralytics.</b> The metadata of its exports.
 *
 * <p>A path that cannot be read or understood is an {@link InvalidModelException} that names the file and the key. Safe for
 * use by any number of threads.
 */
public final class ModelFiles {
    /** The metadata property of an ONNX file that holds the text of a side-car. */
    public static final String METADATA_KEY = SideCar.METADATA_KEY;

    private ModelFiles() {}

    /**
     * Reads the side-car of a model, if it has one.
     *
     * @param model the path of the model file
     * @throws InvalidModelException if the side-car cannot be read or understood
     */
    public static Optional<ModelSpec> sideCar(Path model) {
        return SideCar.find(model);
    }

    /** Returns where the side-car of a model lies that speaks of this model alone: {@code road.segmentation.json}. */
    public static Path sideCarPath(Path model) {
        return SideCar.beside(model);
    }

    /**
     * Reads the side-car that stands in a model file's metadata, if there is one.
     *
     * @param metadata the properties of the model file, by key
     * @throws InvalidModelException if it cannot be understood
     */
    public static Optional<ModelSpec> sideCar(Map<String, String> metadata) {
        return SideCar.inMetadata(metadata);
    }

    /**
     * Reads a side-car.
     *
     * @throws InvalidModelException if there is no such file, or it cannot be read or understood
     */
    public static ModelSpec readSideCar(Path file) {
        return SideCar.read(file);
    }

    /**
     * Reads a side-car from a stream, for example from a resource in a jar.
     *
     * @param json the content of the file, read to its end and left open
     * @throws InvalidModelException if it cannot be read or understood
     */
    public static ModelSpec readSideCar(InputStream json) {
        return SideCar.read(json);
    }

    /**
     * Writes a side-car that reads as an equal description. The file is there as a whole or not at all; one that was there
     * before is replaced.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void writeSideCar(ModelSpec spec, Path file) {
        SideCar.write(spec, file);
    }

    /**
     * Reads Hugging Face's files beside a model, or above its folder if that is called {@code onnx}, as transformers 5 does
     * where torchvision is installed; each is read for what it says if the other is missing. Empty if there is neither.
     *
     * @param model the path of the model file
     * @throws InvalidModelException if a file cannot be read or understood
     */
    public static Optional<ModelSpec> huggingFace(Path model) {
        return huggingFace(model, ProcessorBackend.TORCHVISION);
    }

    /**
     * Reads Hugging Face's files beside a model as one of the backends understands them.
     *
     * @param model the path of the model file
     * @param backend whose filters and arithmetic the steps of pre-processing mean
     * @throws InvalidModelException if a file cannot be read or understood, or asks for what the backend does not have
     */
    public static Optional<ModelSpec> huggingFace(Path model, ProcessorBackend backend) {
        return HuggingFaceConfig.find(model, backend);
    }

    /**
     * Reads {@code config.json} and {@code preprocessor_config.json} from streams as transformers 5 understands them where
     * torchvision is installed.
     *
     * @param config the content of {@code config.json}, read to its end and left open
     * @param preprocessor the content of {@code preprocessor_config.json}, read to its end and left open
     * @throws InvalidModelException if a stream cannot be read or understood
     */
    public static ModelSpec readHuggingFace(InputStream config, InputStream preprocessor) {
        return readHuggingFace(config, preprocessor, ProcessorBackend.TORCHVISION);
    }

    /**
     * Reads {@code config.json} and {@code preprocessor_config.json} from streams, for example from resources in a jar.
     *
     * @param config the content of {@code config.json}, read to its end and left open
     * @param preprocessor the content of {@code preprocessor_config.json}, read to its end and left open
     * @param backend whose filters and arithmetic the steps of pre-processing mean
     * @throws InvalidModelException if a stream cannot be read or understood, or asks for what the backend does not have
     */
    public static ModelSpec readHuggingFace(InputStream config, InputStream preprocessor, ProcessorBackend backend) {
        return HuggingFaceConfig.read(config, preprocessor, backend);
    }

    /**
     * Reads mmdeploy's files beside a model; empty unless {@code pipeline.json} and {@code deploy.json} are there. Of the
     * transforms it knows {@code Resize} (OpenCV's filters), {@code Normalize} and {@code Pad}; mmdeploy does not keep the
     * names of the classes.
     *
     * @param model the path of the model file, whose folder is looked into
     * @throws InvalidModelException if a file cannot be read or understood, or the model is for another task
     */
    public static Optional<ModelSpec> mmdeploy(Path model) {
        return MmdeployConfig.find(model);
    }

    /**
     * Reads what an export of Ultralytics says of a semantic network: {@code task}, {@code imgsz}, {@code names},
     * {@code channels}, {@code stride} and, of {@code args}, {@code dynamic}; empty for other exports.
     *
     * <p>Its networks take red, green, blue from 0 to 1, letterboxed with gray 114 by OpenCV's linear filter, the photo in
     * the middle: to {@code imgsz}, or, where the graph takes any size, to the next multiple of {@code stride}
     * ({@code pre_transform} in {@code ultralytics/engine/predictor.py}, 8.4).
     *
     * @param model what messages call the model
     * @param metadata the keys and values in its file
     * @throws InvalidModelException if the network has another task, or a value cannot be understood
     */
    public static Optional<ModelSpec> ultralytics(String model, Map<String, String> metadata) {
        return UltralyticsMetadata.read(model, metadata);
    }
}
