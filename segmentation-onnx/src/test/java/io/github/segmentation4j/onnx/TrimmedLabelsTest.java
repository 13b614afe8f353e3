package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The labels of graphs whose last nodes are left to the decoder against those of the whole graphs.
 *
 * <p>A Resize of ONNX Runtime and one of this library round differently in the last bits. A pixel may therefore have another
 * label where the whole graph's scores of the two differ by no more than {@link #TIE} of their size: a tie. Every other
 * difference is an error, and ties must be rare.
 */
class TrimmedLabelsTest {
    private static final double TIE = 1e-5;

    /** Ties among all pixels; one in ten thousand, and some where there are few pixels. */
    private static final double MAX_TIES = 1e-4;

    private static final int SOME_TIES = 2;

    private static final int CLASSES = 7;
    private static final int SIDE = 64;
    private static final long FREE = OnnxGraph.FREE;

    /** A picture of soft blobs, so that scores are neither flat nor noise. */
    private static BufferedImage blobs(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double wave = Math.sin(x * 0.11 + channel) * Math.cos(y * 0.07 * (channel + 1));
                    rgb = rgb << 8 | (int) (127.5 + 127 * wave);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** A convolution of 3x3 pixels with stride 8 that gives "scores" [N,7,h,w], with sizes and scales for a Resize. */
    private static OnnxGraph network(int opset, long... input) {
        Random random = new Random(opset);
        float[] weights = new float[CLASSES * 3 * 9];
        float[] biases = new float[CLASSES];
        IntStream.range(0, weights.length).forEach(i -> weights[i] = (float) random.nextGaussian());
        IntStream.range(0, biases.length).forEach(i -> biases[i] = (float) random.nextGaussian());
        return new OnnxGraph()
                .opset(opset)
                .input("pixels", OnnxGraph.FLOAT, input)
                .floats("weights", new long[] {CLASSES, 3, 3, 3}, weights)
                .floats("biases", new long[] {CLASSES}, biases)
                .int64s("sizes", 1, CLASSES, 48, SIDE)
                .floats("scales", new long[] {4}, 1, 1, 4, 4)
                .floats("nothing", new long[] {0})
                .node(new Operation("Conv")
                        .inputs("pixels", "weights", "biases")
                        .outputs("scores")
                        .ints("strides", 8, 8)
                        .ints("pads", 1, 1, 1, 1));
    }

    private static OnnxGraph network(int opset) {
        return network(opset, FREE, 3, FREE, FREE);
    }

    private static Operation resize(int opset, String target, String positions) {
        // Before version 13 scales could not be left out, but empty.
        String noScales = opset < 13 ? "nothing" : "";
        Operation resize = new Operation("Resize")
                .text("mode", "linear")
                .text("coordinate_transformation_mode", positions)
                .outputs("large");
        return switch (target) {
            case "constant" -> resize.inputs("scores", "nothing", noScales, "sizes");
            case "scales" -> resize.inputs("scores", "nothing", "scales");
            default -> resize.inputs("scores", "nothing", noScales, "target");
        };
    }

    private static Operation resize(String target) {
        return resize(17, target, "half_pixel");
    }

    /** Adds what computes "target", the sizes of the scores brought to the input's rows and columns. */
    private static OnnxGraph withTarget(OnnxGraph graph) {
        return graph.int64s("0", 0)
                .int64s("2", 2)
                .int64s("4", 4)
                .node("Shape", "shape", "scores")
                .node("Slice", "leading", "shape", "0", "2")
                .node("Shape", "of pixels", "pixels")
                .node("Slice", "trailing", "of pixels", "2", "4")
                .node(new Operation("Concat")
                        .inputs("leading", "trailing")
                        .outputs("target")
                        .integer("axis", 0));
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0.5, 0.5, 0.5)
                .std(0.25, 0.25, 0.25)
                .threads(1);
    }

    private static String cut(OnnxSegmenter segmenter) {
        return segmenter.describe().decisions().stream()
                .filter(decision -> decision.subject().equals("graph"))
                .map(Decision::value)
                .findFirst()
                .orElse("");
    }

    private static float[] values(Scores scores) {
        int plane = scores.width() * scores.height();
        float[] values = new float[scores.classes() * plane];
        for (int label = 0; label < scores.classes(); label++) {
            scores.copyPlane(label, values, label * plane);
        }
        return values;
    }

