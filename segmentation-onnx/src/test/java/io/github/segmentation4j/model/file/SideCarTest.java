package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideCarTest {

    private static ModelSpec read(String json) {
        return SideCar.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads a side-car in which apostrophes stand for quotation marks. */
    private static ModelSpec plain(String content) {
        return read("{'version': 1, ".replace('\'', '"') + content.replace('\'', '"') + "}");
    }

    private static ModelSpec input(String content) {
        return plain("'input': {" + content + "}");
    }

    private static void fails(String json, String... pieces) {
        String message = assertThrows(InvalidModelException.class, () -> read(json.replace('\'', '"')))
                .getMessage();
        assertTrue(message.startsWith("model.segmentation.json"), message);
        for (String piece : pieces) {
            assertTrue(message.contains(piece.replace('\'', '"')), "\"" + piece + "\" is missing in: " + message);
        }
    }

    private static void inputFails(String content, String... pieces) {
        fails("{'version': 1, 'input': {" + content + "}}", pieces);
    }

    @Test
    void everyPart() {
        ModelSpec expected = ModelSpec.builder()
                .input("image")
                .alphaHandling(AlphaHandling.compositeOn(0xFF8000))
                .channelOrder(ChannelOrder.BGR)
                .size(SizeRule.shortEdge(800, 1333))
                .resampling(Resampling.OPENCV_AREA)
                .crop(Crop.center(30, 20))
                .scale(0.5)
                .mean(1, 2, 3)
                .std(4, 4, 4)
                .padding(Padding.toSize(64, 48).withSide(PaddingSide.AROUND).withColor(0x010203))
                .layout(TensorLayout.NHWC)
                .elementType(ElementType.FLOAT16)
                .output("classes")
                .maskOutput("masks")
                .outputKind(OutputKind.MASK_QUERIES)
                .outputLayout(TensorLayout.NCHW)
                .threshold(0.25)
                .classNames(ClassNames.of("sea", "sky").ignoring(9))
                .build();
        assertEquals(
                expected,
                plain("'input': {'name': 'image', 'alpha': '#ff8000', 'channel_order': 'BGR',"
                        + " 'size': {'short_edge': 800, 'max_long_edge': 1333}, 'resampling': 'opencv_area',"
                        + " 'crop': {'center': {'width': 30, 'height': 20}}, 'scale': 0.5, 'mean': [1, 2, 3],"
                        + " 'std': 4, 'padding': {'to': {'width': 64, 'height': 48}, 'side': 'around',"
                        + " 'color': [1, 2, 3]}, 'layout': 'NHWC', 'element_type': 'float16'},"
                        + " 'output': {'name': 'classes', 'masks': 'masks', 'kind': 'mask_queries',"
                        + " 'layout': 'NCHW', 'threshold': 0.25}, 'classes': ['sea', 'sky'], 'ignored_label': 9"));
    }

    @Test
    void whatIsNotStatedStaysOpen() {
        assertEquals(ModelSpec.builder().build(), read("{\"version\": 1}"));
        assertEquals(
                ModelSpec.builder().build(), plain("'input': {}, 'output': {}, '$schema': 'x', 'description': 'y'"));
        assertEquals(ModelSpec.builder().std(2, 2, 2).build(), input("'std': 2"));
    }

    @Test
    void sizesInAllSpellings() {
        assertEquals(Optional.of(SizeRule.asIs()), input("'size': 'as_is'").size());
        assertEquals(
                Optional.of(SizeRule.fixed(3, 2)),
                input("'size': {'width': 3, 'height': 2}").size());
        assertEquals(
                Optional.of(SizeRule.width(7)),
                input("'size': {'only_width': 7}").size());
        assertEquals(
                Optional.of(SizeRule.height(7)),
                input("'size': {'only_height': 7}").size());
        assertEquals(
                Optional.of(SizeRule.shortEdge(7)),
                input("'size': {'short_edge': 7}").size());
        assertEquals(
                Optional.of(SizeRule.longEdge(7)),
                input("'size': {'long_edge': 7}").size());
        assertEquals(
                Optional.of(SizeRule.withinBox(7, 5)),
                input("'size': {'within_box': {'width': 7, 'height': 5}}").size());
        assertEquals(
                Optional.of(SizeRule.withinBoxTruncated(7, 5)),
                input("'size': {'within_box': {'width': 7, 'height': 5, 'rounding': 'down'}}")
                        .size());
        assertEquals(
                Optional.of(SizeRule.nearestStretched(7, 5, 2)),
                input("'size': {'nearest': {'width': 7, 'height': 5, 'multiple': 2, 'keep_ratio': false}}")
                        .size());
        assertEquals(
                Optional.of(SizeRule.atLeast(7, 5)),
                input("'size': {'at_least': {'width': 7, 'height': 5}}").size());
        assertEquals(
                Optional.of(SizeRule.withinEdges(5, 7)),
                input("'size': {'within_edges': {'short_edge': 5, 'long_edge': 7}}")
                        .size());
        assertEquals(
                Optional.of(SizeRule.asIs().multipleOf(8)),
                input("'size': {'multiple_of': 8}").size());
        assertEquals(
                Optional.of(SizeRule.longEdge(7).multipleBelow(8)),
                input("'size': {'long_edge': 7, 'multiple_below': 8}").size());
        assertEquals(
                Optional.of(SizeRule.longEdge(7).multipleOf(4).multipleBelow(8)),
                input("'size': {'of': {'long_edge': 7, 'multiple_of': 4}, 'multiple_below': 8}")
                        .size());
    }

    @Test
    void wordsForNormalizations() {
        assertEquals(
                ModelSpec.builder().normalization(Normalization.imageNet()).build(),
                input("'normalization': 'imagenet'"));
        assertEquals(
                ModelSpec.builder()
                        .channelOrder(ChannelOrder.BGR)
                        .scale(1 / 255.0)
                        .mean(0.406, 0.456, 0.485)
                        .std(0.225, 0.224, 0.229)
                        .build(),
                input("'normalization': 'imagenet', 'channel_order': 'BGR'"));
        assertEquals(
                ModelSpec.builder().normalization(Normalization.plusMinusOne()).build(),
                input("'scale': '1/127.5', 'mean': 1, 'std': 1"));
        assertEquals(Optional.of(1 / 255.0), input("'scale': '1/255'").scale());
    }

    @Test
    void paddingsInAllSpellings() {
        assertEquals(Optional.of(Padding.none()), input("'padding': 'none'").padding());
        assertEquals(
                Optional.of(Padding.toMultipleOf(32)),
                input("'padding': {'to': {'multiple_of': 32}}").padding());
        assertEquals(
                Optional.of(Padding.toSize(9, 8).withSide(PaddingSide.TOP_LEFT).withInput(-1.5)),
                input("'padding': {'to': {'width': 9, 'height': 8}, 'side': 'top_left', 'value': -1.5}")
                        .padding());
        assertEquals(
                Optional.of(Padding.to(SizeRule.asIs()).withGray(114)),
                input("'padding': {'to': 'as_is', 'color': 114}").padding());
    }

    @Test
    void classesInAllSpellings() {
        ClassNames two = ClassNames.of("sea", "sky");
        assertEquals(Optional.of(two), plain("'classes': ['sea', 'sky']").classNames());
        assertEquals(
                Optional.of(two), plain("'classes': {'1': 'sky', '0': 'sea'}").classNames());
        assertEquals(
                Optional.of(ClassNames.ade20k()), plain("'classes': 'ade20k'").classNames());
        assertEquals(
                Optional.of(ClassNames.pascalVoc().ignoring(21)),
                plain("'classes': 'pascal_voc', 'ignored_label': 21").classNames());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Expected JSON value",
        "'{\"version\": 1', line 1",
        "'[1]', is not a JSON object",
        "'{}', 'has no version, but a whole number is needed'",
        "'{\"version\": 2}', 'has version = 2, but version 1'",
        "'{\"version\": \"1\"}', 'has version = \"1\", but a whole number'",
        "'{\"version\": 1, \"inputs\": {}}', 'has a key inputs, which is not known: write input'",
        "'{\"version\": 1, \"input\": 7}', 'has input = 7, but an object'",
        "'{\"version\": 1, \"license\": 7}', 'a key license, which is not known: leave it out, or choose one of $schema'",
        "'{\"version\": 1, \"ignored_label\": 7}', 'has ignored_label, but no classes'",
        "'{\"version\": 1, \"classes\": [\"a\"], \"ignored_label\": -7}', 'ignored_label that cannot be used'",
        "'{\"version\": 1, \"classes\": \"ade\"}', 'has classes = \"ade\", but one of ade20k, cityscapes, pascal_voc'",
        "'{\"version\": 1, \"classes\": \"cityscape\"}', 'has classes = \"cityscape\", but cityscapes,'",
        "'{\"version\": 1, \"classes\": 21}', 'has classes = 21, but a list of names'",
        "'{\"version\": 1, \"classes\": []}', 'a value of classes that cannot be used'",
        "'{\"version\": 1, \"classes\": [\"a\", \"a\"]}', 'Classes 0 and 1 are both named'",
        "'{\"version\": 1, \"classes\": [\"a\", 1]}', 'has classes = [\"a\", 1], but a list of texts'",
        "'{\"version\": 1, \"classes\": {\"1\": \"a\"}}', 'classes, has 1 names, but none for class 0'",
        "'{\"version\": 1, \"output\": {\"kind\": \"logit\"}}', 'has output.kind = \"logit\", but logits'",
        "'{\"version\": 1, \"output\": {\"treshold\": 0.5}}', 'a key output.treshold, which is not known: write threshold'",
        "'{\"version\": 1, \"output\": {\"threshold\": 1e300}}', 'output.threshold that cannot be used'"
    })
    void whatCannotBeUnderstoodIsNamed(String json, String piece) {
        fails(json, piece);
    }

    @Test
    void wrongValuesOfTheInputAreNamed() {
        inputFails(
                "'channel_order': 'bgr'",
                "has input.channel_order = 'bgr', but BGR, or another one of BANDS, BGR, BGRA,");
        inputFails("'channelOrder': 'BGR'", "input.channelOrder", "write channel_order");
        inputFails("'resampling': 'bilinear'", "input.resampling = 'bilinear'", "one of opencv_area,");
        inputFails("'normalization': 'imagenet', 'mean': 0", "input, has both normalization and mean: keep one");
        inputFails("'scale': '1:255'", "has input.scale = '1:255'", "a quotient such as '1/255'");
        inputFails("'scale': '1/0'", "input.scale that cannot be used", "a finite one, not 0");
        inputFails("'scale': 0", "input.scale that cannot be used", "0.0");
        inputFails("'scale': [1]", "has input.scale = [1]");
        inputFails("'mean': []", "input.mean");
        inputFails("'mean': '0.5'", "has input.mean = '0.5'", "one number for all of them");
        inputFails("'std': 0", "input.std that cannot be used", "above 0");
        inputFails("'alpha': 'white'", "has input.alpha = 'white'", "#ffffff");
        inputFails("'crop': {'width': 3, 'height': 4}", "a key input.crop.height", "choose one of center");
        inputFails("'crop': {}", "has no input.crop.center", "width");
        inputFails("'crop': 7", "has input.crop = 7, but 'none' or an object");
        inputFails("'layout': 'nhwc'", "NHWC");
        inputFails("'element_type': 'half'", "bfloat16, float16");
        inputFails("'padding': 32", "has input.padding = 32", "multiple_of");
        inputFails("'padding': {}", "has no input.padding.to");
        inputFails("'padding': {'to': 'as_is', 'color': 1, 'value': 2}", "input.padding, has both color and value");
        inputFails("'padding': {'to': 'as_is', 'color': 256}", "input.padding.color that cannot be used", "256");
        inputFails(
                "'padding': {'to': 'as_is', 'color': [1, 2]}", "input.padding.color = [1, 2]", "three whole numbers");
        inputFails("'padding': {'to': 'as_is', 'color': [1, 2, 2.5]}", "2.5", "three whole numbers");
        inputFails("'padding': {'to': 'as_is', 'color': 'gray'}", "input.padding.color = 'gray'");
        inputFails("'padding': {'to': 'as_is', 'value': 1e300}", "input.padding.value that cannot be used");
    }

    @Test
    void wrongSizesAreNamed() {
        inputFails("'size': 512", "has input.size = 512, but 'as_is' or an object such as", "short_edge");
        inputFails("'size': 'fixed'", "has input.size = 'fixed'");
        inputFails("'size': {}", "input.size, names no size");
        inputFails("'size': {'width': 5}", "has no input.size.height");
        inputFails("'size': {'height': 5}", "has height, but no width");
        inputFails("'size': {'max_long_edge': 5}", "has max_long_edge, but no short_edge");
        inputFails("'size': {'shortest_edge': 5}", "a key input.size.shortest_edge", "write short_edge");
        inputFails("'size': {'short_edge': 5, 'long_edge': 9}", "has both short_edge and long_edge");
        inputFails("'size': {'short_edge': 0}", "input.size that cannot be used", "at least 1");
        inputFails("'size': {'short_edge': 9, 'max_long_edge': 0}", "input.size that cannot be used", "long edge");
        inputFails("'size': {'within_box': {'width': 3, 'height': 2, 'rounding': 'up'}}", "within_box.rounding = 'up'");
        inputFails("'size': {'at_least': {'width': 3}}", "has no input.size.at_least.height");
        inputFails("'size': {'short_edge': 9.5}", "input.size.short_edge = 9.5", "a whole number");
        inputFails("'size': {'within_box': {'width': 3}}", "has no input.size.within_box.height");
        inputFails("'size': {'within_edges': [1, 2]}", "input.size.within_edges = [1, 2]", "an object");
        inputFails("'size': {'short_edge': 9, 'multiple_of': 3, 'multiple_below': 3}", "has both multiple_of and");
        inputFails("'size': {'short_edge': 9, 'multiple_of': 0}", "input.size that cannot be used", "stride of 0");
        inputFails("'size': " + "{'of': ".repeat(40) + "'as_is'" + "}".repeat(40), "more than 16 times");
    }

    @Test
    void theOneBesideAModelIsFound(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("road.v2.onnx");
        assertEquals(Optional.empty(), SideCar.find(model));
        Files.writeString(folder.resolve("model.segmentation.json"), "{\"version\": 1, \"output\": {\"name\": \"a\"}}");
        assertEquals(Optional.of("a"), SideCar.find(model).orElseThrow().output());
        assertEquals(folder.resolve("road.v2.segmentation.json"), SideCar.beside(model));
        SideCar.write(ModelSpec.builder().output("b").build(), SideCar.beside(model));
        assertEquals(Optional.of("b"), SideCar.find(model).orElseThrow().output());
        assertEquals(
                Optional.of("a"),
                SideCar.find(folder.resolve("other.onnx")).orElseThrow().output());
        assertEquals(Path.of("model.segmentation.json"), SideCar.beside(Path.of("model")));
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("no.segmentation.json");
        Exception e = assertThrows(InvalidModelException.class, () -> SideCar.read(missing));
        assertEquals(missing + " cannot be read: there is no such file", e.getMessage());
        Files.writeString(missing, "{\"version\": 3}");
        e = assertThrows(InvalidModelException.class, () -> SideCar.read(missing));
        assertTrue(e.getMessage().startsWith(missing + " has version = 3"), e.getMessage());
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.segmentation.json");
        Files.writeString(file, "old");
        ModelSpec spec = ModelSpec.builder()
                .size(SizeRule.withinBox(640, 480))
                .normalization(Normalization.imageNet())
                .classNames(ClassNames.of("sea", "sky"))
                .build();
        SideCar.write(spec, file);
        assertEquals(
                List.of(
                        "{",
                        "  \"version\": 1,",
                        "  \"input\": {\"size\": {\"within_box\": {\"width\": 640, \"height\": 480}}, \"normalization\":"
                                + " \"imagenet\"},",
                        "  \"classes\": [\"sea\", \"sky\"]",
                        "}"),
                Files.readAllLines(file));
        assertEquals(spec, SideCar.read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none").resolve("model.segmentation.json");
        Exception e = assertThrows(
                UncheckedIOException.class,
                () -> SideCar.write(ModelSpec.builder().build(), file));
        assertTrue(e.getMessage().startsWith(file + " cannot be written: "), e.getMessage());
    }

    @Test
    void metadataHoldASideCar() {
        assertEquals(Optional.empty(), SideCar.inMetadata(Map.of("segmentation", "{}")));
        assertEquals(
                Optional.of("x"),
                SideCar.inMetadata(Map.of("segmentation4j", "{\"version\": 1, \"input\": {\"name\": \"x\"}}"))
                        .orElseThrow()
                        .input());
        Exception e = assertThrows(
                InvalidModelException.class, () -> SideCar.inMetadata(Map.of("segmentation4j", "{\"version\": 4}")));
        assertTrue(e.getMessage().startsWith("the model's metadata segmentation4j has version = 4"), e.getMessage());
    }

    @Test
    void labelsAreResizedByTheNearestPixelOnly() {
        ModelSpec spec = SideCar.read(new ByteArrayInputStream(
                "{\"version\": 1, \"output\": {\"resampling\": \"opencv_nearest\"}}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.of(Resampling.OPENCV_NEAREST), spec.labelResampling());
        InputStream linear = new ByteArrayInputStream(
                "{\"version\": 1, \"output\": {\"resampling\": \"opencv_linear\"}}".getBytes(StandardCharsets.UTF_8));
        Exception e = assertThrows(InvalidModelException.class, () -> SideCar.read(linear));
        assertTrue(e.getMessage().contains("opencv_nearest"), e.getMessage());
        ModelSpec.Builder builder = ModelSpec.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.labelResampling(Resampling.PILLOW_BOX));
    }
}
