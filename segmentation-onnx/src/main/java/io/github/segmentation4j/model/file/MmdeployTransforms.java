package io.github.segmentation4j.model.file;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the list of transforms in mmdeploy's {@code pipeline.json}, as its runtime does
 * ({@code csrc/mmdeploy/preprocess/transform}, 1.3).
 */
final class MmdeployTransforms {
    /** Transforms that say nothing of the network's input beyond its layout. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "LoadImageFromFile",
            "LoadAnnotations",
            "ImageToTensor",
            "DefaultFormatBundle",
            "Collect",
            "PackSegInputs",
            "TestTimeAug");

    private static final String CONSTANT = "constant";

    private final MmdeployConfig.SideOrder order;
    private final Optional<ImageSize> exportedSize;

    /**
     * Creates a reader.
     *
     * @param order which side of a size comes first
     * @param exportedSize the size of the input, if it was exported with a fixed one
     */
    MmdeployTransforms(MmdeployConfig.SideOrder order, Optional<ImageSize> exportedSize) {
        this.order = order;
        this.exportedSize = exportedSize;
    }

    void read(List<JsonFields> transforms, ModelSpec.Builder spec) {
        spec.resampling(Resampling.OPENCV_LINEAR).labelResampling(Resampling.OPENCV_NEAREST);
        boolean resized = false;
        boolean normalized = false;
        for (JsonFields transform : transforms) {
            String type = transform.text("type").orElse("");
            switch (type) {
                case "Resize" -> {
                    resize(transform, spec);
                    resized = true;
                }
                case "Normalize" -> {
                    normalize(transform, spec);
                    normalized = true;
                }
                case "Pad" -> pad(transform, normalized, spec);
                default -> {
                    if (!WITHOUT_EFFECT.contains(type)) {
                        throw transform.wrong(
                                "type", "Resize, Normalize, Pad or one of " + new TreeSet<>(WITHOUT_EFFECT));
                    }
                }
            }
        }
        if (!resized) {
            spec.size(SizeRule.asIs());
        }
    }

    private void resize(JsonFields resize, ModelSpec.Builder spec) {
        List<Integer> size = sides(resize);
        if (resize.flag("keep_ratio", false)) {
            spec.size(resize.made("size", () -> SizeRule.withinEdges(Collections.max(size), Collections.min(size))));
        } else {
            exportedSize
                    .or(() -> resize.made("size", () -> order.size(size)))
                    .ifPresent(known -> spec.size(new SizeRule.Fixed(known)));
        }
        spec.resampling(
                switch (resize.text("interpolation").orElse("bilinear")) {
                    case "nearest" -> Resampling.OPENCV_NEAREST;
                    case "bilinear" -> Resampling.OPENCV_LINEAR;
                    case "bicubic" -> Resampling.OPENCV_CUBIC;
                    case "area" -> Resampling.OPENCV_AREA;
                    default -> throw resize.wrong("interpolation", "nearest, bilinear, bicubic or area");
                });
    }

    /** Reads a pair of sides, or one number for both. */
    private static List<Integer> sides(JsonFields transform) {
        if (transform.isNumber("size")) {
            return Collections.nCopies(2, transform.requiredInteger("size"));
        }
        List<Integer> sides = transform
                .integers("size")
                .orElseThrow(() -> transform.invalid("is a "
                        + transform.text("type").orElse("transform")
                        + " without size: export the model with mmdeploy's --dump-info again"));
        if (sides.size() != 2) {
            throw transform.wrong("size", "two numbers");
        }
        return sides;
    }

    private static void normalize(JsonFields transform, ModelSpec.Builder spec) {
        List<Double> mean = perChannel(transform, "mean");
        List<Double> std = perChannel(transform, "std");
        spec.scale(1).channelOrder(transform.flag("to_rgb", true) ? ChannelOrder.RGB : ChannelOrder.BGR);
        transform.made("mean", () -> spec.mean(mean));
        transform.made("std", () -> spec.std(std));
    }

    private static List<Double> perChannel(JsonFields transform, String key) {
        return transform
                .numbers(key)
                .orElseThrow(() -> transform.invalid(
                        "normalizes without a " + key + ": add the three values that the network was trained with"));
    }

    private void pad(JsonFields pad, boolean normalized, ModelSpec.Builder spec) {
        if (pad.has("padding_mode") && !pad.holds("padding_mode", CONSTANT)) {
            throw pad.wrong("padding_mode", CONSTANT);
        }
        if (pad.flag("pad_to_square", false)) {
            throw pad.wrong("pad_to_square", "false");
        }
        Optional<SizeRule> to = paddedSize(pad);
        Padding.Fill fill = fill(pad, normalized);
        to.ifPresent(size -> spec.padding(new Padding.Extend(size, PaddingSide.BOTTOM_RIGHT, fill)));
    }

    /** Returns the size that is padded to, a size before a divisor, or nothing if the graph has to tell it. */
    private Optional<SizeRule> paddedSize(JsonFields pad) {
        if (pad.has("size") || !pad.has("size_divisor")) {
            List<Integer> sides = sides(pad);
            return pad.made("size", () -> order.size(sides))
                    .or(() -> exportedSize)
                    .map(SizeRule.Fixed::new);
        }
        int divisor = pad.requiredInteger("size_divisor");
        return Optional.of(pad.made("size_divisor", () -> SizeRule.asIs().multipleOf(divisor)));
    }

    /** Reads what padding consists of: a gray before normalization, an input value after it. */
    private static Padding.Fill fill(JsonFields pad, boolean normalized) {
        JsonFields holder = pad.isObject("pad_val") ? pad.object("pad_val").orElseThrow() : pad;
        String key = pad.isObject("pad_val") ? "img" : "pad_val";
        double value =
                holder.isList(key) ? gray(holder, key) : holder.number(key).orElse(0.0);
        if (normalized) {
            return holder.made(key, () -> new Padding.Fill.Input(value));
        }
        if (value != Math.rint(value)) {
            throw holder.wrong(key, "a whole number from 0 to 255");
        }
        return holder.made(key, () -> Padding.Fill.gray((int) value));
    }

    private static double gray(JsonFields holder, String key) {
        List<Double> values = holder.numbers(key).orElseThrow();
        if (values.isEmpty() || values.stream().distinct().count() > 1) {
            throw holder.wrong(key, "one value for all channels");
        }
        return values.get(0);
    }
}
