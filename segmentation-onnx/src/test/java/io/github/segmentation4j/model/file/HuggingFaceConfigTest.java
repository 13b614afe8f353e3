package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceConfigTest {
    private static final String TWO_CLASSES = "{\"id2label\": {\"0\": \"no\", \"1\": \"yes\"}, \"num_labels\": 2}";
    private static final String STEPS = "{\"size\": {\"shortest_edge\": 208}, \"resample\": 3,"
            + " \"rescale_factor\": 0.5, \"image_mean\": [1, 2, 3], \"image_std\": [4, 5, 6]}";

    private static InputStream json(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelSpec read(String config, String preprocessor) {
        return read(config, preprocessor, ProcessorBackend.PIL);
    }

    private static ModelSpec read(String config, String preprocessor, ProcessorBackend backend) {
        return HuggingFaceConfig.read(json(config), json(preprocessor), backend);
    }

    private static void fails(String config, String preprocessor, String... pieces) {
        String message = assertThrows(InvalidModelException.class, () -> read(config, preprocessor))
                .getMessage();
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
    }

    @Test
    void theDemonstrationNetworksFiles() throws IOException {
        try (InputStream config = getClass().getResourceAsStream("/demo-model/config.json");
                InputStream preprocessor = getClass().getResourceAsStream("/demo-model/preprocessor_config.json")) {
            ModelSpec spec = HuggingFaceConfig.read(config, preprocessor);
            assertEquals(6, spec.classNames().orElseThrow().size());
            assertEquals("clothes", spec.classNames().orElseThrow().name(3));
            assertEquals(
                    Preprocessing.torchvision()
                            .withSize(SizeRule.shortEdge(208))
                            .withResampling(Resampling.TORCHVISION_BILINEAR)
                            .withProcessor(ProcessorBackend.TORCHVISION),
                    spec.preprocessing().orElseThrow());
            assertEquals(Optional.empty(), spec.output());
        }
    }

    @Test
    void everyStepIsTaken() {
        assertEquals(
                Preprocessing.of(
                                SizeRule.shortEdge(208),
                                new Normalization(0.5, List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0)))
                        .withResampling(Resampling.PILLOW_BICUBIC),
                read(TWO_CLASSES, STEPS).preprocessing().orElseThrow());
    }

    @Test
    void switchesTurnStepsOff() {
        Preprocessing steps = read(
                        TWO_CLASSES, "{\"do_resize\": false, \"do_rescale\": false, \"do_normalize\": false}")
                .preprocessing()
                .orElseThrow();
        assertEquals(SizeRule.asIs(), steps.size());
        assertEquals(new Normalization(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)), steps.normalization());
    }

    @Test
    void sizesInAllSpellings() {
        String rest = ", \"do_normalize\": false}";
        assertEquals(
                SizeRule.longEdge(9),
                read(TWO_CLASSES, "{\"size\": {\"longest_edge\": 9}" + rest)
                        .preprocessing()
                        .orElseThrow()
                        .size());
        assertEquals(
                SizeRule.fixed(9, 8),
                read(TWO_CLASSES, "{\"size\": {\"height\": 8, \"width\": 9}" + rest)
                        .preprocessing()
                        .orElseThrow()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, PILLOW_NEAREST",
        "1, PILLOW_LANCZOS",
        "2, PILLOW_BILINEAR",
        "3, PILLOW_BICUBIC",
        "4, PILLOW_BOX",
        "5, PILLOW_HAMMING"
    })
    void resampleHoldsPillowsCodes(int code, Resampling filter) {
        String steps = "{\"do_resize\": false, \"do_normalize\": false, \"resample\": " + code + "}";
        assertEquals(
                filter, read(TWO_CLASSES, steps).preprocessing().orElseThrow().resampling());
    }

    @ParameterizedTest
    @CsvSource({
        "0, TORCHVISION_NEAREST_EXACT",
        "1, TORCHVISION_LANCZOS",
        "2, TORCHVISION_BILINEAR",
        "3, TORCHVISION_BICUBIC"
    })
    void torchvisionHasItsOwnVersionsOfPillowsFilters(int code, Resampling filter) {
        String steps = "{\"do_resize\": false, \"do_normalize\": false, \"resample\": " + code + "}";
        Preprocessing read = read(TWO_CLASSES, steps, ProcessorBackend.TORCHVISION)
                .preprocessing()
                .orElseThrow();
        assertEquals(filter, read.resampling());
        assertEquals(ProcessorBackend.TORCHVISION, read.processor());
        assertEquals(
                Optional.of(read),
                HuggingFaceConfig.read(json(TWO_CLASSES), json(steps)).preprocessing());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void filtersThatTorchvisionDoesNotHaveAreRefusedWithTheBackendThatHasThem(int code) {
        String rest = ", \"do_normalize\": false, \"resample\": " + code + "}";
        String steps = "{\"size\": {\"height\": 8, \"width\": 9}" + rest;
        assertEquals(
                Optional.of(Resampling.TORCHVISION_BILINEAR),
                read(TWO_CLASSES, "{\"do_resize\": false" + rest, ProcessorBackend.TORCHVISION)
                        .resampling());
        String message = assertThrows(
                        InvalidModelException.class, () -> read(TWO_CLASSES, steps, ProcessorBackend.TORCHVISION))
                .getMessage();
        assertTrue(message.contains("resample = " + code) && message.contains("PIL"), message);
    }

    @Test
    void torchvisionDividesWhereMeansAreZeroAndDeviationsOne() {
        String steps =
                "{\"do_resize\": false, \"rescale_factor\": 0.25, \"image_mean\": [0, 0, 0], \"image_std\": [1, 1, 1]}";
        List<Double> zeros = List.of(0.0, 0.0, 0.0);
        assertEquals(
                new Normalization(1, zeros, List.of(4.0, 4.0, 4.0)),
                read(TWO_CLASSES, steps, ProcessorBackend.TORCHVISION)
                        .preprocessing()
                        .orElseThrow()
                        .normalization());
        assertEquals(
                new Normalization(0.25, zeros, List.of(1.0, 1.0, 1.0)),
                read(TWO_CLASSES, steps).preprocessing().orElseThrow().normalization());
        for (String factor : List.of("-0.25", "1e-60")) {
            String odd = steps.replace("0.25", factor);
            InvalidModelException e = assertThrows(
                    InvalidModelException.class, () -> read(TWO_CLASSES, odd, ProcessorBackend.TORCHVISION));
            assertTrue(e.getMessage().contains("rescale_factor"), e.getMessage());
        }
    }

    @Test
    void whatCannotBeUnderstoodIsNamed() {
        fails("{", STEPS, "config.json", "line 1");
        fails("[]", STEPS, "config.json");
        fails("{\"id2label\": {\"0\": \"a\", \"2\": \"c\"}}", STEPS, "class 1", "0 to 1");
        fails("{\"label2id\": {\"a\": 0, \"b\": 0}}", STEPS, "label2id", "a and b");
        fails("{\"label2id\": {\"a\": 0, \"b\": 2}}", STEPS, "label2id", "0 to 1");
        fails("{\"num_labels\": 100000}", STEPS, "num_labels = 100000", "1 to 65536");
        fails("{\"num_labels\": -1}", STEPS, "num_labels = -1");
        fails(
                "{\"model_type\": \"eomt\"}",
                "{\"size\": {\"shortest_edge\": 640}, \"do_split_image\": true}",
                "do_split_image = true",
                "windows");
        fails("{\"id2label\": {\"0\": \"a\"}, \"num_labels\": 2}", STEPS, "num_labels = 2", "names 1 classes");
        fails("{\"id2label\": {\"0\": 7}}", STEPS, "id2label.0 = 7", "a text");
        fails(TWO_CLASSES, "", "preprocessor_config.json");
        fails(TWO_CLASSES, "{\"do_resize\": true}", "has no size");
        fails(TWO_CLASSES, "{\"do_resize\": false}", "has no image_mean");
        fails(TWO_CLASSES, "{\"size\": 512}", "size = 512", "bare number");
        fails(TWO_CLASSES, "{\"size\": {\"edge\": 512}}", "size", "shortest_edge");
        fails(TWO_CLASSES, STEPS.replace("3,", "9,"), "resample = 9", "0 to 5");
        fails(TWO_CLASSES, STEPS.replace("[1, 2, 3]", "[1, 2]"), "image_mean = [1, 2]", "3 numbers, or one");
        fails(TWO_CLASSES, STEPS.replace("[1, 2, 3]", "[1, 2, \"3\"]"), "image_mean", "a list of numbers");
        fails(TWO_CLASSES, STEPS.replace("[4, 5, 6]", "[4, 0, 6]"), "std", "above 0");
        fails(TWO_CLASSES, STEPS.replace("[4, 5, 6]", "[4, 5, 1e400]"), "std", "finite");
        fails(TWO_CLASSES, STEPS.replace("208", "3000000000"), "shortest_edge", "a whole number");
        fails(TWO_CLASSES, STEPS.replace("208", "0"), "short edge of 0 pixels");
        fails(TWO_CLASSES, STEPS.replace("208", "null"), "size", "shortest_edge");
        fails("{\"id2label\": {}}", STEPS, "config.json", "id2label that cannot be used");
        fails("{\"id2label\": [\"a\"]}", STEPS, "id2label", "an object");
        fails("{\"id2label\": {\"00\": \"a\"}}", STEPS, "class 0");
        fails(TWO_CLASSES, STEPS.replace("208", "20.5"), "shortest_edge = 20.5", "a whole number");
    }

    @Test
    void nestingIsRefusedHoweverDeepItIs() {
        for (int levels : new int[] {2, 1_000, 3_000, 100_000}) {
            String deep = "[".repeat(levels) + "]".repeat(levels);
            fails("{\"id2label\": " + deep + "}", STEPS, "config.json");
            fails(TWO_CLASSES, "{\"size\": " + deep + "}", "preprocessor_config.json");
            fails(TWO_CLASSES, stepsWith("\"do_pad\": " + deep), "preprocessor_config.json");
        }
        fails(TWO_CLASSES, "{\"size\": [1, [2], {}]}", "size = [1, ..., ...]", "a list of whole numbers");
        fails(TWO_CLASSES, STEPS.replace("3,", "{\"a\": 1},"), "resample = {...}", "a whole number");
    }

    @Test
    void charactersBeyondUnicodeAreRefused() {
        InputStream text = new ByteArrayInputStream(new byte[] {'"', (byte) 0xF4, (byte) 0xEF, 'M'});
        Exception e = assertThrows(InvalidModelException.class, () -> HuggingFaceConfig.read(text, json(STEPS)));
        assertTrue(e.getMessage().startsWith("config.json is not text"), e.getMessage());
    }

    @Test
    void aKeyWithALineBreakLeavesTheMessageInOneLine() {
        fails(TWO_CLASSES, stepsWith("\"two\\nlines\": 1"), "two\\nlines");
    }

    private static String stepsWith(String more) {
        return STEPS.replace("{\"size\"", "{" + more + ", \"size\"");
    }

    @Test
    void stepsThatAreNotTakenAreNeverIgnored() {
        fails(TWO_CLASSES, stepsWith("\"do_center_crop\": true"), "crops", "no crop_size");
        fails(TWO_CLASSES, stepsWith("\"do_pad\": true"), "do_pad = true", "size_divisor");
        fails(
                TWO_CLASSES,
                stepsWith("\"image_processor_type\": \"SegformerImageProcessor\", \"do_reside\": false"),
                "not understood: do_reside");
        fails(
                TWO_CLASSES,
                stepsWith("\"image_processor_type\": \"DPTImageProcessor\", \"ensure_multiple_of\": 0")
                        .replace("{\"shortest_edge\": 208}", "384"),
                "ensure_multiple_of = 0");
        fails(TWO_CLASSES, stepsWith("\"do_pad\": true, \"pad_size\": 9"), "pad_size = 9", "height and width");
        fails(TWO_CLASSES, stepsWith("\"crop_size\": 9"), "not understood: crop_size");
        fails(
                TWO_CLASSES,
                stepsWith("\"size_divisor\": 32, \"antialias\": 1"),
                "not understood: antialias, size_divisor");
        fails(TWO_CLASSES, stepsWith("\"do_pad\": 1"), "do_pad = 1", "true or false");
    }

    @Test
    void stepsThatAreOffAndKeysOfOtherConcernChangeNothing() {
        ModelSpec plain = read(TWO_CLASSES, STEPS);
        String off = "\"do_center_crop\": false, \"crop_size\": {\"height\": 9, \"width\": 9}, \"do_pad\": false";
        assertEquals(
                plain.preprocessing().orElseThrow(),
                read(TWO_CLASSES, stepsWith(off)).preprocessing().orElseThrow());
        String others = "\"image_processor_type\": \"SegformerImageProcessor\", \"do_reduce_labels\": true";
        assertEquals(
                plain.preprocessing().orElseThrow(),
                read(TWO_CLASSES, stepsWith(others)).preprocessing().orElseThrow());
        String nulls = "\"crop_size\": null, \"device\": null, \"do_pad\": null, \"resample\": 3";
        assertEquals(
                plain.preprocessing().orElseThrow(),
                read(TWO_CLASSES, stepsWith(nulls).replace("208", "208, \"longest_edge\": null"))
                        .preprocessing()
                        .orElseThrow());
    }

    @Test
    void aFlipOfTheChannelsIsTaken() {
        Preprocessing steps = read(TWO_CLASSES, stepsWith("\"do_flip_channel_order\": true"))
                .preprocessing()
                .orElseThrow();
        assertEquals(ChannelOrder.BGR, steps.channelOrder());
    }

    @Test
    void aStreamThatFailsKeepsItsCause() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        Exception e = assertThrows(InvalidModelException.class, () -> HuggingFaceConfig.read(closed, json(STEPS)));
        assertEquals("config.json cannot be read: Stream closed", e.getMessage());
        assertEquals(IOException.class, e.getCause().getClass());
    }

    @Test
    void eachFileBesideTheModelIsReadForWhatItSays(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("model.onnx");
        assertEquals(Optional.empty(), HuggingFaceConfig.find(model));
        Files.writeString(folder.resolve("config.json"), "{\"anything\": \"else\"}");
        assertEquals(Optional.empty(), HuggingFaceConfig.find(model));
        Files.writeString(folder.resolve("config.json"), TWO_CLASSES);
        assertEquals(
                Optional.empty(), HuggingFaceConfig.find(model).orElseThrow().size());
        Files.writeString(folder.resolve("preprocessor_config.json"), STEPS);
        assertEquals(
                2,
                HuggingFaceConfig.find(model)
                        .orElseThrow()
                        .classNames()
                        .orElseThrow()
                        .size());
        Files.writeString(folder.resolve("config.json"), "nonsense");
        Exception e = assertThrows(InvalidModelException.class, () -> HuggingFaceConfig.find(model));
        assertTrue(e.getMessage().contains(folder.resolve("config.json").toString()), e.getMessage());
    }

    @Test
    void theStepsBesideAProcessorsOtherPartsWin(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("model.onnx");
        Path processor = folder.resolve("processor_config.json");
        Files.writeString(processor, "{\"image_processor\": " + STEPS.replace("208", "99") + "}");
        assertEquals(
                Optional.of(SizeRule.shortEdge(99)),
                HuggingFaceConfig.find(model).orElseThrow().size());
        Files.writeString(folder.resolve("preprocessor_config.json"), STEPS);
        assertEquals(
                Optional.of(SizeRule.shortEdge(99)),
                HuggingFaceConfig.find(model).orElseThrow().size());
        Files.writeString(processor, "{\"processor_class\": \"Some\"}");
        assertEquals(
                Optional.of(SizeRule.shortEdge(208)),
                HuggingFaceConfig.find(model).orElseThrow().size());
        Files.writeString(processor, "{\"image_processor\": {\"size\": {\"shortest_edge\": 0}}}");
        Exception e = assertThrows(InvalidModelException.class, () -> HuggingFaceConfig.find(model));
        assertTrue(e.getMessage().contains("image_processor.size"), e.getMessage());
    }

    @Test
    void theFilesLieAboveAFolderCalledOnnx(@TempDir Path folder) throws IOException {
        Path model = Files.createDirectory(folder.resolve("onnx")).resolve("model_fp16.onnx");
        Files.writeString(folder.resolve("preprocessor_config.json"), STEPS);
        ModelSpec spec = HuggingFaceConfig.find(model).orElseThrow();
        assertEquals(Optional.of(SizeRule.shortEdge(208)), spec.size());
        assertEquals(Optional.empty(), spec.classNames());
    }

    @Test
    void classesWithoutNamesHaveThoseOfTransformers() {
        ModelSpec spec = read("{\"num_labels\": 3}", STEPS);
        assertEquals(
                List.of("LABEL_0", "LABEL_1", "LABEL_2"),
                spec.classNames().orElseThrow().names());
    }

    private static Preprocessing steps(String processor, String more) {
        return read(TWO_CLASSES, "{\"image_processor_type\": \"" + processor + "\"" + more + "}")
                .preprocessing()
                .orElseThrow();
    }

    @Test
    void whatTheFileLeavesOutIsTheProcessorsOwn() {
        assertEquals(
                Preprocessing.torchvision().withSize(SizeRule.fixed(512, 512)),
                steps("SegformerImageProcessorFast", ""));
        Normalization half = new Normalization(1 / 255.0, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
        assertEquals(
                Preprocessing.of(SizeRule.fixed(224, 224), half).withResampling(Resampling.PILLOW_BICUBIC),
                steps("BeitFeatureExtractor", ""));
        assertEquals(
                Preprocessing.of(SizeRule.shortEdge(288), Normalization.unit())
                        .withResampling(Resampling.PILLOW_BICUBIC)
                        .withChannelOrder(ChannelOrder.BGR)
                        .withCrop(Crop.center(256, 256)),
                steps("MobileViTImageProcessor", ", \"size\": 288"));
        assertEquals(
                Preprocessing.torchvision()
                        .withSize(SizeRule.shortEdge(640, 2560).multipleOf(32)),
                steps("Mask2FormerImageProcessor", ", \"size\": 640, \"max_size\": 2560, \"ignore_index\": 255"));
    }

    @Test
    void aBareNumberMeansWhatTheProcessorTakesItFor() {
        assertEquals(
                SizeRule.fixed(640, 640),
                steps("BeitImageProcessor", ", \"size\": 640, \"do_center_crop\": false")
                        .size());
        assertEquals(
                SizeRule.shortEdge(320),
                steps("MobileNetV2ImageProcessor", ", \"size\": 320").size());
    }

    @Test
    void cropsAndPaddingsAreReadWhereTheProcessorTakesThem() {
        String crop = ", \"do_center_crop\": true, \"crop_size\": {\"height\": 20, \"width\": 30}";
        assertEquals(Crop.center(30, 20), steps("BeitImageProcessor", crop).crop());
        assertEquals(Crop.none(), steps("SegformerImageProcessor", crop).crop());
        String padding = ", \"do_pad\": true, \"size_divisor\": 14";
        assertEquals(Padding.none(), steps("SegformerImageProcessor", padding).padding());
        Padding.Extend around = (Padding.Extend) Padding.toMultipleOf(14);
        assertEquals(
                around.withSide(PaddingSide.AROUND),
                steps("DPTImageProcessor", padding).padding());
        assertEquals(
                Padding.toMultipleOf(14),
                read(TWO_CLASSES, stepsWith(padding.substring(2)))
                        .preprocessing()
                        .orElseThrow()
                        .padding());
    }

    @Test
    void theProcessorOfAModelIsItsOwnWhereNoFileNamesOne() {
        assertEquals(
                Optional.of(SizeRule.fixed(512, 512)),
                read("{\"model_type\": \"upernet\"}", "{}").size());
        fails("{\"model_type\": \"yolos\"}", "{}", "has no size");
    }

    @Test
    void sapiensIsStretchedOrPaddedAround() {
        assertEquals(
                Preprocessing.torchvision().withSize(SizeRule.fixed(768, 1024)), steps("Sapiens2ImageProcessor", ""));
        assertEquals(
                new Padding.Extend(SizeRule.fixed(768, 1024), PaddingSide.AROUND, Padding.Fill.gray(0)),
                steps("Sapiens2ImageProcessor", ", \"do_pad\": true").padding());
        fails(
                TWO_CLASSES,
                "{\"image_processor_type\": \"Sapiens2ImageProcessor\", \"do_pad\": true, \"do_center_crop\": true}",
                "do_center_crop = true");
    }

    @Test
    void bytesAreNotMultipliedByWholeNumbers() {
        String steps = "{\"image_processor_type\": \"MobileViTImageProcessor\", \"rescale_factor\": 2}";
        String message = assertThrows(
                        InvalidModelException.class, () -> read(TWO_CLASSES, steps, ProcessorBackend.TORCHVISION))
                .getMessage();
        assertTrue(message.contains("rescale_factor = 2, but a number with a decimal point"), message);
        assertEquals(Optional.of(2.0), read(TWO_CLASSES, steps).scale());
        assertTrue(read(TWO_CLASSES, steps.replace("2}", "2.0}"), ProcessorBackend.TORCHVISION)
                .std()
                .isPresent());
        assertTrue(read(TWO_CLASSES, steps.replace("2}", "1}"), ProcessorBackend.TORCHVISION)
                .std()
                .isPresent());
    }

    @Test
    void theMasksOfEomtAreScaledToItsSize() {
        ModelSpec spec = read(
                "{\"model_type\": \"eomt_dinov3\"}",
                "{\"size\": {\"shortest_edge\": 320, \"longest_edge\": 480}, \"do_pad\": true}");
        assertEquals(Optional.of(new ImageSize(480, 320)), spec.maskSize());
        assertEquals(Optional.of(OutputKind.MASK_QUERIES), spec.outputKind());
        assertEquals(
                Optional.of(new Padding.Extend(
                        new SizeRule.AtLeast(new ImageSize(480, 320)), PaddingSide.BOTTOM_RIGHT, Padding.Fill.gray(0))),
                spec.padding());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'rescale_factor': 1e308 | rescale_factor | 1.0E308",
                "'rescale_factor': 0 | rescale_factor | 0.0",
                "'rescale_factor': 1e-320 | rescale_factor | 1.0E-320",
                "'rescale_factor': 1e400 | rescale_factor | Infinity",
                "'image_mean': 1e39 | image_mean | 1.0E39",
                "'image_std': 0 | image_std | 0.0",
                "'image_std': -1 | image_std | -1.0",
                "'image_std': [1, 1, 1e-46] | image_std | 1.0E-46",
                "'image_std': 1e-39 | image_std | 1.0E-39",
                "'image_mean': 3e38, 'image_std': 0.1 | image_std | 3.0E38",
                "'size': -5 | size | -5",
                "'size': {'height': 0, 'width': 5} | size | 5x0",
                "'size': {'shortest_edge': 5, 'longest_edge': -1} | size | -1 pixels",
                "'size': {'height': 1e10, 'width': 5} | size.height | 1.0E10",
                "'size': 12.5 | size | 12.5",
                "'do_center_crop': true, 'crop_size': -3 | crop_size | -3x-3",
                "'do_center_crop': true, 'crop_size': [3] | crop_size | [3]",
            })
    void nonsenseIsRefusedWithItsKeyAndValue(String keys, String key, String value) {
        String steps = "{\"image_processor_type\": \"BeitImageProcessor\", " + keys.replace('\'', '"') + "}";
        fails(TWO_CLASSES, steps, "preprocessor_config.json", key, value);
    }

    @Test
    void namesAreAlsoReadByTheirNumbers() {
        assertEquals(
                List.of("sea", "sky"),
                read("{\"label2id\": {\"sky\": 1, \"sea\": 0}}", STEPS)
                        .classNames()
                        .orElseThrow()
                        .names());
        assertEquals(
                Optional.empty(), read("{\"model_type\": \"segformer\"}", STEPS).classNames());
    }

    @Test
    void aNumberStandsForAllChannelsAndAListForHeightAndWidth() {
        Preprocessing steps =
                steps("SegformerImageProcessor", ", \"size\": [20, 30], \"image_mean\": 0.5, \"image_std\": 0.25");
        assertEquals(SizeRule.fixed(30, 20), steps.size());
        assertEquals(List.of(0.5, 0.5, 0.5), steps.normalization().mean());
        assertEquals(List.of(0.25, 0.25, 0.25), steps.normalization().std());
    }

    @Test
    void processorsOfQueriesStretchOnlyWhatTheyResize() {
        assertEquals(
                SizeRule.asIs(),
                steps("Mask2FormerImageProcessor", ", \"do_resize\": false, \"do_pad\": true")
                        .size());
        assertEquals(
                SizeRule.shortEdge(512, 1333).multipleOf(32),
                steps("MaskFormerFeatureExtractor", ", \"size\": 512, \"max_size\": 1333")
                        .size());
        fails(
                TWO_CLASSES,
                "{\"image_processor_type\": \"MaskFormerImageProcessor\", \"size\": 512}",
                "size = 512",
                "longest_edge");
        assertEquals(
                SizeRule.shortEdge(800, 1333),
                steps("Mask2FormerImageProcessor", ", \"size_divisor\": 0").size());
        assertEquals(
                SizeRule.shortEdge(800, 1333),
                steps("OneFormerImageProcessor", "").size());
        assertEquals(
                Padding.toSize(30, 20),
                steps("Mask2FormerImageProcessorFast", ", \"pad_size\": {\"height\": 20, \"width\": 30}")
                        .padding());
    }

    @Test
    void dptRoundsToMultiples() {
        assertEquals(
                SizeRule.fixed(512, 384),
                steps("DPTImageProcessor", ", \"size\": [380, 500], \"ensure_multiple_of\": 32")
                        .size());
        Preprocessing dpt = steps("DPTImageProcessor", ", \"keep_aspect_ratio\": true, \"ensure_multiple_of\": 32");
        assertEquals(SizeRule.nearest(384, 384, 32), dpt.size());
        // 384 / 480 is nearer to 1 than 384 / 640: 512 and 384
        assertEquals(new ImageSize(512, 384), dpt.size().apply(640, 480));
        assertEquals(new ImageSize(384, 384), dpt.size().apply(400, 390));
    }

    @Test
    void modelsOfMaskQueriesAreToldByTheirType() {
        ModelSpec spec = read(
                TWO_CLASSES.replace("{\"id2label", "{\"model_type\": \"mask2former\", \"id2label"),
                STEPS.replace("208", "208, \"longest_edge\": 900"));
        assertEquals(Optional.of(OutputKind.MASK_QUERIES), spec.outputKind());
        assertEquals(Optional.of(OutputKind.MASK_QUERIES), spec.outputKind());
        assertEquals(Optional.of(new ImageSize(384, 384)), spec.maskSize());
    }
}
