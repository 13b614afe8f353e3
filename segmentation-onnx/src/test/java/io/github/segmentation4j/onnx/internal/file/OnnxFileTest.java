package io.github.segmentation4j.onnx.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    private static final long[] SCALAR = {};

    private static OnnxFile read(OnnxGraph graph) {
        return OnnxFile.read("test", graph.toBytes());
    }

    private static String refused(int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return assertThrows(InvalidModelException.class, () -> OnnxFile.read("test", bytes))
                .getMessage();
    }

    @Test
    void readsWhatAGraphDeclares() {
        OnnxFile file = read(new OnnxGraph()
                .opset(13)
                .metadata("names", "{0: 'sky'}")
                .metadata("stride", "32")
                .input("photo", OnnxGraph.UINT8, 1, OnnxGraph.FREE, 5, 3)
                .value("between", OnnxGraph.INT64)
                .output("labels", OnnxGraph.BOOL, 2));

        assertEquals(Map.of("", 13L), file.opsets());
        assertEquals(
                List.of("names={0: 'sky'}", "stride=32"),
                file.metadata().entrySet().stream().map(Object::toString).toList());
        Dimension free = new Dimension(Dimension.FREE, "photo_axis1");
        assertEquals(
                List.of(new ValueInfo(
                        "photo",
                        "uint8",
                        Optional.of(List.of(new Dimension(1, ""), free, new Dimension(5, ""), new Dimension(3, ""))))),
                file.inputs());
        assertEquals(
                "[1, photo_axis1, 5, 3]",
                file.inputs().get(0).shape().orElseThrow().toString());
        assertEquals(List.of(new ValueInfo("between", "int64", Optional.of(List.of()))), file.values());
        assertEquals("bool", file.outputs().get(0).elementType());
    }

    @Test
    void readsNodesWithTheirAttributes() {
        OnnxFile file = read(new OnnxGraph()
                .node(new Operation("Split")
                        .named("/split")
                        .domain("com.example")
                        .inputs("a", "", "b")
                        .outputs("c", "d")
                        .integer("axis", -1)
                        .ints("parts", 1, 2, -3)
                        .real("alpha", 0.25f)
                        .text("mode", "linear")
                        .floats("value", SCALAR, 1.5f)));

        Node node = file.nodes().get(0);
        Tensor value = new Tensor("", "float32", List.of(), Optional.of(List.of(1.5)));
        assertEquals(
                new Node(
                        "/split",
                        "Split",
                        "com.example",
                        List.of("a", "", "b"),
                        List.of("c", "d"),
                        Map.of(
                                "axis", new Attribute.Int(-1),
                                "parts", new Attribute.Ints(List.of(1L, 2L, -3L)),
                                "alpha", new Attribute.Real(0.25f),
                                "mode", new Attribute.Text("linear"),
                                "value", new Attribute.Constant(value)),
                        ModuleScope.NONE),
                node);
        assertEquals(Optional.of(-1L), node.integer("axis"));
        assertEquals(Optional.of(List.of(1L, 2L, -3L)), node.integers("parts"));
        assertEquals(Optional.of("linear"), node.text("mode"));
        assertEquals(Optional.empty(), node.integer("mode"));
        assertEquals(Optional.of("a"), node.input(0));
        assertEquals(Optional.empty(), node.input(1));
        assertEquals(Optional.empty(), node.input(3));
    }

    @Test
    void readsTheValuesOfSmallConstantsOnly() {
        OnnxFile file = read(new OnnxGraph()
                .floats("float", new long[] {1, 3, 1, 1}, 1, -2.5f, 3)
                .halves("half", new long[] {5}, (short) 0x3C00, (short) 0xC500, (short) 1, (short) 0x7C00, (short) 0)
                .int64s("int64", -7, 1L << 40)
                .int32s("int32", -7, 8)
                .uint8s("uint8", (byte) 200)
                .floats("large", new long[] {257}, new float[257])
                .floats("wrong", new long[] {2}, 1, 2, 3));

        List<Tensor> constants = file.initializers();
        assertEquals(
                new Tensor("float", "float32", List.of(1L, 3L, 1L, 1L), Optional.of(List.of(1.0, -2.5, 3.0))),
                constants.get(0));
        assertEquals(
                Optional.of(List.of(1.0, -5.0, 0x1p-24, Double.POSITIVE_INFINITY, 0.0)),
                constants.get(1).values());
        assertEquals(Optional.of(List.of(-7.0, 0x1p40)), constants.get(2).values());
        assertEquals(Optional.of(List.of(-7.0, 8.0)), constants.get(3).values());
        assertEquals(Optional.of(List.of(200.0)), constants.get(4).values());
        assertEquals(new Tensor("large", "float32", List.of(257L), Optional.empty()), constants.get(5));
        assertEquals(Optional.empty(), constants.get(6).values());
    }

    @Test
    void leavesWeightsOutOfTheInputs() {
        OnnxFile file = read(new OnnxGraph()
                .input("weights", OnnxGraph.FLOAT, 1)
                .input("photo", OnnxGraph.FLOAT, 1)
                .floats("weights", new long[] {1}, 1));

        assertEquals(
                List.of("photo"), file.inputs().stream().map(ValueInfo::name).toList());
    }

    @Test
    void readsARealExport() {
        OnnxFile file = OnnxFile.read(Resources.file("/models/fcn_resnet50_w8.onnx"));

        assertEquals("pytorch", file.producer());
        assertEquals(Map.of("", 17L), file.opsets());
        assertEquals(
                List.of("input"), file.inputs().stream().map(ValueInfo::name).toList());
        assertEquals(
                "[batch, 3, height, width]",
                file.inputs().get(0).shape().orElseThrow().toString());
        assertEquals(
                List.of("out", "aux"),
                file.outputs().stream().map(ValueInfo::name).toList());
        assertEquals(157, file.nodes().size());
        assertEquals("Resize", file.nodes().get(156).type());
        assertTrue(file.initializers().stream()
                .allMatch(weights -> weights.elementType().equals("float32")));
    }

    @Test
    void jumpsOverWeightsLargerThanTheMemory(@TempDir Path folder) throws IOException {
        // A sparse file: an initializer of 3 GiB, then a graph.
        long weights = 3L << 30;
        ByteBuffer head = ByteBuffer.allocate(32);
        putLength(head.put(tag(7)), weights + 6 + 6);
        putLength(head.put(tag(5)), weights + 6);
        putLength(head.put(tag(9)), weights);
        byte[] rest = new OnnxGraph().output("scores", OnnxGraph.FLOAT, 1).toBytes();
        Path model = folder.resolve("large.onnx");
        try (FileChannel channel = FileChannel.open(
                model, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            long start = channel.write(head.flip());
            channel.write(ByteBuffer.wrap(rest), start + weights);
        }

        OnnxFile file = OnnxFile.read(model);

        assertEquals(1, file.initializers().size());
        assertEquals("scores", file.outputs().get(0).name());
    }

    /** The tag of a field that has a length. */
    private static byte tag(int field) {
        return (byte) ((field << 3) | 2);
    }

    private static void putLength(ByteBuffer target, long length) {
        long rest = length;
        while (rest > 0x7F) {
            target.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    @Test
    void refusesWhatIsNoModel(@TempDir Path folder) throws IOException {
        assertTrue(refused().contains("no graph"));
        assertTrue(refused(0).contains("field 0"));
        Path text = Files.write(folder.resolve("page.onnx"), "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8));
        InvalidModelException page = assertThrows(InvalidModelException.class, () -> OnnxFile.read(text));
        assertTrue(page.getMessage().startsWith(text + " is not an ONNX file, or a damaged one"), page.getMessage());
        Path missing = folder.resolve("missing.onnx");
        assertTrue(assertThrows(InvalidModelException.class, () -> OnnxFile.read(missing))
                .getMessage()
                .contains("cannot be read"));
    }

    @Test
    void refusesDamagedLengthsAndGroups() {
        int graph = tag(7);
        assertTrue(refused(graph, 5).contains("a length of 5"));
        // -1 in ten bytes
        assertTrue(
                refused(graph, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1).contains("18446744073709551615"));
        assertTrue(refused(graph, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)
                .contains("more than ten bytes"));
        assertTrue(refused((7 << 3) | 3, (7 << 3) | 4).contains("wire type 3"));
        assertTrue(refused(1 << 3).contains("ends beyond"));
        assertTrue(refused(7 << 3, 1).contains("wire type 0 in place of 2"));
        assertTrue(refused((1 << 3) | 5, 0, 0).contains("ends beyond"));
        // A node in a graph that ends before the node does, though the file goes on.
        assertTrue(refused(graph, 2, tag(1), 4, 0, 0, 0, 0).contains("a length of 4"));
    }

    @Test
    void refusesMorePartsThanAnyModelHas() {
        // Five million empty nodes in ten million bytes.
        byte[] nodes = new byte[10_000_000];
        for (int i = 0; i < nodes.length; i += 2) {
            nodes[i] = tag(1);
        }
        ByteBuffer model = ByteBuffer.allocate(nodes.length + 8).put(tag(7));
        putLength(model, nodes.length);
        model.put(nodes);

        String message = assertThrows(
                        InvalidModelException.class,
                        () -> OnnxFile.read("test", Arrays.copyOf(model.array(), model.position())))
                .getMessage();
        assertTrue(message.contains("256 MiB"), message);
    }
}
