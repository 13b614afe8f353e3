package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what an author put into the metadata of an ONNX file ({@code metadata_props}). */
public final class ModelMetadata {
    /** The key of this library's own description, whose value is the JSON of a {@link SideCar}. */
    public static final String KEY = "segmentation4j";

    /** Values of Ultralytics' key {@code task} that stand for a class of every pixel. */
    private static final Set<String> SEMANTIC_TASKS = Set.of("semantic", "semseg");

    /** The gray with which Ultralytics letterboxes ({@code ultralytics/data/augment.py}, {@code LetterBox}, 8.3). */
    private static final int ULTRALYTICS_GRAY = 114;

    private ModelMetadata() {}

    /**
     * Returns what an author has said by the key {@link #KEY}.
     *
     * @param model what messages call the model
     * @param metadata the keys and values in its file
     * @throws InvalidModelException if the value cannot be understood
     */
    public static Optional<ModelSpec> own(String model, Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(KEY))
                .map(json -> SideCar.read("The metadata " + KEY + " in " + model, json));
    }

    /**
     * Returns what the export of Ultralytics says of a semantic network: {@code task}, {@code imgsz} and {@code names}.
     *
     * <p>Its networks take red, green, blue from 0 to 1, letterboxed with gray 114 by OpenCV's linear filter, the photo in
     * the middle.
     *
     * @param model what messages call the model
     * @param metadata the keys and values in its file
     * @throws InvalidModelException if the network has another task, or a value cannot be understood
     */
    public static Optional<ModelSpec> ultralytics(String model, Map<String, String> metadata) {
        boolean its = metadata.containsKey("task") && metadata.containsKey("names") && metadata.containsKey("stride");
        if (!its) {
            return Optional.empty();
        }
        String task = metadata.get("task");
        if (!SEMANTIC_TASKS.contains(task)) {
            throw new InvalidModelException(model + " is a network of Ultralytics for the task \"" + task
                    + "\", but only those for semantic segmentation give a class for every pixel: choose one of those");
        }
        String where = "The metadata of " + model;
        ModelSpec.Builder spec = ModelSpec.builder()
                .normalization(Normalization.unit())
                .channelOrder(ChannelOrder.RGB)
                .resampling(Resampling.OPENCV_LINEAR)
                .classNames(names(where, metadata.getOrDefault("names", "")));
        Optional.ofNullable(metadata.get("imgsz")).ifPresent(text -> {
            List<Integer> size = PythonLiteral.of(where + ", key imgsz", text).integers();
            int height = size.get(0);
            int width = size.get(size.size() - 1);
            spec.size(SizeRule.withinBox(width, height))
                    .padding(new Padding.Extend(
                            SizeRule.fixed(width, height), PaddingSide.AROUND, Padding.Fill.gray(ULTRALYTICS_GRAY)));
        });
        return Optional.of(spec.build());
    }

    private static ClassNames names(String where, String text) {
        try {
            return ClassNames.of(PythonLiteral.of(where + ", key names", text).texts());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(where + " has names that cannot be used: " + e.getMessage(), e);
        }
    }
}
