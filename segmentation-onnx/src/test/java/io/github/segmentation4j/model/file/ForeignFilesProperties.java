package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.InvalidModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a file of somebody else's format is damaged, it is read or refused with one sentence. */
class ForeignFilesProperties {
    private static final String PIPELINE = """
            {"pipeline": {"tasks": [{"module": "Transform", "transforms": [
              {"type": "Resize", "size": [64, 32], "keep_ratio": false, "interpolation": "area"},
              {"type": "Normalize", "mean": [1, 2, 3], "std": [4, 5, 6], "to_rgb": true},
              {"type": "Pad", "size_divisor": 32, "pad_val": {"img": [0]}}]},
              {"module": "Net", "input_map": {"img": "input"}}]}}""";
    private static final String DEPLOY = "{\"version\": \"1.3.1\", \"task\": \"Segmentor\"}";
    private static final String DETAIL = "{\"onnx_config\": {\"input_shape\": [64, 32]}}";
    private static final String CONFIG =
            "{\"model_type\": \"dpt\", \"label2id\": {\"sky\": 0, \"sea\": 1}, \"num_labels\": 2}";
    private static final String PREPROCESSOR =
            "{\"image_processor_type\": \"DPTImageProcessor\", \"size\": [64, 48], \"keep_aspect_ratio\": true,"
                    + " \"ensure_multiple_of\": 32, \"do_pad\": true, \"size_divisor\": 14, \"image_mean\": 0.5,"
                    + " \"do_center_crop\": true, \"crop_size\": 9, \"rescale_factor\": 1e-2, \"resample\": 3}";

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("foreign");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var listed = Files.list(folder)) {
            listed.forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static String damaged(String text, int place, String mark) {
        int at = Math.floorMod(place, text.length());
        return text.substring(0, at) + mark + text.substring(at + 1);
    }

    private static void readOrRefuse(Runnable reader) {
        try {
            reader.run();
        } catch (InvalidModelException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
    }

    @Property(tries = 500)
    void mmdeploy(@ForAll int place, @ForAll("marks") String mark, @ForAll("three") int which) throws IOException {
        Files.writeString(folder.resolve("pipeline.json"), which == 0 ? damaged(PIPELINE, place, mark) : PIPELINE);
        Files.writeString(folder.resolve("deploy.json"), which == 1 ? damaged(DEPLOY, place, mark) : DEPLOY);
        Files.writeString(folder.resolve("detail.json"), which == 2 ? damaged(DETAIL, place, mark) : DETAIL);
        readOrRefuse(() -> MmdeployConfig.find(folder.resolve("end2end.onnx")));
    }

    @Property
    void huggingFace(@ForAll int place, @ForAll("marks") String mark, @ForAll boolean config) {
        String labels = config ? damaged(CONFIG, place, mark) : CONFIG;
        String steps = config ? PREPROCESSOR : damaged(PREPROCESSOR, place, mark);
        readOrRefuse(() -> HuggingFaceConfig.read(
                new ByteArrayInputStream(labels.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(steps.getBytes(StandardCharsets.UTF_8))));
    }

    @Property
    void ultralytics(@ForAll int place, @ForAll("marks") String mark) {
        Map<String, String> metadata = Map.of(
                "task", "semantic",
                "names", damaged("{0: 'sky', 1: \"driver's \\u200b seat\", 2: 'c'}", place, mark),
                "imgsz", damaged("[640, 480]", place, mark),
                "args", "{'dynamic': True}",
                "stride", damaged("32", place, mark));
        readOrRefuse(() -> UltralyticsMetadata.read("yolo.onnx", metadata));
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.of(
                "", "{", "}", "[", "]", "\"", "'", ",", ":", "-", "e9", "null", "9", "0", "x", "\u0000", "1e999", "\\",
                "\n");
    }

    @Provide
    Arbitrary<Integer> three() {
        return Arbitraries.of(0, 1, 2);
    }
}
