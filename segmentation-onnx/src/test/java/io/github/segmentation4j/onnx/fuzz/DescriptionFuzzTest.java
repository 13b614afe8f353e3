package io.github.segmentation4j.onnx.fuzz;

import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.HuggingFaceConfig;
import io.github.segmentation4j.model.file.MmdeployConfig;
import io.github.segmentation4j.model.file.SideCar;
import io.github.segmentation4j.model.file.UltralyticsMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files beside a model are read or refused by the exceptions that say so. */
class DescriptionFuzzTest {
    private static final List<byte[]> SIDE_CARS = bytes("""
            {"version": 1, "description": "x", "input": {"name": "i", "size": {"short_edge": 520, "multiple_of": 32},
             "resampling": "opencv_linear", "crop": {"center": {"width": 5, "height": 4}}, "channel_order": "bgr",
             "scale": "1/255", "mean": [0.1, 0.2, 0.3], "std": 0.5, "padding": {"to": {"multiple_of": 32},
             "side": "center", "color": [1, 2, 3]}, "alpha": "#ffffff", "layout": "nhwc", "element_type": "uint8"},
             "output": {"name": "o", "kind": "probabilities", "threshold": 0.5, "layout": "nchw"},
             "classes": {"0": "sky", "1": "sea"}, "ignored_label": 255}""", """
            {"version": 1, "input": {"size": {"width": 64, "height": 48}, "normalization": "imagenet"},
             "output": {"masks": "m", "mask_size": {"width": 9, "height": 9}, "resampling": "opencv_nearest"},
             "classes": ["a", "b"]}""");

    private static final List<byte[]> CONFIGS = bytes(
            "{\"id2label\": {\"0\": \"a\", \"1\": \"b\"}, \"model_type\": \"segformer\", \"num_labels\": 2}",
            "{\"label2id\": {\"a\": 0, \"b\": 1}, \"architectures\": [\"X\"], \"model_type\": \"mask2former\"}");

    private static final List<byte[]> PROCESSORS = bytes("""
            {"image_processor_type": "SegformerImageProcessor", "do_resize": true, "size": {"height": 512, "width": 512},
             "resample": 2, "do_rescale": true, "rescale_factor": 0.00392, "do_normalize": true,
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225], "do_reduce_labels": false}""", """
            {"image_processor_type": "MobileViTImageProcessor", "size": {"shortest_edge": 544, "longest_edge": 600},
             "crop_size": {"height": 512, "width": 512}, "do_center_crop": true, "do_flip_channel_order": true}""", """
            {"image_processor_type": "DPTImageProcessor", "size": [64, 48], "keep_aspect_ratio": true,
             "ensure_multiple_of": 32, "do_pad": true, "size_divisor": 14, "image_mean": 0.5, "resample": 3}""");

    private static final List<byte[]> PIPELINES = bytes("""
            {"pipeline": {"tasks": [{"module": "Transform", "transforms": [
              {"type": "Resize", "size": [64, 32], "keep_ratio": false, "interpolation": "area"},
              {"type": "Normalize", "mean": [1, 2, 3], "std": [4, 5, 6], "to_rgb": true},
              {"type": "Pad", "size_divisor": 32, "pad_val": {"img": [0]}}]},
              {"module": "Net", "input_map": {"img": "input"}}]}}""");

    private static final List<byte[]> NAMES = bytes("{0: 'sky', 1: \"sea\", 2: 'a\\x41\\u0042'}", "[640, 480]", "640");

    @TempDir
    static Path folder;

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static ByteArrayInputStream damaged(List<byte[]> files, Random random) {
        return new ByteArrayInputStream(Damage.any(files, random));
    }

    private static ByteArrayInputStream whole(List<byte[]> files, Random random) {
        return new ByteArrayInputStream(files.get(random.nextInt(files.size())));
    }

    /** Whatever is read can be applied to photos of any shape. */
    private static void use(ModelSpec spec) {
        spec.size().ifPresent(DescriptionFuzzTest::use);
        String text = spec.toString();
        if (text.isBlank()) {
            throw new AssertionError("a description without words");
        }
    }

    private static void use(SizeRule size) {
        for (int[] photo : new int[][] {{640, 480}, {1, 1}, {3000, 2}, {1, 65_535}}) {
            try {
                size.apply(photo[0], photo[1]);
            } catch (IllegalArgumentException documented) {
                if (String.valueOf(documented.getMessage()).isBlank()) {
                    throw documented;
                }
            }
        }
    }

    @Test
    void sideCars() {
        FuzzTries.make(0.2, random -> use(SideCar.read(damaged(SIDE_CARS, random))));
    }

    @Test
    void huggingFaceFiles() {
        FuzzTries.make(
                0.2,
                random -> use(
                        random.nextBoolean()
                                ? HuggingFaceConfig.read(whole(CONFIGS, random), damaged(PROCESSORS, random))
                                : HuggingFaceConfig.read(damaged(CONFIGS, random), whole(PROCESSORS, random))));
    }

    @Test
    void mmdeployFiles() throws IOException {
        Path model = folder.resolve("end2end.onnx");
        Files.writeString(folder.resolve("deploy.json"), "{\"version\": \"1.3.1\", \"task\": \"Segmentor\"}");
        Files.writeString(folder.resolve("detail.json"), "{\"onnx_config\": {\"input_shape\": [64, 32]}}");
        FuzzTries.make(0.1, random -> {
            Files.write(folder.resolve("pipeline.json"), Damage.any(PIPELINES, random));
            MmdeployConfig.find(model).ifPresent(DescriptionFuzzTest::use);
        });
    }

    @Test
    void ultralyticsMetadata() {
        FuzzTries.make(0.1, random -> {
            Map<String, String> metadata = Map.of(
                    "task",
                    "semantic",
                    "names",
                    new String(Damage.any(NAMES, random), StandardCharsets.UTF_8),
                    "imgsz",
                    new String(Damage.any(NAMES, random), StandardCharsets.UTF_8),
                    "stride",
                    "32");
            UltralyticsMetadata.read("model", metadata).ifPresent(DescriptionFuzzTest::use);
        });
    }

    @Test
    void arrays() throws IOException {
        Path file = folder.resolve("array.npy");
        byte[] whole;
        try (var in = DescriptionFuzzTest.class.getResourceAsStream("/npy/little-f4.npy")) {
            whole = in.readAllBytes();
        }
        FuzzTries.make(0.1, random -> {
            Files.write(file, Damage.any(List.of(whole), random));
            NpyFile.read(file);
        });
    }
}
