package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdeployConfigTest {
    private static final String NORMALIZE =
            "{\"type\": \"Normalize\", \"mean\": [123.675, 116.28, 103.53], \"std\": [58.395, 57.12, 57.375],"
                    + " \"to_rgb\": true}";

    @TempDir
    Path folder;

    private Optional<ModelSpec> find(String version, String task, String... transforms) throws IOException {
        Files.writeString(
                folder.resolve("deploy.json"), "{\"version\": \"" + version + "\", \"task\": \"" + task + "\"}");
        Files.writeString(folder.resolve("pipeline.json"), """
                {"pipeline": {"input": ["img"], "output": ["post_output"], "tasks": [
                  {"type": "Task", "module": "Transform", "name": "Preprocess",
                   "transforms": [{"type": "LoadImageFromFile"}, %s, {"type": "Collect", "keys": ["img"]}]},
                  {"type": "Task", "module": "Net", "name": "psp", "input_map": {"img": "input"}},
                  {"type": "Task", "module": "mmseg", "component": "ResizeMask", "params": {"num_classes": 19}}]}}
                """.formatted(String.join(", ", transforms)));
        return MmdeployConfig.find(folder.resolve("end2end.onnx"));
    }

    @Test
    void aFixedExport() throws IOException {
        String resize = "{\"type\": \"Resize\", \"size\": [2048, 1024], \"keep_ratio\": false}";
        ModelSpec spec = find("1.3.1", "Segmentor", resize, NORMALIZE).orElseThrow();
        assertEquals(Optional.of(SizeRule.fixed(2048, 1024)), spec.size());
        assertEquals(Optional.of("input"), spec.input());
        assertEquals(Optional.of(1.0), spec.scale());
        assertEquals(Optional.of(Resampling.OPENCV_LINEAR), spec.resampling());
        assertEquals(Optional.of(Resampling.OPENCV_NEAREST), spec.labelResampling());
        assertEquals(Optional.empty(), spec.classNames());
        for (String before : new String[] {"0.14.0", "1.0.0"}) {
            spec = find(before, "Segmentor", resize, NORMALIZE).orElseThrow();
            assertEquals(Optional.of(SizeRule.fixed(1024, 2048)), spec.size());
        }
    }

    @Test
    void whichSideComesFirstIsLeftToTheGraphWhereItIsInDoubt() throws IOException {
        String resize = "{\"type\": \"Resize\", \"size\": [2048, 1024]}";
        assertEquals(
                Optional.empty(),
                find("1.1.0", "Segmentor", resize, NORMALIZE).orElseThrow().size());
        String square = "{\"type\": \"Resize\", \"size\": [512, 512]}";
        assertEquals(
                Optional.of(SizeRule.fixed(512, 512)),
                find("1.1.0", "Segmentor", square, NORMALIZE).orElseThrow().size());
        Files.writeString(folder.resolve("detail.json"), "{\"onnx_config\": {\"input_shape\": [2048, 1024]}}");
        assertEquals(
                Optional.of(SizeRule.fixed(2048, 1024)),
                find("1.1.0", "Segmentor", resize, NORMALIZE).orElseThrow().size());
        Files.writeString(folder.resolve("detail.json"), "{\"onnx_config\": {\"input_shape\": null}}");
        assertEquals(
                Optional.of(SizeRule.fixed(1024, 2048)),
                find("0.9.0", "Segmentor", resize, NORMALIZE).orElseThrow().size());
        Files.writeString(folder.resolve("detail.json"), "{\"onnx_config\": {\"input_shape\": [0, 1]}}");
        fails("input_shape that cannot be used", "1.1.0", "Segmentor", resize);
    }

    @Test
    void filtersAreOpenCvs() throws IOException {
        String resize = "{\"type\": \"Resize\", \"size\": 64, \"interpolation\": \"%s\"}";
        ModelSpec spec =
                find("1.3.1", "Segmentor", resize.formatted("area"), NORMALIZE).orElseThrow();
        assertEquals(Optional.of(SizeRule.fixed(64, 64)), spec.size());
        assertEquals(Optional.of(Resampling.OPENCV_AREA), spec.resampling());
        fails("interpolation = \"lanczos\"", "1.3.1", "Segmentor", resize.formatted("lanczos"));
    }

    @Test
    void withoutAResizeAPhotoGoesInAsItIs() throws IOException {
        ModelSpec spec =
                find("1.3.1", "Segmentor", NORMALIZE.replace("true", "false")).orElseThrow();
        assertEquals(Optional.of(SizeRule.asIs()), spec.size());
        assertEquals(Optional.of(ChannelOrder.BGR), spec.channelOrder());
    }

    @Test
    void theRatioIsKeptAndPaddingAdded() throws IOException {
        ModelSpec spec = find(
                        "1.3.1",
                        "Segmentor",
                        "{\"type\": \"Resize\", \"size\": [2048, 512], \"keep_ratio\": true}",
                        NORMALIZE,
                        "{\"type\": \"Pad\", \"size_divisor\": 32}")
                .orElseThrow();
        assertEquals(Optional.of(SizeRule.withinEdges(2048, 512)), spec.size());
        assertEquals(Optional.of(Padding.toMultipleOf(32)), spec.padding());
        spec = find("1.3.1", "Segmentor", "{\"type\": \"Pad\", \"size\": [64, 32], \"pad_val\": 7}", NORMALIZE)
                .orElseThrow();
        Padding.Extend padding = (Padding.Extend) spec.padding().orElseThrow();
        assertEquals(Padding.Fill.gray(7), padding.fill());
        assertEquals(SizeRule.fixed(64, 32), padding.to());
    }

    @Test
    void whatIsNotUnderstoodIsNamed() throws IOException {
        assertEquals(Optional.empty(), MmdeployConfig.find(folder.resolve("end2end.onnx")));
        fails("task = \"Detector\"", "1.3.1", "Detector", NORMALIZE);
        fails("type = \"Rotate\"", "1.3.1", "Segmentor", "{\"type\": \"Rotate\"}");
        fails("without size", "1.3.1", "Segmentor", "{\"type\": \"Resize\"}");
        fails("without a mean", "1.3.1", "Segmentor", "{\"type\": \"Normalize\"}");
        String pad = "{\"type\": \"Pad\", \"size_divisor\": %s, \"%s\": %s}";
        fails("size_divisor that cannot be used", "1.3.1", "Segmentor", pad.formatted("0", "pad_val", "0"));
        fails("padding_mode = \"edge\"", "1.3.1", "Segmentor", pad.formatted("32", "padding_mode", "\"edge\""));
        fails("pad_to_square = true", "1.3.1", "Segmentor", pad.formatted("32", "pad_to_square", "true"));
        fails("pad_val = 0.5", "1.3.1", "Segmentor", pad.formatted("32", "pad_val", "0.5"));
        fails("pad_val.img = [1, 2]", "1.3.1", "Segmentor", pad.formatted("32", "pad_val", "{\"img\": [1, 2]}"));
        fails("without size", "1.3.1", "Segmentor", "{\"type\": \"Pad\"}");
        fails("std that cannot be used", "1.3.1", "Segmentor", NORMALIZE.replace("57.12", "0"));
        fails("size that cannot be used", "1.3.1", "Segmentor", "{\"type\": \"Resize\", \"size\": [0, 0]}");
        fails("size = [1]", "1.3.1", "Segmentor", "{\"type\": \"Resize\", \"size\": [1]}");
    }

    private void fails(String piece, String version, String task, String transform) {
        Exception e = assertThrows(InvalidModelException.class, () -> find(version, task, transform));
        assertTrue(e.getMessage().contains(piece), e.getMessage());
    }
}
