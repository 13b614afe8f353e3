package io.github.segmentation4j.onnx.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far graphs look, counted by hand. */
class ReceptiveFieldTest {
    private static final long FREE = OnnxGraph.FREE;

    /** A value "a" [N,4,h/2,w/2] by a convolution of 5x5 with stride 2, which looks 2 pixels far. */
    private static OnnxGraph begun() {
        return new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floats("five", new long[] {4, 3, 5, 5}, new float[300])
                .floats("three", new long[] {4, 4, 3, 3}, new float[144])
                .floats("one", new long[] {4, 4, 1, 1}, new float[16])
                .floats("two", new long[] {4, 4, 2, 2}, new float[64])
                .floats("double", new long[] {4}, 1, 1, 2, 2)
                .floats("nothing", new long[] {0})
                .node(new Operation("Conv")
                        .inputs("photo", "five")
                        .outputs("a")
                        .ints("strides", 2, 2)
                        .ints("pads", 2, 2, 2, 2));
    }

    private static Operation conv(String weights, String from, String to) {
        return new Operation("Conv").inputs(from, weights).outputs(to);
    }

    private static Finding<ReceptiveField> field(OnnxGraph graph, String scores) {
        byte[] model = graph.output(scores, OnnxGraph.FLOAT).toBytes();
        return GraphEvidence.of(OnnxFile.read("test", model))
                .receptiveField(new ImageInput("photo", TensorLayout.NCHW), List.of(scores))
                .orElseThrow();
    }

    private static void isBounded(int stride, int radius, OnnxGraph graph, String scores) {
        assertEquals(
                new ReceptiveField(stride, OptionalInt.of(radius)),
                field(graph, scores).value());
    }

    private static void isUnbounded(int stride, String reason, OnnxGraph graph, String scores) {
        Finding<ReceptiveField> found = field(graph, scores);
        assertEquals(new ReceptiveField(stride, OptionalInt.empty()), found.value());
        assertTrue(found.evidence().contains("the whole image (" + reason), found.evidence());
    }

