package io.github.segmentation4j.onnx.internal.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of a model that gives some of its values. */
class PartialModelTest {
    private static final long[] WEIGHTS = {5, 3, 1, 1};
    private static final long[] SCORES = {1, 5, 8, 8};

    /** Two heads on one convolution: "out" through "scores", and "aux". */
    private static OnnxGraph twoHeads() {
        return new OnnxGraph()
                .metadata("author", "nobody")
                .unknown(200, "kept")
                .input("photo", OnnxGraph.FLOAT, 1, 3, 8, 8)
                .floats("weights", WEIGHTS, new float[15])
                .floats("auxiliary", WEIGHTS, new float[15])
                .value("scores", OnnxGraph.FLOAT, SCORES)
                .value("side", OnnxGraph.FLOAT, SCORES)
                .node("Conv", "scores", "photo", "weights")
                .node("Conv", "side", "photo", "auxiliary")
                .node("Softmax", "out", "scores")
                .node("Softmax", "aux", "side")
                .output("out", OnnxGraph.FLOAT, SCORES)
                .output("aux", OnnxGraph.FLOAT, SCORES);
    }

    private static byte[] bytes(PartialModel model) {
        byte[] bytes = new byte[model.content().remaining()];
        model.content().duplicate().get(bytes);
        return bytes;
    }

    private static OnnxFile part(OnnxGraph graph, String... values) {
        PartialModel part = PartialModel.of("test", graph.toBytes(), List.of(values), List.of())
                .orElseThrow();
        assertEquals(List.of(values), part.outputs());
        OnnxFile whole = OnnxFile.read("test", graph.toBytes());
        OnnxFile read = OnnxFile.read("test", bytes(part));
        assertEquals(whole.nodes().size() - read.nodes().size(), part.droppedNodes());
        assertEquals(whole.opsets(), read.opsets());
        assertEquals(whole.metadata(), read.metadata());
        return read;
    }

    private static List<String> types(OnnxFile file) {
        return file.nodes().stream().map(Node::type).toList();
    }

    private static List<String> constants(OnnxFile file) {
        return file.initializers().stream().map(Tensor::name).toList();
    }

    @Test
    void whatAnOutputDoesNotNeedIsLeftOut() {
        OnnxFile part = part(twoHeads(), "out");

        assertEquals(List.of("Conv", "Softmax"), types(part));
        assertEquals(List.of("weights"), constants(part));
        assertEquals(
                List.of("scores"), part.values().stream().map(ValueInfo::name).toList());
        assertEquals(OnnxFile.read("test", twoHeads().toBytes()).outputs().subList(0, 1), part.outputs());
    }

    @Test
    void theBytesOfWhatStaysAreThoseOfTheFile() {
        byte[] expected = new OnnxGraph()
                .metadata("author", "nobody")
                .unknown(200, "kept")
                .input("photo", OnnxGraph.FLOAT, 1, 3, 8, 8)
                .floats("weights", WEIGHTS, new float[15])
                .value("scores", OnnxGraph.FLOAT, SCORES)
                .node("Conv", "scores", "photo", "weights")
                .node("Softmax", "out", "scores")
                .output("out", OnnxGraph.FLOAT, SCORES)
                .toBytes();

        assertArrayEquals(
                expected,
                bytes(PartialModel.of("test", twoHeads().toBytes(), List.of("out"), List.of())
                        .orElseThrow()));
    }

    @Test
    void aValueInBetweenBecomesTheOutputAsItIsDeclared() {
        OnnxFile part = part(twoHeads(), "scores");

        assertEquals(List.of("Conv"), types(part));
        assertEquals(List.of(), part.values());
        assertEquals(OnnxFile.read("test", twoHeads().toBytes()).values().subList(0, 1), part.outputs());
    }

    @Test
    void aValueThatIsNotDeclaredBecomesTheOutputByItsName() {
        OnnxGraph graph = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, 8, 8)
                .node("Relu", "scores", "photo")
                .node("Softmax", "out", "scores")
                .output("out", OnnxGraph.FLOAT, 1, 3, 8, 8);

