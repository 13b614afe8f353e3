package io.github.segmentation4j.model.file;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the export of Ultralytics puts into the metadata of an ONNX file ({@code metadata_props}). */
public final class UltralyticsMetadata {
    /** Values of Ultralytics' key {@code task} that stand for a class of every pixel. */
    private static final Set<String> SEMANTIC_TASKS = Set.of("semantic", "semseg");

    /** The gray with which Ultralytics letterboxes ({@code ultralytics/data/augment.py}, {@code LetterBox}, 8.3). */
    private static final int ULTRALYTICS_GRAY = 114;

    private static final String COLOR_CHANNELS = "3";

    /** What Ultralytics' key {@code args} contains for a graph that takes images of any size. */
    private static final String DYNAMIC = "'dynamic': True";

    private UltralyticsMetadata() {}

    /**
     * Returns what the export says of a semantic network: {@code task}, {@code imgsz}, {@code names},
     * {@code channels}, {@code stride} and, of {@code args}, {@code dynamic}.
     *
     * <p>Its networks take red, green, blue from 0 to 1, letterboxed with gray 114 by OpenCV's linear filter, the photo in
     * the middle: to {@code imgsz}, or, where the graph takes any size, to the next multiple of {@code stride}
     * ({@code pre_transform} in {@code ultralytics/engine/predictor.py}, 8.4). Whether it gives logits, as exports of early
     * 2026 do, or labels, is left to the graph; for a single class both tell it from the background.
     *
     * @param model what messages call the model
     * @param metadata the keys and values in its file
     * @throws InvalidModelException if the network has another task, or a value cannot be understood
     */
    public static Optional<ModelSpec> read(String model, Map<String, String> metadata) {
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
        String channels = metadata.getOrDefault("channels", COLOR_CHANNELS);
        if (!channels.equals(COLOR_CHANNELS)) {
            throw new InvalidModelException(where + " says channels = " + channels
                    + ", but a network of color images, of 3 channels, is needed: choose one of those");
        }
        ModelSpec.Builder spec = ModelSpec.builder()
                .normalization(Normalization.unit())
                .channelOrder(ChannelOrder.RGB)
                .resampling(Resampling.OPENCV_LINEAR);
        try {
            spec.classNames(classNames(PythonLiteral.of(where + ", key names", metadata.getOrDefault("names", ""))
                    .texts()));
            if (metadata.containsKey("imgsz")) {
                letterbox(where, metadata, spec);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(where + " has a value that cannot be used: " + e.getMessage(), e);
        }
        return Optional.of(spec.build());
    }

    /** Names the classes of labels; those of a network with a single class are 0 and 1. */
    private static ClassNames classNames(List<String> names) {
        return names.size() == 1 ? ClassNames.of("background", names.get(0)) : ClassNames.of(names);
    }

    private static void letterbox(String where, Map<String, String> metadata, ModelSpec.Builder spec) {
        List<Integer> size = PythonLiteral.of(where + ", key imgsz", metadata.getOrDefault("imgsz", ""))
                .integers();
        if (size.size() > 2) {
            throw new InvalidModelException(where + " says imgsz = " + size
                    + ", but one number, or height and width, is needed: export the model again");
        }
        int height = size.get(0);
        int width = size.get(size.size() - 1);
        SizeRule whole = SizeRule.fixed(width, height);
        boolean dynamic = metadata.getOrDefault("args", "").contains(DYNAMIC);
        SizeRule to = dynamic ? SizeRule.asIs().multipleOf(stride(where, metadata)) : whole;
        spec.size(SizeRule.withinBox(width, height))
                .padding(new Padding.Extend(to, PaddingSide.AROUND, Padding.Fill.gray(ULTRALYTICS_GRAY)));
    }

    private static int stride(String where, Map<String, String> metadata) {
        return PythonLiteral.of(where + ", key stride", metadata.getOrDefault("stride", ""))
                .integers()
                .get(0);
    }
}
