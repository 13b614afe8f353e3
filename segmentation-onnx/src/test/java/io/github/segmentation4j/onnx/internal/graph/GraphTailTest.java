package io.github.segmentation4j.onnx.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.argmax.GraphResize.Positions;
import io.github.segmentation4j.engine.argmax.GraphResize.Target;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes at the end of a graph are taken for a decoder's work, and which are left alone. */
class GraphTailTest {
    private static final int CLASSES = 5;
    private static final long FREE = OnnxGraph.FREE;
    private static final ImageInput PHOTO = new ImageInput("photo", TensorLayout.NCHW);
    private static final GraphResize TO_INPUT = new GraphResize(Positions.HALF_PIXEL, new Target.NetworkInput());
    private static final GraphResize TO_64_BY_48 =
            new GraphResize(Positions.HALF_PIXEL, new Target.Fixed(new ImageSize(64, 48)));
    private static final GraphResize TIMES_4 = new GraphResize(Positions.HALF_PIXEL, new Target.Scaled(4, 4));

    /** A graph whose value "scores" [N,5,h,w] comes from a convolution; with sizes and scales to resize it. */
    private static OnnxGraph network() {
        return new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {CLASSES, 3, 1, 1}, new float[CLASSES * 3])
                .int64s("sizes", 1, CLASSES, 48, 64)
                .floats("scales", new long[] {4}, 1, 1, 4, 4)
                .floats("nothing", new long[] {0})
                .node("Conv", "scores", "photo", "weights");
    }

    private static Optional<GraphTail> tail(OnnxGraph graph, OutputKind kind, TensorLayout layout, int rank) {
        byte[] model = graph.output("out", OnnxGraph.FLOAT).toBytes();
        return GraphEvidence.of(OnnxFile.read("test", model)).tail(PHOTO, "out", layout, rank, kind);
    }

    private static Optional<GraphTail> logits(OnnxGraph graph) {
        return tail(graph, OutputKind.LOGITS, TensorLayout.NCHW, 4);
    }

    private static Optional<GraphTail> labels(OnnxGraph graph, int rank) {
        return tail(graph, OutputKind.LABELS, TensorLayout.NCHW, rank);
    }

    private static void isCut(
            String scores, TensorLayout layout, Optional<GraphResize> resize, Optional<GraphTail> tail) {
        assertEquals(Optional.of(scores), tail.map(GraphTail::scores));
        assertEquals(Optional.of(layout), tail.map(GraphTail::layout));
        assertEquals(resize, tail.orElseThrow().resize());
    }

    private static void isCut(String scores, GraphResize resize, Optional<GraphTail> tail) {
        isCut(scores, TensorLayout.NCHW, Optional.of(resize), tail);
        assertEquals(Optional.of(false), tail.map(GraphTail::argmax));
    }

    private static void isArgmax(Optional<GraphResize> resize, Optional<GraphTail> tail) {
        isCut("scores", TensorLayout.NCHW, resize, tail);
        assertEquals(Optional.of(true), tail.map(GraphTail::argmax));
    }

    private static void staysWhole(Optional<GraphTail> tail) {
        assertEquals(Optional.empty(), tail);
    }

    /** A Resize to 64 by 48, of which a test changes something. */
    private static Operation toSizes(String output) {
        return new Operation("Resize")
                .inputs("scores", "", "", "sizes")
                .outputs(output)
                .text("mode", "linear");
    }

    private static Operation cast(String output, long type, String input) {
        return new Operation("Cast").inputs(input).outputs(output).integer("to", type);
    }

    private static Operation transpose(String output, String input, long... permutation) {
        return new Operation("Transpose").inputs(input).outputs(output).ints("perm", permutation);
    }

    private static Operation argmax(String output, String input, long axis, long keepsAxis) {
        return new Operation("ArgMax")
                .inputs(input)
                .outputs(output)
                .integer("axis", axis)
                .integer("keepdims", keepsAxis);
    }

    @Test
    void theNetworksOfTorchvisionEndInAResizeToTheSizeOfTheInput() {
        for (String name : List.of("fcn_resnet50", "fcn_resnet101", "deeplabv3_resnet50", "deeplabv3_resnet101")) {
            OnnxFile file = OnnxFile.read(Resources.file("/models/" + name + "_w8.onnx"));
            for (String output : List.of("out", "aux")) {
                Optional<GraphTail> tail = GraphEvidence.of(file)
                        .tail(
                                new ImageInput("input", TensorLayout.NCHW),
                                output,
                                TensorLayout.NCHW,
                                4,
                                OutputKind.LOGITS);
                isCut(output.equals("aux") ? "/aux/aux.4/Conv_output_0" : lastConvolution(file), TO_INPUT, tail);
            }
        }
    }

    /** The input of the Resize that gives "out". */
    private static String lastConvolution(OnnxFile file) {
        return file.nodes().stream()
                .filter(node -> node.outputs().equals(List.of("out")))
                .findFirst()
                .orElseThrow()
                .inputs()
                .get(0);
    }

    @Test
    void aResizeToConstantSizesIsCut() {
        isCut("scores", TO_64_BY_48, logits(network().node(toSizes("out"))));
        isCut(
                "scores",
                TO_64_BY_48,
                logits(network()
                        .node(new Operation("Resize")
                                .inputs("scores", "nothing", "nothing", "sizes")
                                .outputs("out")
                                .text("mode", "linear"))));
        isCut("scores", TO_64_BY_48, tail(network().node(toSizes("out")), OutputKind.PROBABILITIES, NCHW, 4));
    }

    private static final TensorLayout NCHW = TensorLayout.NCHW;

    @Test
    void aResizeByScalesIsCut() {
        isCut(
                "scores",
                TIMES_4,
                logits(network()
                        .node(new Operation("Resize")
                                .inputs("scores", "", "scales")
                                .outputs("out")
                                .text("mode", "linear"))));
    }

    @Test
    void aResizeOfChannelsOrBatchesIsNot() {
        for (long[] sizes : new long[][] {{1, CLASSES + 1, 48, 64}, {2, CLASSES, 48, 64}, {1, CLASSES, 48}}) {
            staysWhole(logits(network()
                    .int64s("others", sizes)
                    .node(new Operation("Resize")
                            .inputs("scores", "", "", "others")
                            .outputs("out")
                            .text("mode", "linear"))));
        }
        for (float[] scales :
                new float[][] {{1, 2, 4, 4}, {2, 1, 4, 4}, {1, 1, 0, 4}, {1, 1, 4, Float.NaN}, {1, 1, 4, 1.25f}}) {
            staysWhole(logits(network()
                    .floats("others", new long[] {4}, scales)
                    .node(new Operation("Resize")
                            .inputs("scores", "", "others")
                            .outputs("out")
                            .text("mode", "linear"))));
        }
    }

    @ParameterizedTest
    @EnumSource(Positions.class)
    void everyNameOfPositionsIsKnown(Positions positions) {
        String mode = positions.name().toLowerCase(java.util.Locale.ROOT);
        Optional<GraphTail> tail = logits(network().node(toSizes("out").text("coordinate_transformation_mode", mode)));

        assertEquals(Optional.of(positions), tail.flatMap(GraphTail::resize).map(GraphResize::positions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tf_crop_and_resize", "half_pixel_symmetric", "tf_half_pixel_for_nn", "nonsense"})
    void otherPositionsAreLeftAlone(String mode) {
        staysWhole(logits(network().node(toSizes("out").text("coordinate_transformation_mode", mode))));
    }

    @Test
    void whatIsNotUnderstoodOfAResizeIsLeftAlone() {
        staysWhole(logits(network().node(toSizes("out").integer("antialias", 1))));
        staysWhole(logits(network().node(toSizes("out").integer("exclude_outside", 1))));
        staysWhole(logits(network().node(toSizes("out").ints("axes", 0, 1, 2, 3))));
        staysWhole(logits(network().node(toSizes("out").text("keep_aspect_ratio_policy", "not_larger"))));
        staysWhole(logits(network().node(toSizes("out").domain("somebody.else"))));
        staysWhole(logits(network()
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "sizes")
                        .outputs("out")
                        .text("mode", "cubic"))));
        staysWhole(logits(network()
                .node(new Operation("Resize")
                        .inputs("scores", "", "scales", "sizes")
                        .outputs("out")
                        .text("mode", "linear"))));
        isCut(
                "scores",
                TO_64_BY_48,
                logits(network()
                        .node(toSizes("out").integer("antialias", 0).text("keep_aspect_ratio_policy", "stretch"))));
    }

    @Test
    void aResizeToTheNearestSampleIsLeftAlone() {
        staysWhole(logits(network()
                .node(new Operation("Resize").inputs("scores", "", "", "sizes").outputs("out"))));
        staysWhole(logits(network()
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "sizes")
                        .outputs("out")
                        .text("coordinate_transformation_mode", "asymmetric")
                        .text("nearest_mode", "floor"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10})
    void oldOperatorsPlaceSamplesByTheirIndex(int opset) {
        GraphResize expected = new GraphResize(Positions.ASYMMETRIC, new Target.Scaled(4, 4));
        String type = opset < 10 ? "Upsample" : "Resize";
        isCut(
                "scores",
                expected,
                logits(network()
                        .opset(opset)
                        .node(new Operation(type)
                                .inputs("scores", "scales")
                                .outputs("out")
                                .text("mode", "linear"))));
    }

    /** A Resize to rows and columns of the input, as exporters write it for these operator sets. */
    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
    void sizesThatAreComputedOfTheInputAreFollowed(int opset) {
        OnnxGraph graph = network()
                .opset(opset)
                .int64s("0", 0)
                .int64s("2", 2)
                .int64s("4", 4)
                .node("Shape", "shape", "scores")
                .node("Slice", "leading", "shape", "0", "2")
                .node("Shape", "of photo", "photo");
        if (opset < 15) {
            graph.node("Slice", "trailing", "of photo", "2", "4", "0");
        } else {
            graph.node(
                    new Operation("Shape").inputs("photo").outputs("trailing").integer("start", -2));
        }
        graph.node(cast("whole", OnnxGraph.INT64, "trailing"))
                .node(new Operation("Concat")
                        .inputs("leading", "whole")
                        .outputs("target")
                        .integer("axis", 0))
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "target")
                        .outputs("out")
                        .text("mode", "linear"));

        isCut("scores", TO_INPUT, logits(graph));
    }

    @Test
    void rowsAndColumnsInTheWrongOrderAreLeftAlone() {
        for (long[] order : new long[][] {{2, 3}, {3, 2}, {2, 2}, {2}}) {
            Optional<GraphTail> tail = logits(network()
                    .int64s("order", order)
                    .int64s("0", 0)
                    .int64s("2", 2)
                    .node("Shape", "shape", "scores")
                    .node("Slice", "leading", "shape", "0", "2")
                    .node("Shape", "of photo", "photo")
                    .node("Gather", "trailing", "of photo", "order")
                    .node(new Operation("Concat")
                            .inputs("leading", "trailing")
                            .outputs("target")
                            .integer("axis", 0))
                    .node(new Operation("Resize")
                            .inputs("scores", "", "", "target")
                            .outputs("out")
                            .text("mode", "linear")));
            if (order.length == 2 && order[0] == 2 && order[1] == 3) {
                isCut("scores", TO_INPUT, tail);
            } else {
                staysWhole(tail);
            }
        }
    }

    @Test
    void aSizeThatIsComputedOfAnythingElseIsLeftAlone() {
        staysWhole(logits(network()
                .node("Relu", "other", "photo")
                .node("Shape", "shape", "other")
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "shape")
                        .outputs("out")
                        .text("mode", "linear"))));
        staysWhole(logits(network()
                .input("wanted", OnnxGraph.INT64, 4)
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "wanted")
                        .outputs("out")
                        .text("mode", "linear"))));
    }

    @Test
    void anActivationBeforeTheResizeStaysInTheGraph() {
        for (String activation : List.of("Softmax", "Sigmoid")) {
            isCut(
                    "shares",
                    TO_64_BY_48,
                    tail(
                            network()
                                    .node(new Operation(activation)
                                            .inputs("scores")
                                            .outputs("shares")
                                            .integer("axis", 1))
                                    .node(new Operation("Resize")
                                            .inputs("shares", "", "", "sizes")
                                            .outputs("out")
                                            .text("mode", "linear")),
                            OutputKind.PROBABILITIES,
                            NCHW,
                            4));
        }
    }

    @Test
    void anActivationAfterTheResizeKeepsBoth() {
        for (String activation : List.of("Softmax", "Sigmoid")) {
            staysWhole(tail(
                    network()
                            .node(toSizes("large"))
                            .node(new Operation(activation)
                                    .inputs("large")
                                    .outputs("out")
                                    .integer("axis", 1)),
                    OutputKind.PROBABILITIES,
                    NCHW,
                    4));
        }
    }

    @Test
    void anArgmaxIsCutWithWhatFollows() {
        isArgmax(Optional.empty(), labels(network().node(argmax("out", "scores", 1, 0)), 3));
        isArgmax(Optional.empty(), labels(network().node(argmax("out", "scores", -3, 1)), 4));
        isArgmax(
                Optional.of(TO_64_BY_48),
                labels(
                        network()
                                .node(toSizes("large"))
                                .node(argmax("classes", "large", 1, 1))
                                .node(cast("small", OnnxGraph.UINT8, "classes"))
                                .nodeWithInts("Squeeze", "out", "axes", new long[] {1}, "small"),
                        3));
        isArgmax(
                Optional.of(TO_64_BY_48),
                labels(
                        network()
                                .node(toSizes("large"))
                                .node(transpose("last", "large", 0, 2, 3, 1))
                                .node(argmax("classes", "last", 3, 0))
                                .nodeWithInts("Squeeze", "plain", "axes", new long[] {0}, "classes")
                                .node("Identity", "out", "plain"),
                        2));
    }

    @Test
    void aSoftmaxBetweenScoresAndArgmaxIsCut() {
        Operation along = new Operation("Softmax").inputs("large").outputs("shares");
        isArgmax(
                Optional.of(TO_64_BY_48),
                labels(
                        network()
                                .node(toSizes("large"))
                                .node(along.integer("axis", 1))
                                .node(argmax("out", "shares", 1, 0)),
                        3));
        Optional<GraphTail> alongRows = labels(
                network()
                        .node(toSizes("large"))
                        .node(new Operation("Softmax")
                                .inputs("large")
                                .outputs("shares")
                                .integer("axis", 2))
                        .node(argmax("out", "shares", 1, 0)),
                3);
        isCut("shares", NCHW, Optional.empty(), alongRows);
        Optional<GraphTail> sigmoid = labels(
                network()
                        .node(toSizes("large"))
                        .node("Sigmoid", "shares", "large")
                        .node(argmax("out", "shares", 1, 0)),
                3);
        isCut("shares", NCHW, Optional.empty(), sigmoid);
    }

    @Test
    void anArgmaxOfSomethingElseIsLeftAlone() {
        staysWhole(labels(network().node(argmax("out", "scores", 2, 0)), 3));
        staysWhole(labels(network().node(argmax("out", "scores", 2, 1)), 4));
        staysWhole(labels(network().node(argmax("out", "scores", 1, 0).integer("select_last_index", 1)), 3));
        staysWhole(labels(
                network().node(argmax("labels", "scores", 1, 0)).node(cast("out", OnnxGraph.BOOL, "labels")), 3));
        staysWhole(labels(
                network().node(argmax("labels", "scores", 1, 1)).node(transpose("out", "labels", 0, 1, 3, 2)), 4));
    }

    @Test
    void labelsThatAreScaledAfterwardsAreLeftAlone() {
        staysWhole(labels(
                network()
                        .node(argmax("labels", "scores", 1, 1))
                        .node(new Operation("Resize")
                                .inputs("labels", "", "", "sizes")
                                .outputs("out")
                                .text("coordinate_transformation_mode", "asymmetric")
                                .text("nearest_mode", "floor")),
                4));
    }

    @Test
    void typesThatCannotHoldEveryLabelAreLeftAlone() {
        OnnxGraph many = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {129, 3, 1, 1}, new float[129 * 3])
                .node("Conv", "scores", "photo", "weights")
                .node(argmax("labels", "scores", 1, 0))
                .node(cast("out", OnnxGraph.INT8, "labels"));
        staysWhole(labels(many, 3));
        isArgmax(
                Optional.empty(),
                labels(
                        network().node(argmax("labels", "scores", 1, 0)).node(cast("out", OnnxGraph.INT8, "labels")),
                        3));
    }

    @Test
    void aTransposeToChannelsLastIsCut() {
        isCut(
                "scores",
                NCHW,
                Optional.empty(),
                tail(network().node(transpose("out", "scores", 0, 2, 3, 1)), OutputKind.LOGITS, TensorLayout.NHWC, 4));
        isCut(
                "scores",
                NCHW,
                Optional.of(TO_64_BY_48),
                tail(
                        network().node(toSizes("large")).node(transpose("out", "large", 0, 2, 3, 1)),
                        OutputKind.LOGITS,
                        TensorLayout.NHWC,
                        4));
        staysWhole(logits(
                network().node(transpose("last", "scores", 0, 2, 3, 1)).node(transpose("out", "last", 0, 3, 2, 1))));
    }

    @Test
    void aResizeOfChannelsLastIsCut() {
        OnnxGraph graph = network()
                .int64s("sizes of last", 1, 48, 64, CLASSES)
                .node(transpose("last", "scores", 0, 2, 3, 1))
                .node(new Operation("Resize")
                        .inputs("last", "", "", "sizes of last")
                        .outputs("out")
                        .text("mode", "linear"));

        isCut("scores", NCHW, Optional.of(TO_64_BY_48), tail(graph, OutputKind.LOGITS, TensorLayout.NHWC, 4));
    }

    @Test
    void aForegroundWithoutChannelsIsCutBeforeItsSqueeze() {
        OnnxGraph graph = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 2, 3)
                .int64s("sizes", 1, 1, 48, 64)
                .node("Conv", "scores", "photo", "weights")
                .node(toSizes("large"))
                .nodeWithInts("Squeeze", "out", "axes", new long[] {1}, "large");

        isCut("scores", TO_64_BY_48, tail(graph, OutputKind.LOGITS, NCHW, 3));
    }

    @Test
    void scoresOf16BitsAreScaledInTheGraph() {
        OnnxGraph half = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT16, FREE, 3, FREE, FREE)
                .halves("weights", new long[] {CLASSES, 3, 1, 1}, new short[CLASSES * 3])
                .int64s("sizes", 1, CLASSES, 48, 64)
                .node("Conv", "scores", "photo", "weights");
        staysWhole(logits(half.node(toSizes("out"))));
    }

    @Test
    void scoresOf16BitsThatAreConvertedFirstAreNot() {
        OnnxGraph half = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT16, FREE, 3, FREE, FREE)
                .halves("weights", new long[] {CLASSES, 3, 1, 1}, new short[CLASSES * 3])
                .int64s("sizes", 1, CLASSES, 48, 64)
                .node("Conv", "half", "photo", "weights")
                .node(cast("scores", OnnxGraph.FLOAT, "half"));
        isCut("scores", TO_64_BY_48, logits(half.node(toSizes("out"))));
    }

    @Test
    void aConversionThatRoundsIsLeftAlone() {
        staysWhole(logits(network().node(toSizes("large")).node(cast("out", OnnxGraph.FLOAT16, "large"))));
        staysWhole(logits(network().node(toSizes("large")).node(cast("out", OnnxGraph.INT32, "large"))));
        isCut("scores", TO_64_BY_48, logits(network().node(toSizes("large")).node(cast("out", 11, "large"))));
    }

    @Test
    void quantisedScoresAreScaledAfterTheyAreNumbersAgain() {
        OnnxGraph graph = network()
                .floats("step", new long[0], 0.5f)
                .uint8s("zero", (byte) 128)
                .node("QuantizeLinear", "whole numbers", "scores", "step", "zero")
                .node("DequantizeLinear", "numbers", "whole numbers", "step", "zero")
                .node(new Operation("Resize")
                        .inputs("numbers", "", "", "sizes")
                        .outputs("out")
                        .text("mode", "linear"));
        isCut("numbers", TO_64_BY_48, logits(graph));
    }

    @Test
    void scoresThatAreQuantisedAfterTheResizeAreLeftAlone() {
        staysWhole(logits(network()
                .floats("step", new long[0], 0.5f)
                .uint8s("zero", (byte) 128)
                .node(toSizes("large"))
                .node("QuantizeLinear", "whole numbers", "large", "step", "zero")
                .node("DequantizeLinear", "out", "whole numbers", "step", "zero")));
    }

    @Test
    void aGraphThatIsNothingButATailKeepsIt() {
        staysWhole(logits(new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, 8, 8)
                .int64s("sizes", 1, 3, 48, 64)
                .node(new Operation("Resize")
                        .inputs("photo", "", "", "sizes")
                        .outputs("out")
                        .text("mode", "linear"))));
    }

    @Test
    void graphsThatRunInACircleAreLeftAlone() {
        staysWhole(logits(network().node("Identity", "out", "other").node("Identity", "other", "out")));
        staysWhole(logits(network()
                .node("Concat", "circle", "circle", "circle", "circle")
                .node(new Operation("Resize")
                        .inputs("scores", "", "", "circle")
                        .outputs("out")
                        .text("mode", "linear"))));
    }
}