        assertEquals(
                List.of(new ValueInfo("scores", "", Optional.empty())),
                part(graph, "scores").outputs());
    }

    @Test
    void severalValuesBecomeOutputsInTheOrderAskedFor() {
        assertEquals(
                List.of("side", "out"),
                part(twoHeads(), "side", "out").outputs().stream()
                        .map(ValueInfo::name)
                        .toList());
    }

    @Test
    void nothingIsDoneWhereAllIsNeededOrAValueComesFromNoNode() {
        byte[] model = twoHeads().toBytes();

        assertEquals(Optional.empty(), PartialModel.of("test", model, List.of("out", "aux"), List.of()));
        assertEquals(Optional.empty(), PartialModel.of("test", model, List.of("photo"), List.of()));
        assertEquals(Optional.empty(), PartialModel.of("test", model, List.of("weights"), List.of()));
        assertEquals(Optional.empty(), PartialModel.of("test", model, List.of("unheard of"), List.of()));
        assertEquals(Optional.empty(), PartialModel.of("test", model, List.of(""), List.of()));
    }

    @Test
    void whatASubGraphTakesFromAroundItStays() {
        OnnxGraph inner = new OnnxGraph()
                .node("Mul", "product", "needed inside", "factor")
                .output("product", OnnxGraph.FLOAT, 1);
        OnnxGraph body = new OnnxGraph()
                .node(new Operation("If")
                        .inputs("inner condition")
                        .outputs("result")
                        .graph("then_branch", inner))
                .output("result", OnnxGraph.FLOAT, 1)
                .output("passed through", OnnxGraph.FLOAT, 1);
        OnnxGraph graph = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, 8, 8)
                .floats("factor", new long[] {1}, 2)
                .floats("other", new long[] {1}, 2)
                .node("Relu", "needed inside", "photo")
                .node("Relu", "passed through", "photo")
                .node("Relu", "inner condition", "photo")
                .node("Neg", "needed nowhere", "other")
                .node(new Operation("If").inputs("photo").outputs("out").graph("else_branch", body))
                .output("out", OnnxGraph.FLOAT, 1);

        OnnxFile part = part(graph, "out");

        assertEquals(List.of("Relu", "Relu", "Relu", "If"), types(part));
        assertEquals(List.of("factor"), constants(part));
    }

    @Test
    void aWeightThatIsListedAsInputGoesWithItsTensor() {
        OnnxGraph graph = twoHeads()
                .input("weights", OnnxGraph.FLOAT, WEIGHTS)
                .input("auxiliary", OnnxGraph.FLOAT, WEIGHTS)
                .input("second photo", OnnxGraph.FLOAT, 1);

        byte[] part = bytes(PartialModel.of("test", graph.toBytes(), List.of("out"), List.of())
                .orElseThrow());

        String text = new String(part, StandardCharsets.ISO_8859_1);
        assertEquals(-1, text.indexOf("auxiliary"));
        assertEquals(
                List.of("photo", "second photo"),
                OnnxFile.read("test", part).inputs().stream()
                        .map(ValueInfo::name)
                        .toList());
    }

    @Test
    void aFileGivesWhatItsContentGives(@TempDir Path folder) throws IOException {
        byte[] model = twoHeads().toBytes();
        Path file = Files.write(folder.resolve("model.onnx"), model);

        PartialModel fromFile = PartialModel.of(file, List.of("aux"), List.of()).orElseThrow();

        assertEquals(PartialModel.of("test", model, List.of("aux"), List.of()).orElseThrow(), fromFile);
        assertTrue(fromFile.content().isDirect());
    }

    @Property
    void damagedModelsAreTakenApartOrLeftAlone(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @Size(min = 1, max = 12) byte[] damage) {
        byte[] model = twoHeads().toBytes();
        int start = place % model.length;
        System.arraycopy(damage, 0, model, start, Math.min(damage.length, model.length - start));
        for (byte[] content : List.of(model, Arrays.copyOf(model, start))) {
            Optional<PartialModel> part = PartialModel.of("test", content, List.of("out"), List.of());
            part.map(PartialModel::content).map(ByteBuffer::remaining).ifPresent(length -> assertTrue(length > 0));
        }
    }
}
