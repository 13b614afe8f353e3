package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideCarTest {

    private static ModelSpec read(String json) {
        return SideCar.read("roads.segmentation.json", json);
    }

    private static void fails(String json, String... pieces) {
        String message =
                assertThrows(InvalidModelException.class, () -> read(json)).getMessage();
        assertTrue(message.startsWith("roads.segmentation.json"), message);
        assertEquals(1, message.lines().count(), message);
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
    }

    @Test
    void nothingNeedsToBeSaid() {
        assertEquals(ModelSpec.builder().build(), read("{}"));
    }

    @Test
    void everyKey() {
        ModelSpec spec = read("""
                {
                  "$schema": "model.segmentation.schema.json",
                  "version": 1,
                  "comment": "all of it",
                  "input": {
                    "name": "data", "alpha": "#ffffff", "channel_order": "bgr",
                    "size": {"within_box": [640, 480], "multiple_of": 8}, "resampling": "opencv_linear",
                    "crop": {"width": 600, "height": 400}, "scale": "1/127.5", "mean": 1, "std": [1, 2, 3],
                    "padding": {"to": {"width": 640, "height": 480}, "side": "around", "color": [1, 2, 3]},
                    "layout": "NHWC", "element_type": "float16"
                  },
                  "output": {
                    "name": "scores", "masks": "masks", "mask_size": {"width": 96, "height": 64},
                    "kind": "probabilities", "layout": "nchw", "threshold": 0.25
                  },
                  "classes": {"0": "background", "1": "road"}
                }
                """);
        ModelSpec expected = ModelSpec.builder()
                .input("data")
                .alphaHandling(new AlphaHandling.CompositeOn(0xFFFFFF))
                .channelOrder(ChannelOrder.BGR)
                .size(SizeRule.withinBox(640, 480).multipleOf(8))
                .resampling(Resampling.OPENCV_LINEAR)
                .crop(Crop.center(600, 400))
                .scale(1 / 127.5)
                .mean(1, 1, 1)
                .std(1, 2, 3)
                .padding(new Padding.Extend(
                        SizeRule.fixed(640, 480), PaddingSide.AROUND, new Padding.Fill.Color(1, 2, 3)))
                .layout(TensorLayout.NHWC)
                .elementType(ElementType.FLOAT16)
                .output("scores")
                .maskOutput("masks")
                .maskSize(new ImageSize(96, 64))
                .outputKind(OutputKind.PROBABILITIES)
                .outputLayout(TensorLayout.NCHW)
                .threshold(0.25)
                .classNames(ClassNames.of("background", "road"))
                .build();
        assertEquals(expected, spec);
    }

    @Test
    void sizesInAllForms() {
        assertEquals(SizeRule.asIs(), size("\"as_is\""));
        assertEquals(SizeRule.asIs().multipleOf(32), size("{\"multiple_of\": 32}"));
        assertEquals(SizeRule.fixed(9, 8), size("{\"width\": 9, \"height\": 8}"));
        assertEquals(SizeRule.shortEdge(520), size("{\"short_edge\": 520}"));
        assertEquals(SizeRule.shortEdge(520, 900), size("{\"short_edge\": 520, \"longest_edge\": 900}"));
        assertEquals(SizeRule.longEdge(512), size("{\"long_edge\": 512}"));
        assertEquals(SizeRule.withinEdges(2048, 512), size("{\"within_edges\": [2048, 512]}"));
        assertEquals(SizeRule.shortEdge(512).multipleBelow(32), size("{\"short_edge\": 512, \"multiple_below\": 32}"));
        assertEquals(
                SizeRule.nearest(384, 384, 32),
                size("{\"nearest\": {\"width\": 384, \"height\": 384, \"multiple\": 32}}"));
    }

    private static SizeRule size(String json) {
        return read("{\"input\": {\"size\": " + json + "}}").size().orElseThrow();
    }

    @Test
    void normalizationsByName() {
        for (String name : List.of("imagenet", "plus_minus_one", "unit", "none")) {
            assertTrue(
                    read("{\"input\": {\"normalization\": \"" + name + "\"}}")
                            .std()
                            .isPresent(),
                    name);
        }
        ModelSpec spec = read("{\"input\": {\"normalization\": \"plus_minus_one\"}}");
        assertEquals(Optional.of(1 / 127.5), spec.scale());
        assertEquals(Optional.of(List.of(1.0, 1.0, 1.0)), spec.mean());
    }

    @Test
    void whatCannotBeUnderstoodIsNamedWithWhatCould() {
        fails("[", "not a JSON object");
        fails("{\"version\": 2}", "version = 2", "version 1");
        fails("{\"inputs\": {}}", "unknown key inputs", "perhaps for input", "classes");
        fails("{\"input\": {\"meen\": [1, 2, 3]}}", "unknown key meen", "perhaps for mean", "resampling");
        fails("{\"input\": {\"rotation\": 90}}", "unknown key rotation: input may have");
        fails("{\"output\": {\"nmae\": \"x\"}}", "perhaps for name");
        fails("{\"input\": {\"size\": 520}}", "size = 520", "short_edge");
        fails("{\"input\": {\"size\": \"large\"}}", "size = large", "as_is");
        fails("{\"input\": {\"size\": {\"width\": 5}}}", "size = [width]");
        fails("{\"input\": {\"size\": {\"short_edge\": 0}}}", "short edge of 0 pixels");
        fails("{\"input\": {\"size\": {\"within_box\": [1]}}}", "within_box = [1]", "[width, height]");
        fails("{\"input\": {\"resampling\": \"bilinear\"}}", "resampling = bilinear", "pillow_bilinear", "opencv_area");
        fails("{\"input\": {\"mean\": [1, 2]}}", "mean = [1.0, 2.0]", "three");
        fails("{\"input\": {\"std\": 0}}", "std", "above 0");
        fails("{\"input\": {\"scale\": \"1/\"}}", "scale = 1/", "\"1/255\"");
        fails("{\"input\": {\"normalization\": \"unit\", \"mean\": 1}}", "normalization = unit", "not mean as well");
        fails("{\"input\": {\"alpha\": \"white\"}}", "alpha = white", "#ffffff");
        fails("{\"input\": {\"padding\": {\"color\": 1}}}", "padding = [color]", "multiple_of");
        fails(
                "{\"input\": {\"padding\": {\"to\": {\"multiple_of\": 8}, \"color\": 1, \"value\": 0}}}",
                "either color or value");
        fails("{\"input\": {\"padding\": {\"to\": {\"multiple_of\": 8}, \"color\": 256}}}", "256", "0 to 255");
        fails("{\"output\": {\"kind\": \"softmax\"}}", "kind = softmax", "probabilities");
        fails("{\"classes\": \"coco\"}", "classes = coco", "pascal_voc");
        fails("{\"classes\": [\"a\", 1]}", "classes", "a list of texts");
        fails("{\"classes\": {\"1\": \"a\"}}", "also for 0");
        fails("{\"classes\": 5}", "classes = 5");
    }

    @Test
    void theNearerNameWins(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("roads.onnx");
        assertEquals(Optional.empty(), SideCar.find(model));
        Path common = Files.writeString(folder.resolve("model.segmentation.json"), "{}");
        assertEquals(Optional.of(common), SideCar.find(model));
        Path own = Files.writeString(folder.resolve("roads.segmentation.json"), "{}");
        assertEquals(Optional.of(own), SideCar.find(model));
        assertEquals(own, SideCar.path(model));
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        ModelSpec spec = Preset.SEGFORMER.spec();
        Path file = folder.resolve("roads.segmentation.json");
        SideCar.write(spec, file);
        SideCar.write(spec, file);
        assertEquals(spec, SideCar.read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertThrows(
                IOException.class,
                () -> SideCar.write(spec, folder.resolve("none").resolve("x.json")));
        Exception e = assertThrows(InvalidModelException.class, () -> SideCar.read(folder.resolve("absent.json")));
        assertTrue(e.getMessage().contains("absent.json"), e.getMessage());
    }

    @Test
    void everyPresetSurvives() {
        for (Preset preset : Preset.values()) {
            assertEquals(preset.spec(), read(SideCar.toJson(preset.spec())), preset.key());
        }
    }
}
