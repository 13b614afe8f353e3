package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.internal.failure.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the model file in a folder, as Hugging Face, torchvision's users or mmdeploy leave it.
 *
 * <p>Looked into are the folder and its sub-folder {@code onnx}. Of several files {@code model.onnx} is taken, or the one of
 * the variant that was asked for: {@code model_fp16.onnx} for {@code fp16}.
 */
final class ModelFolder {
    private static final String SUFFIX = ".onnx";
    private static final String SUB_FOLDER = "onnx";
    private static final String WHOLE = "model";

    private ModelFolder() {}

    /**
     * Returns the model file behind a path.
     *
     * @param path a file or a folder
     * @param variant the variant that is wanted, for example {@code fp16}
     * @throws InvalidModelException if a folder holds none, or several and none of them is the obvious one
     */
    static Path find(Path path, Optional<String> variant) {
        if (Files.isDirectory(path)) {
            return inFolder(path, variant);
        }
        return variant.isEmpty() ? path : sibling(path, variant.get());
    }

    private static Path inFolder(Path folder, Optional<String> variant) {
        List<Path> models = models(folder);
        if (models.isEmpty() && Files.isDirectory(folder.resolve(SUB_FOLDER))) {
            models = models(folder.resolve(SUB_FOLDER));
        }
        if (models.isEmpty()) {
            throw new InvalidModelException("The folder " + folder + " holds no .onnx file, nor does a folder "
                    + SUB_FOLDER + " in it: give the path of a model, or of the folder that holds it");
        }
        if (variant.isPresent()) {
            List<Path> wanted = models.stream()
                    .filter(model -> stem(model).endsWith("_" + variant.get()))
                    .toList();
            if (wanted.size() == 1) {
                return wanted.get(0);
            }
            throw new InvalidModelException("The folder " + folder + " holds " + (wanted.isEmpty() ? "no" : "several")
                    + " models of the variant " + variant.get() + ": choose one of its files " + names(models));
        }
        if (models.size() == 1) {
            return models.get(0);
        }
        for (Path model : models) {
            if (stem(model).equals(WHOLE)) {
                return model;
            }
        }
        throw new InvalidModelException("The folder " + folder
                + " holds several models, none of them called model.onnx: choose one of its files " + names(models));
    }

    private static Path sibling(Path model, String variant) {
        Path wanted = model.resolveSibling(stem(model) + "_" + variant + SUFFIX);
        if (!Files.isRegularFile(wanted)) {
            throw new InvalidModelException("The variant " + variant + " of " + model + " would be " + wanted
                    + ", which does not exist: leave the variant out, or name another");
        }
        return wanted;
    }

    private static List<Path> models(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidModelException("The folder " + folder + " cannot be listed: " + ReadFailure.reason(e), e);
        }
    }

    private static String stem(Path model) {
        String name = model.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static String names(List<Path> models) {
        return OneLine.list(models.stream().map(Path::getFileName).toList());
    }
}
