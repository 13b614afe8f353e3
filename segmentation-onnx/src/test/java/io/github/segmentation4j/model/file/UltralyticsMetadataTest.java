package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.SizeRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UltralyticsMetadataTest {

    private static Map<String, String> ultralytics(String task, String imgsz, String names) {
        return Map.of("task", task, "imgsz", imgsz, "names", names, "stride", "32");
    }

    @Test
    void ultralyticsNetworksAreLetterboxed() {
        ModelSpec spec = UltralyticsMetadata.read(
                        "yolo.onnx", ultralytics("semantic", "[480, 640]", "{0: 'sky', 1: \"driver's seat\"}"))
                .orElseThrow();
        assertEquals(Optional.of(SizeRule.withinBox(640, 480)), spec.size());
        assertEquals(
                List.of("sky", "driver's seat"), spec.classNames().orElseThrow().names());
        Padding.Extend padding = (Padding.Extend) spec.padding().orElseThrow();
        assertEquals(Padding.Fill.gray(114), padding.fill());
        assertEquals(PaddingSide.AROUND, padding.side());
    }

    @Test
    void anExportForAnySizePadsToTheStride() {
        Map<String, String> metadata = new HashMap<>(ultralytics("semantic", "[640, 640]", "{0: 'a', 1: 'b'}"));
        metadata.put("args", "{'batch': 1, 'half': False, 'dynamic': True}");
        ModelSpec spec = UltralyticsMetadata.read("yolo.onnx", metadata).orElseThrow();
        Padding.Extend padding = (Padding.Extend) spec.padding().orElseThrow();
        assertEquals(SizeRule.asIs().multipleOf(32), padding.to());
        assertEquals(Optional.of(SizeRule.withinBox(640, 640)), spec.size());
    }

    @Test
    void aSingleClassIsToldFromTheBackground() {
        ModelSpec spec = UltralyticsMetadata.read("yolo.onnx", ultralytics("semantic", "640", "{0: 'road'}"))
                .orElseThrow();
        assertEquals(
                List.of("background", "road"), spec.classNames().orElseThrow().names());
    }

    @Test
    void namesAreReadAsPythonWritesThem() {
        ModelSpec spec = UltralyticsMetadata.read(
                        "yolo.onnx", ultralytics("semantic", "640", "{0: 'a\\\\b\\'c', 1: \"d\\xa0\\u200b\\n\"}"))
                .orElseThrow();
        assertEquals(
                List.of("a\\b'c", "d\u00a0\u200b\n"),
                spec.classNames().orElseThrow().names());
    }

    @Test
    void imagesOfOneChannelAreRefused() {
        Map<String, String> metadata = new HashMap<>(ultralytics("semantic", "640", "{0: 'a', 1: 'b'}"));
        metadata.put("channels", "1");
        Exception e = assertThrows(InvalidModelException.class, () -> UltralyticsMetadata.read("yolo.onnx", metadata));
        assertTrue(e.getMessage().contains("channels = 1"), e.getMessage());
    }

    @Test
    void otherTasksAreRefused() {
        Exception e = assertThrows(
                InvalidModelException.class,
                () -> UltralyticsMetadata.read("yolo.onnx", ultralytics("segment", "640", "{0: 'a'}")));
        assertTrue(e.getMessage().contains("\"segment\""), e.getMessage());
    }

    @Test
    void valuesThatPythonWouldNotWriteAreRefused() {
        for (String names : List.of(
                "",
                "{0: 'a'",
                "{1: 'a'}",
                "{0: a}",
                "['a']",
                "{0: 'a'} x",
                "{0 'a'}",
                "{}",
                "{0: '\\q'}",
                "{0: '\\x4'}",
                "{0: '\\UFFFFFFFF'}",
                "{0: 'a', 1: 'a'}")) {
            Exception e = assertThrows(
                    InvalidModelException.class,
                    () -> UltralyticsMetadata.read("yolo.onnx", ultralytics("semseg", "640", names)),
                    names);
            assertTrue(e.getMessage().contains("yolo.onnx"), e.getMessage());
        }
        for (String size : List.of("", "[]", "[640", "640x480", "99999999999", "0", "[1, 2, 3]", "-4")) {
            assertThrows(
                    InvalidModelException.class,
                    () -> UltralyticsMetadata.read("yolo.onnx", ultralytics("semseg", size, "{0: 'a'}")),
                    size);
        }
    }
}
