package io.github.segmentation4j.model;

import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The file that says how a model is run, in JSON that is written by hand: {@code NAME.segmentation.json} beside
 * {@code NAME.onnx}, or {@code model.segmentation.json} in its folder.
 *
 * <p>It may state any part of a {@link ModelSpec} and leave the rest to the graph. Keys and values are described by
 * {@code docs/side-car.md} and {@code docs/model.segmentation.schema.json} of this project.
 */
public final class SideCar {
    private static final String SUFFIX = ".segmentation.json";
    private static final String MODEL_SUFFIX = ".onnx";
    private static final String COMMON_NAME = "model" + SUFFIX;

    private SideCar() {}

    /**
     * Returns the side-car of a model, if there is one.
     *
     * @param model the path of the model file, whose folder is looked into
     */
    public static Optional<Path> find(Path model) {
        Path own = path(model);
        Path common = model.resolveSibling(COMMON_NAME);
        return Files.isRegularFile(own) ? Optional.of(own) : Optional.of(common).filter(Files::isRegularFile);
    }

    /**
     * Returns where the side-car of a model belongs, whether it is there or not.
     *
     * @param model the path of the model file
     */
    public static Path path(Path model) {
        String name = String.valueOf(model.getFileName());
        String stem = name.endsWith(MODEL_SUFFIX) ? name.substring(0, name.length() - MODEL_SUFFIX.length()) : name;
        return model.resolveSibling(stem + SUFFIX);
    }

    /**
     * Reads a side-car.
     *
     * @throws InvalidModelException if it cannot be read or understood; the message names the key and what it may hold
     */
    public static ModelSpec read(Path file) {
        return SideCarReader.read(JsonFields.parse(file));
    }

    /**
     * Reads a side-car from a stream, for example from a resource in a jar.
     *
     * @param json read to its end and left open
     * @throws InvalidModelException if it cannot be read or understood; the message names the key and what it may hold
     */
    public static ModelSpec read(InputStream json) {
        return SideCarReader.read(JsonFields.parse("The side-car", json));
    }

    /** Reads a side-car that is the value of something else. */
    static ModelSpec read(String name, String json) {
        return SideCarReader.read(JsonFields.parse(name, json));
    }

    /**
     * Returns a description as a side-car's content; reading it gives an equal description.
     *
     * @param spec what to state
     */
    public static String toJson(ModelSpec spec) {
        return JsonText.of(SideCarWriter.json(spec));
    }

    /**
     * Writes a side-car, whole or not at all; one that was there is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(ModelSpec spec, Path file) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, toJson(spec), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            replace(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void replace(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
