package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads what mmdeploy keeps beside a segmentation network of MMSegmentation: {@code pipeline.json} for the steps of
 * pre-processing, {@code deploy.json} for the task and the version that wrote both, and {@code detail.json}, where it is
 * there, for the size of an export of fixed size ({@code mmdeploy/backend/sdk/export_info.py}, 0.14 to 1.3).
 *
 * <p>Of the transforms: {@code Resize} (OpenCV's filters), {@code Normalize}, {@code Pad}. mmdeploy does not keep the names
 * of the classes.
 */
public final class MmdeployConfig {
    private static final String PIPELINE = "pipeline.json";
    private static final String DEPLOY = "deploy.json";
    private static final String DETAIL = "detail.json";
    private static final String SEGMENTOR = "Segmentor";

    private MmdeployConfig() {}

    /**
     * Reads the files beside a model; empty unless the first two are there.
     *
     * @param model the path of the model file, whose folder is looked into
     * @throws InvalidModelException if a file cannot be read or understood, or the model is for another task
     */
    public static Optional<ModelSpec> find(Path model) {
        Path pipeline = model.resolveSibling(PIPELINE);
        Path deploy = model.resolveSibling(DEPLOY);
        Path detail = model.resolveSibling(DETAIL);
        if (!Files.isRegularFile(pipeline) || !Files.isRegularFile(deploy)) {
            return Optional.empty();
        }
        JsonFields about = JsonFields.parse(deploy);
        if (about.has("task") && !about.holds("task", SEGMENTOR)) {
            throw about.wrong("task", SEGMENTOR + ", which gives a class for every pixel,");
        }
        Optional<ImageSize> exported =
                Files.isRegularFile(detail) ? exportedSize(JsonFields.parse(detail)) : Optional.empty();
        SideOrder order = SideOrder.of(about.text("version").orElse(""));
        return Optional.of(spec(JsonFields.parse(pipeline), new MmdeployTransforms(order, exported)));
    }

    /** Returns the width and height of the input of an export of fixed size. */
    private static Optional<ImageSize> exportedSize(JsonFields detail) {
        Optional<JsonFields> export = detail.object("onnx_config");
        return export.flatMap(config -> config.integers("input_shape"))
                .filter(shape -> shape.size() == 2)
                .map(shape -> export.get().made("input_shape", () -> new ImageSize(shape.get(0), shape.get(1))));
    }

    private static ModelSpec spec(JsonFields file, MmdeployTransforms reader) {
        JsonFields pipeline = file.object("pipeline").orElse(file);
        if (!pipeline.has("tasks")) {
            throw pipeline.invalid("has no tasks: export the model with mmdeploy's --dump-info again");
        }
        ModelSpec.Builder spec = ModelSpec.builder();
        for (JsonFields task : pipeline.objects("tasks")) {
            if (task.has("transforms")) {
                reader.read(task.objects("transforms"), spec);
            }
            task.object("input_map").flatMap(names -> names.text("img")).ifPresent(spec::input);
        }
        return pipeline.made("tasks", spec::build);
    }

    /** Which side of a size comes first. */
    enum SideOrder {
        HEIGHT_FIRST,
        WIDTH_FIRST,
        /** Written while mmdeploy turned from the one to the other (pull request 2063 of mid 2023). */
        UNKNOWN;

        /** The versions that surely are before the turn, and those in which it may have come. */
        private static final List<String> BEFORE = List.of("0.", "1.0.");

        private static final String AROUND = "1.1.";

        static SideOrder of(String version) {
            if (BEFORE.stream().anyMatch(version::startsWith)) {
                return HEIGHT_FIRST;
            }
            return version.isEmpty() || version.startsWith(AROUND) ? UNKNOWN : WIDTH_FIRST;
        }

        /** Returns the size that two numbers stand for, or nothing if that is in doubt. */
        Optional<ImageSize> size(List<Integer> sides) {
            int first = sides.get(0);
            int second = sides.get(1);
            if (this == UNKNOWN && first != second) {
                return Optional.empty();
            }
            return Optional.of(this == HEIGHT_FIRST ? new ImageSize(second, first) : new ImageSize(first, second));
        }
    }
}
