package io.github.segmentation4j.model;

import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what mmdeploy keeps beside a segmentation network of MMSegmentation: {@code pipeline.json} for the steps of
 * pre-processing, {@code deploy.json} for the task and the version that wrote both ({@code mmdeploy/backend/sdk/export_info.py},
 * 0.14 and 1.3).
 *
 * <p>Of the transforms: {@code Resize} (its {@code size} is width and height since mmdeploy 1, height and width before;
 * OpenCV's linear filter), {@code Normalize}, {@code Pad}. mmdeploy does not keep the names of the classes.
 */
public final class MmdeployConfig {
    private static final String PIPELINE = "pipeline.json";
    private static final String DEPLOY = "deploy.json";
    private static final String SEGMENTOR = "Segmentor";

    /** Transforms that say nothing of the network's input beyond its layout. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "LoadImageFromFile",
            "LoadAnnotations",
            "ImageToTensor",
            "DefaultFormatBundle",
            "Collect",
            "PackSegInputs",
            "TestTimeAug");

    private MmdeployConfig() {}

    /**
     * Reads the files beside a model; empty unless both are there.
     *
     * @param model the path of the model file, whose folder is looked into
     * @throws InvalidModelException if a file cannot be read or understood, or the model is for another task
     */
    public static Optional<ModelSpec> find(Path model) {
        Path pipeline = model.resolveSibling(PIPELINE);
        Path deploy = model.resolveSibling(DEPLOY);
        if (!Files.isRegularFile(pipeline) || !Files.isRegularFile(deploy)) {
            return Optional.empty();
        }
        try (InputStream pipelineJson = Files.newInputStream(pipeline);
                InputStream deployJson = Files.newInputStream(deploy)) {
            JsonFields about = JsonFields.parse(deploy.toString(), deployJson);
            String task = about.text("task").orElse(SEGMENTOR);
            if (!task.equals(SEGMENTOR)) {
                throw about.wrong("task", SEGMENTOR + ", which gives a class for every pixel,");
            }
            return Optional.of(spec(JsonFields.parse(pipeline.toString(), pipelineJson), heightFirst(about)));
        } catch (IOException e) {
            throw new InvalidModelException(pipeline + " or " + deploy + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(pipeline + " has a value that cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean heightFirst(JsonFields deploy) {
        return deploy.text("version")
                .filter(version -> version.startsWith("0."))
                .isPresent();
    }

    private static ModelSpec spec(JsonFields file, boolean heightFirst) {
        JsonFields pipeline = file.object("pipeline").orElse(file);
        ModelSpec.Builder spec = ModelSpec.builder();
        if (!pipeline.has("tasks")) {
            throw pipeline.invalid("has no tasks: export the model with mmdeploy's --dump-info again");
        }
        for (JsonFields task : pipeline.objects("tasks")) {
            if (task.has("transforms")) {
                transforms(task.objects("transforms"), heightFirst, spec);
            }
            task.object("input_map").flatMap(names -> names.text("img")).ifPresent(spec::input);
        }
        return spec.build();
    }

    private static void transforms(List<JsonFields> transforms, boolean heightFirst, ModelSpec.Builder spec) {
        // Without a Resize the photo goes in as it is.
        spec.size(SizeRule.asIs()).resampling(Resampling.OPENCV_LINEAR);
        boolean normalized = false;
        for (JsonFields transform : transforms) {
            String type = transform.text("type").orElse("");
            switch (type) {
                case "Resize" -> spec.size(size(transform, heightFirst));
                case "Normalize" -> {
                    normalize(transform, spec);
                    normalized = true;
                }
                case "Pad" -> spec.padding(padding(transform, heightFirst, normalized));
                default -> {
                    if (!WITHOUT_EFFECT.contains(type)) {
                        throw transform.wrong("type", "Resize, Normalize, Pad or one of " + WITHOUT_EFFECT);
                    }
                }
            }
        }
    }

    private static SizeRule size(JsonFields resize, boolean heightFirst) {
        List<Integer> size = pair(resize, "size");
        if (!resize.flag("keep_ratio", false)) {
            return SizeRule.fixed(size.get(heightFirst ? 1 : 0), size.get(heightFirst ? 0 : 1));
        }
        return SizeRule.withinEdges(Math.max(size.get(0), size.get(1)), Math.min(size.get(0), size.get(1)));
    }

    private static List<Integer> pair(JsonFields transform, String key) {
        List<Integer> pair = transform
                .integers(key)
                .orElseThrow(
                        () -> transform.invalid("is a " + transform.text("type").orElse("transform") + " without " + key
                                + ": export the model with mmdeploy's --dump-info again"));
        if (pair.size() != 2) {
            throw transform.wrong(key, "two numbers");
        }
        return pair;
    }

    private static void normalize(JsonFields transform, ModelSpec.Builder spec) {
        spec.scale(1)
                .mean(perChannel(transform, "mean"))
                .std(perChannel(transform, "std"))
                .channelOrder(transform.flag("to_rgb", true) ? ChannelOrder.RGB : ChannelOrder.BGR);
    }

    private static List<Double> perChannel(JsonFields transform, String key) {
        return transform
                .numbers(key)
                .orElseThrow(() -> transform.invalid(
                        "normalizes without a " + key + ": add the three values that the network was trained with"));
    }

    private static Padding padding(JsonFields pad, boolean heightFirst, boolean normalized) {
        double value = pad.number("pad_val").orElse(0.0);
        Padding.Fill fill = normalized ? new Padding.Fill.Input(value) : Padding.Fill.gray((int) value);
        Optional<Integer> divisor = pad.integer("size_divisor");
        SizeRule to;
        if (divisor.isPresent()) {
            to = SizeRule.asIs().multipleOf(divisor.get());
        } else {
            List<Integer> size = pair(pad, "size");
            to = SizeRule.fixed(size.get(heightFirst ? 1 : 0), size.get(heightFirst ? 0 : 1));
        }
        return new Padding.Extend(to, PaddingSide.BOTTOM_RIGHT, fill);
    }
}
