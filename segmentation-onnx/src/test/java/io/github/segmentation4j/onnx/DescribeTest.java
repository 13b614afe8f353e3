package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided about a model, from where, and what is missing. */
class DescribeTest {
    private static final float[] TWO_CLASSES = {1, 0, 0, 0, 1, 0};

    @TempDir
    Path folder;

    private Path model(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.onnx"), content);
    }

    /** A graph that passes its input on. */
    private static byte[] identity(int type, long[] input, long... output) {
        return new OnnxGraph()
                .input("pixels", type, input)
                .node("Identity", "scores", "pixels")
                .output("scores", type, output)
                .toBytes();
    }

    private static OnnxSegmenter.Builder normalized() {
        return OnnxSegmenter.builder().normalization(Normalization.imageNet());
    }

    private static Decision decision(ModelDescription description, String subject) {
        return description.decisions().stream()
                .filter(decision -> decision.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + subject + " in " + description));
    }

    private static void says(ModelDescription description, String subject, String value, String origin) {
        Decision decision = decision(description, subject);
        assertTrue(decision.value().contains(value), decision.toString());
        assertTrue(decision.origin().contains(origin), decision.toString());
    }

    private static void misses(ModelDescription description, String... pieces) {
        assertFalse(description.isComplete());
        assertEquals(pieces.length, description.missing().size(), description.toString());
        for (int i = 0; i < pieces.length; i++) {
            assertTrue(description.missing().get(i).toString().contains(pieces[i]), description.toString());
        }
    }

    private static String refusal(OnnxSegmenter.Builder builder, Path model) {
        return assertThrows(InvalidModelException.class, () -> builder.describe(model))
                .getMessage();
    }

    @Test
    void torchvisionsExportIsKnownByItsInputsAndOutputs() {
        ModelDescription description = OnnxSegmenter.builder().describe(Resources.file("/models/fcn_resnet50_w8.onnx"));
        assertTrue(description.isComplete(), description.toString());
        says(description, "size", "short edge 520", "torchvision's preset");
        says(description, "output", "\"out\"", "torchvision's preset");
        assertTrue(decision(description, "output").alternatives().contains("\"aux\""));
        says(description, "classes", "21: background, aeroplane", "torchvision's preset");
        says(description, "layout", "NCHW", "axis 1 has length 3");
    }

    @Test
    void whatIsMissingIsNamedWithKeyAndCall() throws IOException {
        ModelDescription description =
                OnnxSegmenter.builder().describe(model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES)));
        misses(description, "input.size", "input.mean", "input.std");
        assertTrue(description.missing().get(0).toString().contains("Builder.size"));
        assertTrue(description.toString().contains("missing: the size"), description.toString());
    }

    @Test
    void channelsLastAreSeenInTheShape() throws IOException {
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, 8, 16, 3}, 1, 8, 16, 3));
        ModelDescription description = normalized().describe(model);
        assertTrue(description.isComplete(), description.toString());
        says(description, "layout", "NHWC", "axis 3 has length 3");
        says(description, "output layout", "NHWC", "proportions");
        says(description, "size", "fixed 16x8", "it takes no other");
        says(description, "classes", "3: class 0 to class 2", "numbered");
    }

    @Test
    void axesThatAreAllOpenNeedALayout() throws IOException {
        long free = OnnxGraph.FREE;
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, free, free, free}, 1, free, free, free));
        misses(normalized().size(SizeRule.fixed(16, 8)).describe(model), "input.layout");
        ModelDescription description = normalized()
                .size(SizeRule.fixed(16, 8))
                .layout(TensorLayout.NHWC)
                .describe(model);
        assertTrue(description.isComplete(), description.toString());
        says(description, "layout", "NHWC", "the builder");
    }

    @Test
    void samplesGoIntoBytesAsTheyAre() throws IOException {
        long free = OnnxGraph.FREE;
        Path model = model(identity(OnnxGraph.UINT8, new long[] {1, free, free, 3}, 1, free, free, 3));
        ModelDescription description =
                OnnxSegmenter.builder().outputKind(OutputKind.LOGITS).describe(model);
        assertTrue(description.isComplete(), description.toString());
        says(description, "normalization", "none", "uint8");
        says(description, "size", "as is", "uint8");
        String message = refusal(normalized().outputKind(OutputKind.LOGITS), model);
        assertTrue(message.contains("takes uint8") && message.contains("scale of 1"), message);
    }

    @Test
    void oneChannelIsAProbabilityOrALogit() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", 1, 0, 0));
        OnnxSegmenter.Builder builder = normalized().size(SizeRule.asIs());
        String load = assertThrows(
                        InvalidModelException.class,
                        () -> builder.outputKind(OutputKind.LABELS)
                                .classNames(ClassNames.of("a"))
                                .threshold(1)
                                .load(model))
                .getMessage();
        assertTrue(load.contains("threshold"), load);
        ModelDescription described = normalized()
                .size(SizeRule.asIs())
                .outputKind(OutputKind.PROBABILITIES)
                .classNames(ClassNames.of("person"))
                .describe(model);
        says(described, "threshold", "0.5", "default");
        says(described, "classes", "2: background, person", "the builder");
    }

    @Test
    void outputsAreToldByTheirNames() throws IOException {
        OnnxGraph graph = new OnnxGraph().input("pixels", OnnxGraph.FLOAT, 1, 3, 8, 16);
        for (String name : List.of("heat", "Model/segments:0", "offsets")) {
            graph.node("Identity", name, "pixels").output(name, OnnxGraph.FLOAT, 1, 3, 8, 16);
        }
        ModelDescription description = normalized().describe(model(graph.toBytes()));
        says(description, "output", "Model/segments:0", "by its name");
        assertTrue(decision(description, "output").alternatives().contains("\"heat\""));
    }

    @Test
    void severalEqualOutputsAreARealDoubt() throws IOException {
        OnnxGraph graph = new OnnxGraph().input("images", OnnxGraph.FLOAT, 1, 3, 8, 16);
        for (String name : List.of("da", "ll")) {
            graph.node("Identity", name, "images").output(name, OnnxGraph.FLOAT, 1, 3, 8, 16);
        }
        Path model = model(graph.toBytes());
        misses(normalized().describe(model), "output.name");
        assertTrue(normalized().output("ll").describe(model).isComplete());
    }

    @Test
    void theOutputThatAllOthersFlowIntoIsTheResult() throws IOException {
        long[] shape = {1, 3, 8, 16};
        byte[] supervised = new OnnxGraph()
                .input("image", OnnxGraph.FLOAT, shape)
                .node("Relu", "side1", "image")
                .node("Neg", "side2", "image")
                .node("Add", "joined", "side1", "side2")
                .node("Sigmoid", "1959", "joined")
                .node("Sigmoid", "1960", "side1")
                .node("Sigmoid", "1961", "side2")
                .output("1960", OnnxGraph.FLOAT, shape)
                .output("1959", OnnxGraph.FLOAT, shape)
                .output("1961", OnnxGraph.FLOAT, shape)
                .toBytes();
        says(normalized().describe(model(supervised)), "output", "\"1959\"", "computed from all the others");
    }

    @Test
    void aMeanOfWholeSamplesNeedsAScale() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(123.675, 116.28, 103.53)
                .std(58.395, 57.12, 57.375);
        misses(builder.describe(model), "input.scale");
        assertTrue(builder.scale(1).describe(model).isComplete());
    }

    @Test
    void sourcesThatContradictTheGraphAreNamed() throws IOException {
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, 3, 8, 16}, 1, 3, 8, 16));
        String message = refusal(normalized().classNames(ClassNames.ade20k()), model);
        assertTrue(message.contains("the builder gives 150 class names") && message.contains("3 channels"), message);
        message = refusal(normalized().layout(TensorLayout.NHWC), model);
        assertTrue(message.contains("NHWC"), message);
        message = refusal(normalized().size(SizeRule.fixed(8, 8)), model);
        assertTrue(message.contains("16x8") && message.contains("8x8"), message);
        message = refusal(normalized().input("picture"), model);
        assertTrue(message.contains("\"picture\"") && message.contains("\"pixels\""), message);
    }

    @Test
    void croppingOrPaddingToTheFixedSizeFits() throws IOException {
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, 3, 8, 16}, 1, 3, 8, 16));
        assertTrue(normalized()
                .size(SizeRule.shortEdge(20))
                .crop(Crop.center(16, 8))
                .describe(model)
                .isComplete());
        ModelDescription padded = normalized()
                .size(SizeRule.withinBox(16, 8))
                .padding(Padding.toSize(16, 8))
                .describe(model);
        says(padded, "padding", "fixed 16x8", "the builder");
    }

    @Test
    void filesBesideTheModelAreNamedAndWhatTheyShadow() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        write("config.json", "{\"id2label\": {\"0\": \"sky\", \"1\": \"sea\"}}");
        write(
                "preprocessor_config.json",
                "{\"size\": {\"shortest_edge\": 99}, \"image_mean\": [0, 0, 0], \"image_std\": [1, 1, 1]}");
        ModelDescription description =
                OnnxSegmenter.builder().size(SizeRule.asIs()).describe(model);
        says(description, "size", "as is", "the builder");
        assertTrue(decision(description, "size").alternatives().contains("short edge 99"), description.toString());
        says(description, "classes", "2: sky, sea", "Hugging Face");
    }

    private ModelDescription besideFixedGraph(String preprocessor, long width, long height) throws IOException {
        write("preprocessor_config.json", preprocessor);
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, 3, height, width}, 1, 3, height, width));
        ModelDescription description = OnnxSegmenter.builder().describe(model);
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(model)) {
            for (int[] photo : new int[][] {{20, 10}, {10, 20}}) {
                segmenter.segment(new BufferedImage(photo[0], photo[1], BufferedImage.TYPE_INT_RGB));
            }
        }
        return description;
    }

    @Test
    void aFixedGraphTakesOneSizeWhateverItsCheckpointTook() throws IOException {
        String mask2Former =
                "{\"image_processor_type\": \"Mask2FormerImageProcessor\", \"size\": {\"shortest_edge\": 800,"
                        + " \"longest_edge\": 1333}, \"size_divisor\": 32}";
        ModelDescription stretched = besideFixedGraph(mask2Former, 64, 32);
        says(stretched, "size", "fixed 64x32", "it takes no other");
        assertTrue(decision(stretched, "size").alternatives().contains("short edge 800"), stretched.toString());
        String same =
                "{\"image_processor_type\": \"Mask2FormerImageProcessor\", \"size\": {\"height\": 64, \"width\": 64},"
                        + " \"size_divisor\": 32}";
        says(besideFixedGraph(same, 64, 64), "size", "fixed 64x64", "Hugging Face");
        String cropped = "{\"image_processor_type\": \"MobileViTImageProcessor\", \"size\": {\"shortest_edge\": 40},"
                + " \"crop_size\": {\"height\": 36, \"width\": 36}, \"do_center_crop\": true}";
        ModelDescription whole = besideFixedGraph(cropped, 64, 32);
        says(whole, "crop", "no crop", "it takes no other size");
    }

    @Test
    void aGraphThatFixesOneSideTakesPhotosOfBothOrientations() throws IOException {
        String file =
                "{\"image_processor_type\": \"SegformerImageProcessor\", \"size\": {\"height\": 64, \"width\": 64}}";
        Path model = model(identity(OnnxGraph.FLOAT, new long[] {1, 3, 24, OnnxGraph.FREE}, 1, 3, 24, OnnxGraph.FREE));
        says(normalized().describe(model), "size", "height 24", "no other height");
        says(besideFixedGraph(file, OnnxGraph.FREE, 24), "size", "height 24", "no other height");
        BufferedImage portrait = new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter segmenter = normalized().size(SizeRule.shortEdge(24)).load(model)) {
            String message = assertThrows(InferenceFailedException.class, () -> segmenter.segment(portrait))
                    .getMessage();
            assertTrue(message.contains("Got: 36") && message.contains("Expected: 24"), message);
        }
        Path wide = model(identity(OnnxGraph.FLOAT, new long[] {1, 3, OnnxGraph.FREE, 24}, 1, 3, OnnxGraph.FREE, 24));
        says(normalized().describe(wide), "size", "width 24", "no other width");
    }

    @Test
    void aFolderOfHuggingFaceIsMeantAsTransformersTakesItUnlessToldOtherwise() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        write("config.json", "{\"id2label\": {\"0\": \"sky\", \"1\": \"sea\"}}");
        write(
                "preprocessor_config.json",
                "{\"image_processor_type\": \"SegformerImageProcessor\", \"size\": {\"height\": 8, \"width\": 8}}");
        ModelDescription usual = OnnxSegmenter.builder().describe(model);
        says(usual, "processor", "TORCHVISION", "Hugging Face");
        says(usual, "resampling", "TORCHVISION_BILINEAR", "Hugging Face");
        ModelDescription asked =
                OnnxSegmenter.builder().processor(ProcessorBackend.PIL).describe(model);
        says(asked, "processor", "PIL", "the builder");
        says(asked, "resampling", "PILLOW_BILINEAR", "Hugging Face");
        write("model.segmentation.json", "{\"version\": 1, \"input\": {\"processor\": \"pil\"}}");
        ModelDescription beside = OnnxSegmenter.builder().describe(model);
        says(beside, "processor", "PIL", "model.segmentation.json");
        says(beside, "resampling", "PILLOW_BILINEAR", "Hugging Face");
    }

    @Test
    void aPresetIsOfTheBackendAskedFor() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        OnnxSegmenter.Builder builder =
                OnnxSegmenter.builder().preset(Preset.BEIT).classNames(ClassNames.of("sky", "sea"));
        says(builder.describe(model), "resampling", "TORCHVISION_BICUBIC", "preset beit");
        builder.processor(ProcessorBackend.PIL);
        says(builder.describe(model), "resampling", "PILLOW_BICUBIC", "preset beit");
        says(builder.describe(model), "processor", "PIL", "the builder");
    }

    @Test
    void theBackendAskedForHasItsVersionOfAFilterThatAnotherSourceNamesForTheOther() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        ModelSpec spec = Preset.SEGFORMER.spec().toBuilder()
                .classNames(ClassNames.of("sky", "sea"))
                .build();
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder().spec(spec).processor(ProcessorBackend.PIL);
        says(builder.describe(model), "resampling", "PILLOW_BILINEAR", "the builder's spec");
        builder.resampling(Resampling.TORCHVISION_LANCZOS);
        says(builder.describe(model), "resampling", "TORCHVISION_LANCZOS", "the builder");
    }

    @Test
    void ofOtherModelsNoBackendIsSaid() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        ModelDescription description = OnnxSegmenter.builder()
                .preset(Preset.U2NET)
                .outputKind(OutputKind.LOGITS)
                .output("scores")
                .describe(model);
        assertTrue(
                description.decisions().stream()
                        .noneMatch(decision -> decision.subject().equals("processor")),
                description.toString());
    }

    private void write(String name, String content) throws IOException {
        Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFolderIsSearchedForItsModel() throws IOException {
        byte[] network = identity(OnnxGraph.FLOAT, new long[] {1, 3, 8, 16}, 1, 3, 8, 16);
        Path onnx = Files.createDirectory(folder.resolve("onnx"));
        assertTrue(refusal(normalized(), folder).contains("holds no .onnx file"));
        Files.write(onnx.resolve("model_fp16.onnx"), network);
        assertTrue(normalized().describe(folder).model().endsWith("model_fp16.onnx"));
        Files.write(onnx.resolve("other.onnx"), network);
        String message = refusal(normalized(), folder);
        assertTrue(message.contains("several models") && message.contains("model_fp16.onnx, other.onnx"), message);
        Files.write(onnx.resolve("model.onnx"), network);
        assertTrue(normalized().describe(folder).model().endsWith("model.onnx"));
        assertTrue(normalized().variant("fp16").describe(folder).model().endsWith("model_fp16.onnx"));
        assertTrue(refusal(normalized().variant("q4"), folder).contains("no models of the variant q4"));
        assertTrue(
                refusal(normalized().variant("q4"), onnx.resolve("model.onnx")).contains("model_q4.onnx"));
    }

    @Test
    void aDescriptionKeepsNothingLoaded() throws IOException {
        Path model = model(OnnxGraph.pointwise("pixels", "scores", TWO_CLASSES));
        normalized().size(SizeRule.asIs()).describe(model);
        Files.delete(model);
        assertFalse(Files.exists(model));
    }
}
