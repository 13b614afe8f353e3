package io.github.segmentation4j.onnx.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputKindTest {
    private static final int CLASSES = 5;
    private static final long FREE = OnnxGraph.FREE;
    private static final long[] NCHW = {FREE, CLASSES, FREE, FREE};
    private static final long[] NHWC = {FREE, FREE, FREE, CLASSES};
    private static final long[] SCALAR = {};

    /** A graph whose value "scores" [N,5,H,W] comes from a convolution. */
    private static OnnxGraph network() {
        return network(CLASSES);
    }

    private static OnnxGraph network(int classes) {
        return new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {classes, 3, 1, 1}, new float[classes * 3])
                .node("Conv", "scores", "photo", "weights");
    }

    private static GraphEvidence evidence(OnnxGraph graph, long... shape) {
        return GraphEvidence.of(OnnxFile.read(
                "test", graph.output("out", OnnxGraph.FLOAT, shape).toBytes()));
    }

    private static OutputMeaning meaning(OnnxGraph graph, long... shape) {
        return evidence(graph, shape).outputKind("out").orElseThrow();
    }

    private static void holds(OutputKind kind, String evidence, OnnxGraph graph, long... shape) {
        OutputMeaning meaning = meaning(graph, shape);
        assertEquals("\"out\" comes from " + evidence, meaning.evidence());
        assertEquals(Optional.of(kind), meaning.kind());
    }

    private static void staysOpen(String evidence, OnnxGraph graph, long... shape) {
        OutputMeaning meaning = meaning(graph, shape);
        assertEquals("\"out\" comes from " + evidence, meaning.evidence());
        assertEquals(Optional.empty(), meaning.kind());
    }

    private static Operation softmax(String output, long axis, String input) {
        return new Operation("Softmax").inputs(input).outputs(output).integer("axis", axis);
    }

    private static Operation transpose(String output, String input, long... permutation) {
        return new Operation("Transpose").inputs(input).outputs(output).ints("perm", permutation);
    }

    private static Operation argmax(String output, long axis, String input) {
        return new Operation("ArgMax").inputs(input).outputs(output).integer("axis", axis);
    }

    private static Operation resize(String output, String mode, String input) {
        return new Operation("Resize")
                .inputs(input, "", "sizes")
                .outputs(output)
                .text("mode", mode);
    }

    private static Operation cast(String output, long type, String input) {
        return new Operation("Cast").inputs(input).outputs(output).integer("to", type);
    }

    @Test
    void aConvolutionGivesLogits() {
        OutputMeaning meaning = meaning(
                network().node(resize("large", "linear", "scores")).node(transpose("out", "large", 0, 2, 3, 1)));

        assertEquals(Optional.of(OutputKind.LOGITS), meaning.kind());
        assertEquals(
                "\"out\" comes from Conv through Resize, Transpose, and no activation follows", meaning.evidence());
        assertEquals(
                List.of("Transpose", "Resize", "Conv"),
                meaning.path().stream().map(Node::type).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BatchNormalization", "PRelu", "LeakyRelu", "HardSwish"})
    void whatHasNoBoundsGivesLogits(String type) {
        holds(
                OutputKind.LOGITS,
                type + ", and no activation follows",
                network().node(type, "out", "scores", "weights"),
                NCHW);
    }

    @Test
    void multiplicationByWeightsGivesLogits() {
        OnnxGraph graph = network().floats("matrix", new long[] {3, 2}, new float[6]);
        holds(OutputKind.LOGITS, "MatMul, and no activation follows", graph.node("MatMul", "out", "scores", "matrix"));
        staysOpen(
                "MatMul, which leaves open what its numbers mean", network().node("MatMul", "out", "scores", "photo"));
    }

    @Test
    void rectifiedScoresOrderSeveralClassesOnly() {
        holds(OutputKind.LOGITS, "Relu, and no activation follows", network(2).node("Relu", "out", "scores"), NCHW);
        staysOpen("Relu, whose numbers are never negative", network(1).node("Relu", "out", "scores"), NCHW);
        staysOpen(
                "Relu, whose numbers are never negative",
                network(2).node("Gather", "one", "scores", "index").node("Relu", "out", "one"),
                NCHW);
    }

    @Test
    void aSumOfScoresIsAScore() {
        OnnxGraph graph = network().floats("bias", new long[] {1}, 3).node("Add", "a", "scores", "bias");
        holds(OutputKind.LOGITS, "Add, and no activation follows", graph.node("Add", "out", "a", "scores"), NCHW);
        staysOpen(
                "Add, a sum of more than scores",
                network().node("Sigmoid", "s", "scores").node("Add", "out", "s", "scores"),
                NCHW);
        staysOpen("Add, a sum of more than scores", network().node("Add", "out", "photo", "scores"), NCHW);
        staysOpen("Add, a sum of constants", network().node("Add", "out", "weights", "weights"), NCHW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sigmoid", "HardSigmoid"})
    void aSigmoidGivesProbabilities(String type) {
        holds(
                OutputKind.PROBABILITIES,
                type + " through Transpose",
                network().node(type, "s", "scores").node(transpose("out", "s", 0, 2, 3, 1)),
                NHWC);
        holds(
                OutputKind.PROBABILITIES,
                type + " through Resize, Clip, Cast",
                network()
                        .node(type, "s", "scores")
                        .node(resize("large", "linear", "s"))
                        .node("Clip", "clipped", "large")
                        .node(cast("out", OnnxGraph.FLOAT16, "clipped")),
                NCHW);
    }

    @Test
    void theSigmoidOfMoreThanScoresStaysOpen() {
        String evidence = "Sigmoid, which is applied to more than scores";
        staysOpen(evidence, network().node("Sigmoid", "s", "scores").node("Sigmoid", "out", "s"), NCHW);
        staysOpen(evidence, network().node("Concat", "c", "scores", "photo").node("Sigmoid", "out", "c"), NCHW);
    }

    @Test
    void aSigmoidWrittenOutIsRecognised() {
        OnnxGraph exponential = network()
                .floats("one", SCALAR, 1)
                .floats("two", SCALAR, 2)
                .node("Neg", "n", "scores")
                .node("Exp", "e", "n")
                .node("Add", "sum", "one", "e");
        holds(OutputKind.PROBABILITIES, "Div, a sigmoid", exponential.node("Div", "out", "one", "sum"), NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Reciprocal, a sigmoid",
                network()
                        .node(new Operation("Constant").outputs("one").floats("value", new long[] {1}, 1))
                        .node("Neg", "n", "scores")
                        .node("Exp", "e", "n")
                        .node("Add", "sum", "e", "one")
                        .node("Reciprocal", "out", "sum"),
                NCHW);
        staysOpen(
                "Div, which leaves open what its numbers mean",
                network()
                        .floats("one", SCALAR, 1)
                        .floats("two", SCALAR, 2)
                        .node("Neg", "n", "scores")
                        .node("Exp", "e", "n")
                        .node("Add", "sum", "two", "e")
                        .node("Div", "out", "one", "sum"),
                NCHW);
    }

    @Test
    void aSoftmaxAlongTheClassesGivesProbabilities() {
        holds(
                OutputKind.PROBABILITIES,
                "Softmax along the classes (axis 1)",
                network().node(softmax("out", 1, "scores")),
                NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Softmax along the classes (axis -1) through Transpose",
                network()
                        .node(transpose("last", "scores", 0, 2, 3, 1))
                        .node(softmax("s", -1, "last"))
                        .node(transpose("out", "s", 0, 3, 1, 2)),
                NCHW);
        staysOpen(
                "Softmax along axis 3, but that is not the axis of the classes alone",
                network().node(softmax("out", 3, "scores")),
                NCHW);
        staysOpen(
                "Softmax along axis 1, of which it is not known whether it is the axis of the classes",
                new OnnxGraph().input("photo", OnnxGraph.FLOAT, NCHW).node(softmax("out", 1, "photo")),
                NCHW);
    }

    @Test
    void anOldSoftmaxWorksAlongAllAxesBehindItsOwn() {
        staysOpen(
                "Softmax along axis 1, but that is not the axis of the classes alone",
                network().opset(12).node("Softmax", "out", "scores"),
                NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Softmax along the classes (axis 3)",
                network()
                        .opset(11)
                        .node(transpose("last", "scores", 0, 2, 3, 1))
                        .node(softmax("out", 3, "last")),
                NHWC);
        // From version 13 on the default is the last axis.
        staysOpen(
                "Softmax along axis -1, but that is not the axis of the classes alone",
                network().opset(13).node("Softmax", "out", "scores"),
                NCHW);
    }

    private static Operation gather(String output, String index, String input) {
        return new Operation("Gather").inputs(input, index).outputs(output).integer("axis", 1);
    }

    @Test
    void theSecondOfTwoProbabilitiesIsThatOfTheForeground() {
        holds(
                OutputKind.PROBABILITIES,
                "Softmax along the classes (axis 1) through Gather",
                network(2).int64s("1", 1).node(softmax("s", 1, "scores")).node(gather("out", "1", "s")),
                FREE,
                1,
                FREE,
                FREE);
        holds(
                OutputKind.PROBABILITIES,
                "Sigmoid through Slice",
                network(2)
                        .int64s("1", 1)
                        .int64s("2", 2)
                        .node("Sigmoid", "s", "scores")
                        .node("Slice", "out", "s", "1", "2", "1"),
                FREE,
                1,
                FREE,
                FREE);
    }

    @Test
    void oneChannelOfSeveralStaysOpen() {
        String comment = ", which perhaps leaves one channel of several";
        staysOpen(
                "Softmax along the classes (axis 1) through Gather" + comment,
                network(2).int64s("0", 0).node(softmax("s", 1, "scores")).node(gather("out", "0", "s")),
                FREE,
                1,
                FREE,
                FREE);
        staysOpen(
                "Softmax along the classes (axis 1) through Gather" + comment,
                network(3).int64s("1", 1).node(softmax("s", 1, "scores")).node(gather("out", "1", "s")),
                FREE,
                1,
                FREE,
                FREE);
        staysOpen(
                "Conv through Gather" + comment,
                network(2).int64s("1", 1).node(gather("out", "1", "scores")),
                FREE,
                1,
                FREE,
                FREE);
    }

    @Test
    void partsWithSeveralChannelsAndPartsOfTheAreaKeepTheirMeaning() {
        holds(
                OutputKind.LOGITS,
                "Conv through Slice, and no activation follows",
                network().node("Slice", "out", "scores", "a", "b", "c"),
                FREE,
                4,
                FREE,
                FREE);
        holds(
                OutputKind.LOGITS,
                "Conv through Slice, and no activation follows",
                network(1).node("Slice", "out", "scores", "a", "b", "c"),
                FREE,
                1,
                FREE,
                FREE);
    }

    @Test
    void aSoftmaxWrittenOutIsRecognised() {
        OnnxGraph lowered = network()
                .int64s("axes", 1)
                .nodeWithInts("ReduceMax", "m", "axes", new long[] {1}, "scores")
                .node("Sub", "d", "scores", "m")
                .node("Exp", "e", "d")
                .node("ReduceSum", "sum", "e", "axes")
                .node("Div", "out", "e", "sum");
        holds(OutputKind.PROBABILITIES, "Div, a softmax along the classes (axis 1)", lowered, NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Div, a softmax along the classes (axis 1)",
                network()
                        .opset(9)
                        .node("Exp", "e", "scores")
                        .nodeWithInts("ReduceSum", "sum", "axes", new long[] {1}, "e")
                        .node("Div", "out", "e", "sum"),
                NCHW);
        staysOpen(
                "Div, a softmax along axis 2, but that is not the axis of the classes alone",
                network()
                        .node("Exp", "e", "scores")
                        .nodeWithInts("ReduceSum", "sum", "axes", new long[] {2}, "e")
                        .node("Div", "out", "e", "sum"),
                NCHW);
        staysOpen(
                "Div, which leaves open what its numbers mean",
                network()
                        .node("Exp", "e", "scores")
                        .nodeWithInts("ReduceSum", "sum", "axes", new long[] {1}, "scores")
                        .node("Div", "out", "e", "sum"),
                NCHW);
    }

    @Test
    void logarithmsOfProbabilitiesAreLogits() {
        OnnxGraph logarithms = network()
                .node(new Operation("LogSoftmax").inputs("scores").outputs("l").integer("axis", 1));
        holds(
                OutputKind.LOGITS,
                "LogSoftmax along the classes (axis 1) through Identity",
                logarithms.node("Identity", "out", "l"),
                NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Exp along the classes (axis 1)",
                network()
                        .node(new Operation("LogSoftmax")
                                .inputs("scores")
                                .outputs("l")
                                .integer("axis", 1))
                        .node("Exp", "out", "l"),
                NCHW);
    }

    @Test
    void anArgmaxAlongTheClassesGivesLabels() {
        holds(OutputKind.LABELS, "ArgMax along the classes (axis 1)", network().node(argmax("out", 1, "scores")), FREE);
        holds(
                OutputKind.LABELS,
                "ArgMax along the classes (axis -1) through Resize, Squeeze, Cast",
                network()
                        .node(transpose("last", "scores", 0, 2, 3, 1))
                        .node(argmax("a", -1, "last"))
                        .node(resize("large", "nearest", "a"))
                        .node("Squeeze", "squeezed", "large", "axes")
                        .node(cast("out", OnnxGraph.UINT8, "squeezed")));
        holds(
                OutputKind.LABELS,
                "ArgMax along the classes (axis 1)",
                network().node(softmax("s", 1, "scores")).node(argmax("out", 1, "s")));
        staysOpen(
                "ArgMax along axis 3, but that is not the axis of the classes alone",
                network().node(argmax("out", 3, "scores")));
        staysOpen(
                "ArgMax along the classes (axis 1) through Resize, but is interpolated on the way",
                network().node(argmax("a", 1, "scores")).node(resize("out", "linear", "a")));
    }

    @Test
    void numbersThatAreRoundedOrClippedLoseTheirMeaning() {
        staysOpen(
                "Sigmoid through Cast, but is rounded on the way",
                network().node("Sigmoid", "s", "scores").node(cast("out", OnnxGraph.UINT8, "s")),
                NCHW);
        staysOpen("Conv through Clip, but is clipped on the way", network().node("Clip", "out", "scores"), NCHW);
        staysOpen(
                "Conv through Min, but is clipped on the way",
                network().floats("one", SCALAR, 1).node("Min", "out", "one", "scores"),
                NCHW);
        staysOpen(
                "Cast, which leaves open what its numbers mean",
                network().node("Sigmoid", "s", "scores").node(cast("out", OnnxGraph.BOOL, "s")),
                NCHW);
    }

    @Test
    void channelsThatBecomePixelsMustNotHaveBeenComparedBefore() {
        holds(
                OutputKind.LOGITS,
                "Conv through DepthToSpace, and no activation follows",
                network(8).node("DepthToSpace", "out", "scores"),
                FREE,
                2,
                FREE,
                FREE);
        staysOpen(
                "Softmax along the classes (axis 1) through DepthToSpace, but is moved from channels to pixels on the way",
                network(8).node(softmax("s", 1, "scores")).node("DepthToSpace", "out", "s"),
                FREE,
                2,
                FREE,
                FREE);
    }

    @Test
    void scaledNumbersStayOpen() {
        OnnxGraph scaled = network().floats("scale", SCALAR, 255).node("Sigmoid", "s", "scores");
        staysOpen("Mul, which leaves open what its numbers mean", scaled.node("Mul", "out", "s", "scale"), NCHW);
        staysOpen(
                "Sub, which leaves open what its numbers mean",
                network()
                        .floats("one", SCALAR, 1)
                        .node("Sigmoid", "s", "scores")
                        .node("Sub", "out", "one", "s"),
                NCHW);
        staysOpen(
                "Conv, which leaves open what its numbers mean",
                network().node("Sigmoid", "s", "scores").node("Conv", "out", "s", "weights"),
                NCHW);
    }

    @Test
    void quantizedScoresCountOnceTheyHaveTheirScale() {
        Operation product = new Operation("QLinearConv")
                .inputs("photo", "s", "z", "weights", "s", "z", "s", "z")
                .outputs("scores");
        OnnxGraph graph = new OnnxGraph().input("photo", OnnxGraph.UINT8, NCHW).node(product);
        holds(
                OutputKind.LOGITS,
                "QLinearConv through DequantizeLinear, and no activation follows",
                graph.node("DequantizeLinear", "out", "scores", "s", "z"),
                NCHW);
        staysOpen(
                "QLinearConv through Identity, whose numbers are quantised",
                new OnnxGraph().node(product).node("Identity", "out", "scores"),
                NCHW);
        holds(
                OutputKind.PROBABILITIES,
                "Sigmoid through QuantizeLinear, DequantizeLinear",
                network()
                        .node("Sigmoid", "p", "scores")
                        .node("QuantizeLinear", "q", "p", "s", "z")
                        .node("DequantizeLinear", "out", "q", "s", "z"),
                NCHW);
        staysOpen(
                "QuantizeLinear, which leaves open what its numbers mean",
                network().node("Sigmoid", "p", "scores").node("QuantizeLinear", "out", "p", "s", "z"),
                NCHW);
        holds(
                OutputKind.LOGITS,
                "Add, and no activation follows",
                network()
                        .floats("bias", SCALAR, 1)
                        .node("ConvInteger", "i", "photo", "weights")
                        .node(cast("f", OnnxGraph.FLOAT, "i"))
                        .node("Mul", "m", "f", "scale")
                        .node("Add", "out", "m", "bias"),
                NCHW);
    }

    @Test
    void operatorsOfOthersStayOpen() {
        staysOpen(
                "Sigmoid, which is not an operator of ONNX's own",
                network()
                        .node(new Operation("Sigmoid")
                                .domain("com.example")
                                .inputs("scores")
                                .outputs("out")),
                NCHW);
        staysOpen("no node that computes it", network(), NCHW);
        staysOpen(
                "Dropout, which leaves open what its numbers mean",
                network().node(new Operation("Dropout").inputs("scores").outputs("kept", "out")),
                NCHW);
        assertEquals(Optional.empty(), evidence(network()).outputKind("scores"));
    }

    @Test
    void aCircleOfNodesEnds() {
        staysOpen(
                "no node that computes it",
                network().node("Identity", "a", "out").node("Identity", "out", "a"),
                NCHW);
        staysOpen("Add, a sum of more than scores", network().node("Add", "out", "out", "out"), NCHW);
        assertEquals(
                Optional.empty(),
                evidence(network().node("Relu", "out", "out"), NCHW).outputLayout("out"));
    }

    private static void hasLayout(TensorLayout layout, String evidence, OnnxGraph graph, long... shape) {
        assertEquals(
                Optional.of(new Finding<>(layout, "\"out\" is " + layout + ": " + evidence)),
                evidence(graph, shape).outputLayout("out"));
    }

    @Test
    void findsTheLayoutOfScores() {
        String five = " has the channels of Conv, which gives 5";
        hasLayout(
                TensorLayout.NCHW, "axis 1" + five, network().node("Sigmoid", "out", "scores"), FREE, FREE, FREE, FREE);
        hasLayout(
                TensorLayout.NHWC,
                "axis 3" + five,
                network().node("Relu", "r", "scores").node(transpose("out", "r", 0, 2, 3, 1)),
                FREE,
                FREE,
                FREE,
                FREE);
        hasLayout(
                TensorLayout.NHWC,
                "axis 3 has the channels of Conv",
                network()
                        .int64s("index", 1)
                        .node(new Operation("Gather")
                                .inputs("scores", "index")
                                .outputs("one")
                                .integer("axis", 1))
                        .node(transpose("out", "one", 0, 2, 3, 1)),
                NHWC);
        hasLayout(
                TensorLayout.NHWC,
                "axis 3 has the channels of MatMul, which gives 2",
                network()
                        .floats("matrix", new long[] {5, 2}, new float[10])
                        .node(transpose("last", "scores", 0, 2, 3, 1))
                        .node("MatMul", "out", "last", "matrix"),
                NHWC);
    }

    @Test
    void aReshapeOfOneChannelMayMoveIt() {
        OnnxGraph graph = network(1).node("Sigmoid", "s", "scores").int64s("shape", 1, 8, 9, 1);
        hasLayout(
                TensorLayout.NHWC,
                "axis 3 has the channels of Conv, which gives 1",
                graph.node("Reshape", "out", "s", "shape"),
                1,
                8,
                9,
                1);
        OnnxGraph several = network().int64s("shape", 1, 8, 9, 5).node("Reshape", "out", "scores", "shape");
        assertEquals(Optional.empty(), evidence(several, 1, 8, 9, 5).outputLayout("out"));
    }

    @Test
    void findsNoLayoutWhereRowsAndColumnsAreSwappedOrAxesAreLost() {
        assertEquals(
                Optional.empty(),
                evidence(network().node(transpose("out", "scores", 0, 3, 2, 1)), NHWC)
                        .outputLayout("out"));
        assertEquals(
                Optional.empty(),
                evidence(network().node(argmax("out", 1, "scores")), FREE, FREE, FREE)
                        .outputLayout("out"));
        assertEquals(
                Optional.empty(),
                evidence(network().node(transpose("out", "scores", 0, 2, 2, 7)), NHWC)
                        .outputLayout("out"));
    }

    @Test
    void findsWhatRealExportsHold() {
        GraphEvidence network = GraphEvidence.of(OnnxFile.read(Resources.file("/models/deeplabv3_resnet50_w8.onnx")));
        for (String output : List.of("out", "aux")) {
            OutputMeaning meaning = network.outputKind(output).orElseThrow();
            assertEquals(Optional.of(OutputKind.LOGITS), meaning.kind());
            assertEquals(
                    "\"" + output + "\" comes from Conv through Resize, and no activation follows", meaning.evidence());
            assertEquals(
                    Optional.of(TensorLayout.NCHW), network.outputLayout(output).map(Finding::value));
        }
    }
}