    @Test
    void kernelsStridesAndDilationsAddUp() {
        isBounded(2, 2, begun(), "a");
        // 3x3 at every other pixel and dilated by 3: 6 pixels more.
        isBounded(
                2,
                8,
                begun().node(conv("three", "a", "b").ints("dilations", 3, 3).ints("pads", 3, 3, 3, 3)),
                "b");
        isBounded(
                4,
                4 + 4 * 1,
                begun().node(conv("three", "a", "b").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                        .node(conv("three", "b", "c").ints("pads", 1, 1, 1, 1)),
                "c");
        isBounded(
                4,
                4,
                begun().node(new Operation("MaxPool")
                        .inputs("a")
                        .outputs("b")
                        .ints("kernel_shape", 2, 2)
                        .ints("strides", 2, 2)),
                "b");
    }

    @Test
    void aWindowThatIsNotInTheMiddleReachesFartherToOneSide() {
        isBounded(2, 2 + 2 * 2, begun().node(conv("three", "a", "b").ints("pads", 0, 0, 2, 2)), "b");
        isBounded(2, 2 + 2 * 2, begun().node(conv("three", "a", "b").text("auto_pad", "SAME_UPPER")), "b");
    }

    @Test
    void branchesThatMeetLookAsFarAsTheFarthest() {
        OnnxGraph graph = begun().node(
                        conv("three", "a", "b").ints("dilations", 2, 2).ints("pads", 2, 2, 2, 2))
                .node(conv("one", "a", "c"))
                .node("Relu", "d", "b")
                .node("Add", "e", "c", "d");
        isBounded(2, 2 + 4, graph, "e");
    }

    @Test
    void enlargingLooksAtNeighboursAndBringsSamplesTogether() {
        isBounded(2, 2 + 2, begun().node("Resize", "b", "a", "nothing", "double"), "b");
        // At full size again, a convolution looks one pixel farther.
        isBounded(
                2,
                2 + 2 + 1,
                begun().node("Resize", "b", "a", "nothing", "double")
                        .node(conv("three", "b", "c").ints("pads", 1, 1, 1, 1)),
                "c");
        isBounded(
                2,
                2 + 2 * 2,
                begun().node(new Operation("ConvTranspose")
                        .inputs("a", "two")
                        .outputs("b")
                        .ints("strides", 2, 2)),
                "b");
    }

    /** As many U-Nets do it: down, and up to the size of what was before. Whether that is twice the size depends on the image. */
    @Test
    void aResizeToAComputedSizeDependsOnTheImage() {
        OnnxGraph graph = begun().node(
                        conv("three", "a", "down").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                .node("Shape", "shape", "a")
                .node("Resize", "up", "down", "nothing", "nothing", "shape")
                .node(new Operation("Concat").inputs("up", "a").outputs("both").integer("axis", 1));
        isUnbounded(4, "Resize to a size that depends", graph, "both");
        isUnbounded(
                2,
                "Resize to a size that depends",
                begun().node(new Operation("Resize")
                        .inputs("a", "nothing", "double")
                        .outputs("b")
                        .text("coordinate_transformation_mode", "align_corners")),
                "b");
    }

    @Test
    void paddingThatDependsOnTheSizeHasNoRadius() {
        isUnbounded(
                4,
                "padding that depends on the size",
                begun().node(conv("three", "a", "b").ints("strides", 2, 2).text("auto_pad", "SAME_UPPER")),
                "b");
    }

    @Test
    void branchesOfSeveralStridesMeetAtTheirCommonMultiple() {
        OnnxGraph graph = begun().node(conv("one", "a", "b").ints("strides", 2, 2))
                .node(conv("one", "a", "c").ints("strides", 3, 3))
                .node("Add", "d", "b", "c");
        assertEquals(12, field(graph, "d").value().stride());
    }

    @Test
    void axesAreFollowedThroughTranspositions() {
        OnnxGraph last = begun().nodeWithInts("Transpose", "b", "perm", new long[] {0, 2, 3, 1}, "a");
        isBounded(
                2,
                2,
                last.node(new Operation("Softmax").inputs("b").outputs("c").integer("axis", -1)),
                "c");
        OnnxGraph first = begun().nodeWithInts("Transpose", "b", "perm", new long[] {0, 2, 3, 1}, "a");
        isUnbounded(
                2,
                "Softmax",
                first.node(new Operation("Softmax").inputs("b").outputs("c").integer("axis", 1)),
                "c");
        isUnbounded(2, "Transpose", begun().nodeWithInts("Transpose", "b", "perm", new long[] {0, 1, 3, 2}, "a"), "b");
    }

    @Test
    void aMapOfConstantsTiesScoresToTheirPlace() {
        OnnxGraph graph = begun().floats("map", new long[] {1, 4, 2, 2}, new float[16])
                .floats("perChannel", new long[] {1, 4, 1, 1}, new float[4])
                .node("Add", "b", "a", "perChannel");
        isBounded(2, 2, graph, "b");
        isUnbounded(
                2,
                "a map of constants",
                begun().floats("map", new long[] {1, 4, 2, 2}, new float[16]).node("Add", "b", "a", "map"),
                "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "InstanceNormalization", "Flatten"})
    void whatLooksAtEverythingHasNoRadius(String operator) {
        isUnbounded(2, operator, begun().node(operator, "b", "a").node("Mul", "c", "b", "a"), "c");
    }

    @Test
    void softmaxThatDoesNotSayItsAxisIsNotOverChannels() {
        isUnbounded(2, "Softmax", begun().node("Softmax", "b", "a"), "b");
        isUnbounded(
                2,
                "Softmax",
                begun().opset(11)
                        .node(new Operation("Softmax").inputs("a").outputs("b").integer("axis", 1)),
                "b");
    }

    @Test
    void softmaxOverChannelsStaysInItsPlace() {
        isBounded(
                2,
                2,
                begun().node(new Operation("Softmax").inputs("a").outputs("b").integer("axis", 1)),
                "b");
        isUnbounded(
                2,
                "Softmax",
                begun().node(new Operation("Softmax").inputs("a").outputs("b").integer("axis", 2)),
                "b");
    }

    @Test
    void whatDoesNotComeFromTheImageHasNoField() {
        byte[] model =
                begun().node("Shape", "b", "a").output("b", OnnxGraph.INT64).toBytes();
        assertTrue(GraphEvidence.of(OnnxFile.read("test", model))
                .receptiveField(new ImageInput("photo", TensorLayout.NCHW), List.of("b"))
                .isEmpty());
    }
}
