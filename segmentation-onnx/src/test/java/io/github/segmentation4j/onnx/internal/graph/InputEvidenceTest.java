package io.github.segmentation4j.onnx.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputEvidenceTest {
    private static final long FREE = OnnxGraph.FREE;
    private static final long[] OPEN = {FREE, FREE, FREE, FREE};
    private static final long[] TO_PLANES = {0, 3, 1, 2};
    private static final String PLANES = "\"photo\" is NCHW: the first Conv takes 3 channels from its axis 1";

    private static OnnxGraph graph(long... shape) {
        return new OnnxGraph()
                .input("photo", OnnxGraph.UINT8, shape)
                .floats("weights", new long[] {2, 3, 1, 1}, new float[6])
                .floats("255", new long[] {}, 255)
                .floats("mean", new long[] {1, 3, 1, 1}, 0.5f, 0.25f, 0.1f)
                .floats("std", new long[] {3, 1, 1}, 2, 3, 4);
    }

    private static GraphEvidence evidence(OnnxGraph graph) {
        return GraphEvidence.of(OnnxFile.read("test", graph.toBytes()));
    }

    private static void hasLayout(TensorLayout layout, String evidence, OnnxGraph graph) {
        assertEquals(
                Optional.of(new Finding<>(layout, evidence)), evidence(graph).inputLayout("photo"));
    }

    private static void hasNoLayout(OnnxGraph graph) {
        assertEquals(Optional.empty(), evidence(graph).inputLayout("photo"));
    }

    private static void hasSteps(String formula, boolean reverses, String evidence, OnnxGraph graph) {
        assertEquals(
                Optional.of(new Finding<>(new InputSteps(formula, reverses), evidence)),
                evidence(graph).inputSteps("photo"));
    }

    private static void hasNoSteps(OnnxGraph graph) {
        assertEquals(Optional.empty(), evidence(graph).inputSteps("photo"));
    }

    private static Operation transpose(String output, String input) {
        return new Operation("Transpose").inputs(input).outputs(output).ints("perm", TO_PLANES);
    }

    private static Operation gather(String output, String input, long axis) {
        return new Operation("Gather").inputs(input, "order").outputs(output).integer("axis", axis);
    }

    @Test
    void aConvolutionShowsTheLayoutOfFreeAxes() {
        hasLayout(TensorLayout.NCHW, PLANES, graph(OPEN).node("Conv", "out", "photo", "weights"));
        hasLayout(
                TensorLayout.NHWC,
                "\"photo\" is NHWC: a Transpose [0,3,1,2] comes before the first Conv, which takes 3 channels",
                graph(OPEN)
                        .node("Cast", "float", "photo")
                        .node(transpose("planes", "float"))
                        .node("Sub", "centered", "planes", "mean")
                        .node("Shape", "shape", "centered")
                        .node("Conv", "out", "centered", "weights"));
    }

    @Test
    void aTransposeThatIsUndoneChangesNothing() {
        hasLayout(
                TensorLayout.NCHW,
                PLANES,
                graph(OPEN)
                        .nodeWithInts("Transpose", "pixels", "perm", new long[] {0, 2, 3, 1}, "photo")
                        .node("Mul", "scaled", "pixels", "255")
                        .node(transpose("planes", "scaled"))
                        .node("Conv", "out", "planes", "weights"));
    }

    @Test
    void convolutionsThatDisagreeShowNothing() {
        hasNoLayout(graph(OPEN)
                .node(transpose("planes", "photo"))
                .node("Conv", "a", "planes", "weights")
                .node("Conv", "b", "photo", "weights"));
    }

    @Test
    void aConvolutionThatCannotTakeTheInputShowsNothing() {
        hasNoLayout(graph(1, 4, FREE, FREE).node("Conv", "out", "photo", "weights"));
        // Parts of the channels may fit.
        hasLayout(
                TensorLayout.NCHW,
                PLANES,
                graph(1, 4, FREE, FREE).node("Slice", "rgb", "photo").node("Conv", "out", "rgb", "weights"));
    }

    @Test
    void otherAxesThanThoseOfImagesShowNothing() {
        hasNoLayout(graph(OPEN)
                .nodeWithInts("Transpose", "swapped", "perm", new long[] {0, 3, 2, 1}, "photo")
                .node("Conv", "out", "swapped", "weights"));
        hasNoLayout(graph(FREE, 3, FREE).node("Conv", "out", "photo", "weights"));
        hasNoLayout(graph(OPEN).node("Reshape", "shaped", "photo", "mean").node("Conv", "out", "shaped", "weights"));
        hasNoLayout(graph(OPEN)
                .nodeWithInts("Transpose", "wrong", "perm", new long[] {0, 3, 3, 9}, "photo")
                .node("Conv", "out", "wrong", "weights"));
        assertEquals(Optional.empty(), evidence(graph(OPEN)).inputLayout("other"));
    }

    @Test
    void featuresBesideAnImageAreNotFollowed() {
        hasLayout(
                TensorLayout.NCHW,
                PLANES,
                graph(1, 3, FREE, FREE)
                        .floats("more", new long[] {2, 7, 1, 1}, new float[14])
                        .node("Conv", "features", "photo", "weights")
                        .node("Concat", "both", "photo", "features")
                        .nodeWithInts("Transpose", "odd", "perm", new long[] {0, 2, 1, 3}, "both")
                        .node("Conv", "out", "odd", "more"));
    }

    @Test
    void writesDownTheArithmeticBeforeTheNetwork() {
        hasSteps(
                "(x / 255 - [0.5, 0.25, 0.1]) / [2, 3, 4]",
                false,
                "the graph itself computes (x / 255 - [0.5, 0.25, 0.1]) / [2, 3, 4] of \"photo\"",
                graph(OPEN)
                        .node("Cast", "float", "photo")
                        .node("Div", "unit", "float", "255")
                        .node("Sub", "centered", "unit", "mean")
                        .node("Shape", "shape", "centered")
                        .node("Div", "normal", "centered", "std")
                        .node("Conv", "out", "normal", "weights"));
    }

    @Test
    void keepsTheOrderOfOperands() {
        hasSteps(
                "255 - (x * [2, 3, 4] + 255)",
                false,
                "the graph itself computes 255 - (x * [2, 3, 4] + 255) of \"photo\"",
                graph(OPEN)
                        .node("Mul", "a", "std", "photo")
                        .node("Add", "b", "a", "255")
                        .node("Sub", "c", "255", "b")
                        .node("Conv", "out", "c", "weights"));
        hasSteps(
                "BatchNormalization(x * \"weights\")",
                false,
                "the graph itself computes BatchNormalization(x * \"weights\") of \"photo\"",
                graph(OPEN)
                        .node("Mul", "a", "photo", "weights")
                        .node("BatchNormalization", "b", "a", "mean", "std")
                        .node("Conv", "out", "b", "weights"));
    }

    @Test
    void stopsWhereWaysPart() {
        hasNoSteps(graph(OPEN)
                .node("Mul", "a", "photo", "255")
                .node("Conv", "out", "a", "weights")
                .node("Conv", "other", "photo", "weights"));
        hasNoSteps(graph(OPEN).node("Conv", "out", "photo", "weights").node("Mul", "large", "out", "255"));
        hasNoSteps(graph(OPEN).node("Mul", "square", "photo", "photo"));
        assertEquals(Optional.empty(), evidence(graph(OPEN)).inputSteps("other"));
    }

    @Test
    void noticesReversedChannels() {
        String evidence = "the graph itself reverses the channels of \"photo\"";
        hasSteps(
                "x",
                true,
                evidence,
                graph(OPEN)
                        .int64s("order", 2, 1, 0)
                        .node(gather("bgr", "photo", 1))
                        .node("Conv", "out", "bgr", "weights"));
        hasSteps(
                "x - [0.5, 0.25, 0.1]",
                true,
                "the graph itself computes x - [0.5, 0.25, 0.1] of \"photo\" and reverses the channels",
                graph(OPEN)
                        .int64s("first", -1)
                        .int64s("beyond", Long.MIN_VALUE)
                        .int64s("axis", 3)
                        .node("Slice", "bgr", "photo", "first", "beyond", "axis", "first")
                        .node(transpose("planes", "bgr"))
                        .node("Sub", "centered", "planes", "mean")
                        .node("Conv", "out", "centered", "weights"));
        hasSteps(
                "x",
                true,
                evidence,
                graph(OPEN)
                        .node(new Operation("Split")
                                .inputs("photo")
                                .outputs("r", "g", "b")
                                .integer("axis", 1))
                        .node(new Operation("Concat")
                                .inputs("b", "g", "r")
                                .outputs("bgr")
                                .integer("axis", 1))
                        .node("Conv", "out", "bgr", "weights"));
        hasSteps(
                "x",
                true,
                evidence,
                graph(OPEN)
                        .int64s("0", 0)
                        .int64s("1", 1)
                        .int64s("2", 2)
                        .int64s("end", Long.MAX_VALUE)
                        .node("Slice", "r", "photo", "0", "1", "1")
                        .node("Slice", "g", "photo", "1", "2", "1", "1")
                        .node("Slice", "b", "photo", "2", "end", "1")
                        .node(new Operation("Concat")
                                .inputs("b", "g", "r")
                                .outputs("bgr")
                                .integer("axis", 1))
                        .node("Conv", "out", "bgr", "weights"));
    }

    @Test
    void takesNoOtherOrderForReversedChannels() {
        hasNoSteps(graph(OPEN)
                .int64s("order", 2, 0, 1)
                .node(gather("x", "photo", 1))
                .node("Conv", "out", "x", "weights"));
        // Mirrored rows.
        hasNoSteps(graph(OPEN)
                .int64s("order", 2, 1, 0)
                .node(gather("x", "photo", 2))
                .node("Conv", "out", "x", "weights"));
        hasNoSteps(graph(OPEN)
                .node(new Operation("Split")
                        .inputs("photo")
                        .outputs("r", "g", "b")
                        .integer("axis", 1))
                .node(new Operation("Concat")
                        .inputs("r", "g", "b")
                        .outputs("rgb")
                        .integer("axis", 1))
                .node("Conv", "out", "rgb", "weights"));
        // Twice is not at all.
        hasNoSteps(graph(OPEN)
                .int64s("order", 2, 1, 0)
                .node(gather("bgr", "photo", 1))
                .node(gather("rgb", "bgr", 1))
                .node("Conv", "out", "rgb", "weights"));
    }

    @Test
    void aCircleOfNodesEnds() {
        OnnxGraph circle = graph(OPEN).node("Identity", "photo", "photo").node("Conv", "out", "photo", "weights");
        hasLayout(TensorLayout.NCHW, PLANES, circle);
        hasNoSteps(circle);
    }

    @Test
    void findsTheLayoutOfARealExport() {
        GraphEvidence network = GraphEvidence.of(OnnxFile.read(Resources.file("/models/fcn_resnet50_w8.onnx")));

        assertEquals(
                Optional.of(TensorLayout.NCHW), network.inputLayout("input").map(Finding::value));
        assertEquals(Optional.empty(), network.inputSteps("input"));
    }
}