    /** Checks labels at some size against others, of which these scores, scaled to that size, are the origin. */
    private static void equalButTies(LabelMap expected, LabelMap found, Scores scores) {
        assertEquals(expected.width(), found.width());
        assertEquals(expected.height(), found.height());
        SlowArgmax formula = new SlowArgmax(values(scores), scores.classes(), scores.width(), scores.height());
        int ties = 0;
        for (int y = 0; y < found.height(); y++) {
            for (int x = 0; x < found.width(); x++) {
                int one = expected.labelAt(x, y);
                int other = found.labelAt(x, y);
                if (one != other) {
                    float[] pixel = formula.scoresAt(x, y, found.width(), found.height());
                    double gap = Math.abs(pixel[one] - pixel[other]);
                    assertTrue(
                            gap <= TIE * Math.max(1, Math.abs(pixel[one])),
                            one + " became " + other + " at " + x + "," + y + ", " + gap + " apart");
                    ties++;
                }
            }
        }
        assertTrue(ties <= SOME_TIES + MAX_TIES * found.width() * found.height(), ties + " ties");
    }

    private static void check(byte[] model, OnnxSegmenter.Builder builder, BufferedImage photo, String cut) {
        try (OnnxSegmenter trimmed = builder.load(model);
                OnnxSegmenter whole = builder.wholeGraph().load(model)) {
            check(trimmed, whole, photo, cut);
        }
    }

