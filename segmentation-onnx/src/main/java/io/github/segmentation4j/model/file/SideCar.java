package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.failure.ReadFailure;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.model.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON file beside a model that says how the model is fed and read, and is written by hand or by
 * {@link #write}.
 *
 * <p>Of {@code road.onnx} the side-car is {@code road.segmentation.json}, or else {@code model.segmentation.json} in the
 * same folder. The same JSON may stand in the ONNX file itself, as the metadata property {@value #METADATA_KEY}. The page
 * {@code docs/side-car.md} explains every key, {@code docs/model.segmentation.schema.json} is its JSON Schema.
 *
 * <p>A side-car states any part of a {@link ModelSpec} and leaves the others open. A key that is unknown, a value of the
 * wrong type and keys that contradict each other are errors.
 */
final class SideCar {
    /** The metadata property of an ONNX file that holds the text of a side-car. */
    static final String METADATA_KEY = "segmentation4j";

    private static final String SUFFIX = ".segmentation.json";
    private static final String FOR_THE_FOLDER = "model" + SUFFIX;

    private SideCar() {}

    /**
     * Reads the side-car of a model, if it has one.
     *
     * @param model the path of the model file
     * @throws InvalidModelException if the side-car cannot be read or understood
     */
    static Optional<ModelSpec> find(Path model) {
        Path own = beside(model);
        Path found = Files.isRegularFile(own) ? own : model.resolveSibling(FOR_THE_FOLDER);
        return Files.isRegularFile(found) ? Optional.of(read(found)) : Optional.empty();
    }

    /** Returns where the side-car of a model lies that speaks of this model alone: {@code road.segmentation.json}. */
    static Path beside(Path model) {
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + SUFFIX);
    }

    /**
     * Reads a side-car.
     *
     * @throws InvalidModelException if there is no such file, or it cannot be read or understood
     */
    static ModelSpec read(Path file) {
        return SideCarReader.read(JsonFields.parse(file));
    }

    /**
     * Reads a side-car from a stream, for example from a resource in a jar.
     *
     * @param json the content of the file, read to its end and left open
     * @throws InvalidModelException if it cannot be read or understood
     */
    static ModelSpec read(InputStream json) {
        return SideCarReader.read(JsonFields.parse(FOR_THE_FOLDER, json));
    }

    /**
     * Reads the side-car that stands in a model file's metadata, if there is one.
     *
     * @param metadata the properties of the model file, by key
     * @throws InvalidModelException if it cannot be understood
     */
    static Optional<ModelSpec> inMetadata(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(METADATA_KEY))
                .map(json -> SideCarReader.read(JsonFields.parse("the model's metadata " + METADATA_KEY, json)));
    }

    /**
     * Writes a side-car that reads as an equal description. The file is there as a whole or not at all; one that was there
     * before is replaced.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    static void write(ModelSpec spec, Path file) {
        String json = JsonText.of(SideCarWriter.json(spec));
        try {
            WholeFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + ReadFailure.reason(e), e);
        }
    }
}