    private static void check(OnnxSegmenter trimmed, OnnxSegmenter whole, BufferedImage photo, String cut) {
        assertTrue(cut(trimmed).contains(cut), cut(trimmed));
        assertEquals("", cut(whole));
        Scores scores = whole.scores(photo);
        equalButTies(whole.segment(photo), trimmed.segment(photo), scores);
        equalButTies(whole.segmentAtNetworkSize(photo), trimmed.segmentAtNetworkSize(photo), scores);
        assertArrayEquals(values(scores), values(trimmed.scores(photo)));
        Segmentation expected = whole.segmentWithConfidence(photo);
        Segmentation found = trimmed.segmentWithConfidence(photo);
        assertEquals(trimmed.segment(photo), found.labels());
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                assertEquals(
                        expected.confidence().confidenceAt(x, y),
                        found.confidence().confidenceAt(x, y),
                        1e-5,
                        "at " + x + "," + y);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fcn_resnet50, scene.png, 520",
        "fcn_resnet50, scene.png, 0",
        "fcn_resnet101, scene.png, 200",
        "deeplabv3_resnet50, scene.png, 260",
        "deeplabv3_resnet101, scene.png, 0"
    })
    void theNetworksOfTorchvision(String network, String image, int shortEdge) {
        OnnxSegmenter.Builder builder =
                OnnxSegmenter.builder().size(shortEdge == 0 ? SizeRule.asIs() : SizeRule.shortEdge(shortEdge));
        Path model = Resources.file("/models/" + network + "_w8.onnx");
        BufferedImage photo = Resources.image("/images/" + image);
        try (OnnxSegmenter trimmed = builder.load(model);
                OnnxSegmenter whole = builder.wholeGraph().load(model)) {
            assertTrue(cut(trimmed).contains("Resize (linear, half_pixel, to the input's size)"), cut(trimmed));
            equalButTies(whole.segment(photo), trimmed.segment(photo), whole.scores(photo));
        }
    }

    static Stream<Arguments> resizes() {
        Stream<Arguments> everyVersion = IntStream.rangeClosed(11, 21)
                .boxed()
                .flatMap(opset -> Stream.of("constant", "scales", "input")
                        .map(target -> Arguments.of(opset, target, "half_pixel")));
        Stream<Arguments> everyPosition = Stream.of("pytorch_half_pixel", "align_corners", "asymmetric")
                .flatMap(positions ->
                        Stream.of("constant", "scales", "input").map(target -> Arguments.of(17, target, positions)));
        return Stream.concat(everyVersion, everyPosition);
    }

    @ParameterizedTest
    @MethodSource("resizes")
    void aResizeOfEveryKind(int opset, String target, String positions) {
        byte[] model = withTarget(network(opset))
                .node(resize(opset, target, positions))
                .node("Identity", "out", "large")
                .output("out", OnnxGraph.FLOAT, FREE, CLASSES, FREE, FREE)
                .toBytes();
        String cut = "Resize (linear, " + positions;
        check(model, builder(), blobs(100, 72), cut);
        check(model, builder().size(SizeRule.shortEdge(50)), blobs(100, 72), cut);
    }

    @Test
    void aGraphOfOneSize() {
        byte[] model = withTarget(network(17, 1, 3, 48, SIDE))
                .node(resize("constant"))
                .node("Identity", "out", "large")
                .output("out", OnnxGraph.FLOAT, 1, CLASSES, 48, SIDE)
                .toBytes();
        check(model, builder().size(SizeRule.fixed(SIDE, 48)), blobs(150, 99), "Resize (linear, half_pixel, to 64x48)");
    }

    @Test
    void channelsLast() {
        byte[] model = network(17)
                .node(resize("constant"))
                .node(new Operation("Transpose").inputs("large").outputs("out").ints("perm", 0, 2, 3, 1))
                .output("out", OnnxGraph.FLOAT, FREE, FREE, FREE, CLASSES)
                .toBytes();
        check(model, builder(), blobs(80, 60), "Transpose done by the decoder");
        byte[] alone = network(17)
                .node(new Operation("Transpose").inputs("scores").outputs("out").ints("perm", 0, 2, 3, 1))
                .output("out", OnnxGraph.FLOAT, FREE, FREE, FREE, CLASSES)
                .toBytes();
        check(alone, builder(), blobs(80, 60), "Transpose done by the decoder");
    }

    @Test
    void probabilitiesThatAreScaled() {
        for (String activation : List.of("Softmax", "Sigmoid")) {
            OnnxGraph graph = network(17);
            graph.node(
                    activation.equals("Softmax")
                            ? new Operation(activation)
                                    .inputs("scores")
                                    .outputs("shares")
                                    .integer("axis", 1)
                            : new Operation(activation).inputs("scores").outputs("shares"));
            byte[] model = graph.node(new Operation("Resize")
                            .inputs("shares", "", "", "sizes")
                            .outputs("out")
                            .text("mode", "linear"))
                    .output("out", OnnxGraph.FLOAT, FREE, CLASSES, FREE, FREE)
                    .toBytes();
            check(model, builder(), blobs(80, 60), "Resize");
        }
    }

    @Test
    void probabilitiesOfScaledScoresAreLeftToTheGraph() {
        byte[] model = network(17)
                .node(resize("constant"))
                .node(new Operation("Softmax").inputs("large").outputs("out").integer("axis", 1))
                .output("out", OnnxGraph.FLOAT, FREE, CLASSES, FREE, FREE)
                .toBytes();
        try (OnnxSegmenter segmenter = builder().load(model)) {
            assertEquals("", cut(segmenter));
        }
    }

    @Test
    void quantisedScores() {
        byte[] model = network(17)
                .floats("step", new long[] {1}, 0.0625f)
                .uint8s("zero", (byte) 128)
                .node("QuantizeLinear", "whole numbers", "scores", "step", "zero")
                .node("DequantizeLinear", "numbers", "whole numbers", "step", "zero")
                .node(new Operation("Resize")
                        .inputs("numbers", "", "", "sizes")
                        .outputs("out")
                        .text("mode", "linear"))
                .output("out", OnnxGraph.FLOAT, FREE, CLASSES, FREE, FREE)
                .toBytes();
        check(model, builder().outputKind(OutputKind.LOGITS), blobs(80, 60), "Resize");
    }

    @Test
    void scoresOf16Bits() {
        short one = 0x3C00;
        byte[] model = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .halves(
                        "weights",
                        new long[] {3, 3, 1, 1},
                        one,
                        (short) 0,
                        (short) 0,
                        (short) 0,
                        one,
                        (short) 0,
                        (short) 0,
                        (short) 0,
                        one)
                .int64s("sizes", 1, 3, 48, SIDE)
                .node(cast("half pixels", OnnxGraph.FLOAT16, "pixels"))
                .node(new Operation("Conv")
                        .inputs("half pixels", "weights")
                        .outputs("half scores")
                        .ints("strides", 8, 8))
                .node(cast("scores", OnnxGraph.FLOAT, "half scores"))
                .node(resize("constant"))
                .node("Identity", "out", "large")
                .output("out", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("nothing", new long[] {0})
                .toBytes();
        check(model, builder(), blobs(80, 60), "Resize");
    }

    private static Operation cast(String output, long type, String input) {
        return new Operation("Cast").inputs(input).outputs(output).integer("to", type);
    }

    private static Operation argmax(String output, String input, long keepsAxis) {
        return new Operation("ArgMax")
                .inputs(input)
                .outputs(output)
                .integer("axis", 1)
                .integer("keepdims", keepsAxis);
    }

    /** The graph whose labels are those of an ArgMax on "large", with its scores as output. */
    private static byte[] scoresOf(OnnxGraph graph) {
        return graph.output("large", OnnxGraph.FLOAT, FREE, CLASSES, FREE, FREE).toBytes();
    }

    private static OnnxGraph resized() {
        return withTarget(network(17)).node(resize("input"));
    }

    private static byte[] labelsOf(OnnxGraph graph) {
        return graph.node(argmax("labels", "large", 0))
                .node(cast("out", OnnxGraph.UINT8, "labels"))
                .output("out", OnnxGraph.UINT8, FREE, FREE, FREE)
                .toBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asIs", "shortEdge", "padded", "cropped"})
    void anArgmaxIsTakenAtItsOwnSize(String size) {
        BufferedImage photo = blobs(120, 88);
        byte[] model = labelsOf(resized());
        try (OnnxSegmenter trimmed = sized(size).load(model);
                OnnxSegmenter whole = sized(size).wholeGraph().load(model);
                OnnxSegmenter scores = sized(size).wholeGraph().load(scoresOf(resized()))) {
            assertTrue(cut(trimmed).startsWith("Resize (linear, half_pixel, to the input's size), ArgMax, Cast"));
            LabelMap expected = whole.segmentAtNetworkSize(photo);
            LabelMap found = trimmed.segmentAtNetworkSize(photo);
            equalButTies(expected, found, scores.scores(photo));
            assertEquals(expected, found, "this photo has no ties");
            assertEquals(whole.segment(photo), trimmed.segment(photo));
            assertEquals(whole.toString(), trimmed.toString());
            assertThrows(InvalidModelException.class, () -> trimmed.segmentWithConfidence(photo));
            assertThrows(InvalidModelException.class, () -> trimmed.scores(photo));
        }
    }

    private static OnnxSegmenter.Builder sized(String name) {
        OnnxSegmenter.Builder builder = builder();
        return switch (name) {
            case "shortEdge" -> builder.size(SizeRule.shortEdge(66));
            case "padded" -> builder.size(SizeRule.shortEdge(66)).padding(Padding.toSize(96, 80));
            case "cropped" -> builder.size(SizeRule.shortEdge(66)).crop(Crop.center(56, 48));
            default -> builder;
        };
    }

    @Test
    void fineBordersAreThoseOfTheScores() {
        BufferedImage photo = blobs(120, 88);
        OnnxSegmenter.Builder small = builder().size(SizeRule.shortEdge(44));
        byte[] labels = labelsOf(resized());
        byte[] scores = scoresOf(resized());
        try (OnnxSegmenter coarse = small.load(labels);
                OnnxSegmenter ofScores = small.load(scores);
                OnnxSegmenter fine = small.fineBorders().load(labels)) {
            assertTrue(cut(fine).contains("labels at the size of the image"), cut(fine));
            assertEquals(ofScores.segment(photo), fine.segment(photo));
            assertEquals(coarse.segmentAtNetworkSize(photo), fine.segmentAtNetworkSize(photo));
            assertNotEquals(coarse.segment(photo), fine.segment(photo));
        }
    }

    @Test
    void aForegroundWithoutChannels() {
        byte[] model = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, -2, 0.5f)
                .int64s("sizes", 1, 1, 48, SIDE)
                .floats("nothing", new long[] {0})
                .node(new Operation("Conv")
                        .inputs("pixels", "weights")
                        .outputs("scores")
                        .ints("strides", 8, 8))
                .node(resize(12, "constant", "half_pixel"))
                .nodeWithInts("Squeeze", "out", "axes", new long[] {1}, "large")
                .opset(12)
                .output("out", OnnxGraph.FLOAT, FREE, FREE, FREE)
                .toBytes();
        BufferedImage photo = blobs(80, 60);
        try (OnnxSegmenter trimmed = builder().load(model);
                OnnxSegmenter whole = builder().wholeGraph().load(model)) {
            assertTrue(cut(trimmed).contains("Squeeze done by the decoder"), cut(trimmed));
            LabelMap expected = whole.segment(photo);
            assertEquals(expected, trimmed.segment(photo));
            assertArrayEquals(new int[] {0, 1}, expected.presentLabels());
        }
    }
}
