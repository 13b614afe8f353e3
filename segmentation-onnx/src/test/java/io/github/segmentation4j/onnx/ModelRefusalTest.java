package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of model that ONNX Runtime refuses has a sentence of its own, which says what to do. */
class ModelRefusalTest {
    /** What was said of all of them before; none of these files is in another format or truncated. */
    private static final String ANY_FILE = "perhaps another format";

    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};
    private static final long[] WEIGHTS = {3, 3, 1, 1};
    private static final int WEIGHT_BYTES = 36;

    @TempDir
    Path folder;

    private static OnnxGraph graph() {
        return new OnnxGraph().input("input", OnnxGraph.FLOAT, SHAPE).output("out", OnnxGraph.FLOAT, SHAPE);
    }

    /** A convolution whose weights lie in another file. */
    private static OnnxGraph external(String weights, long offset) {
        return graph().floatsIn(weights, offset, "weights", WEIGHTS).node("Conv", "out", "input", "weights");
    }

    private Path write(OnnxGraph graph) throws IOException {
        return Files.write(folder.resolve("model.onnx"), graph.toBytes());
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
    }

    private static String refusal(Path model) {
        String message = assertThrows(
                        InvalidModelException.class, () -> builder().load(model))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains("/onnxruntime_src/"), message);
        return message;
    }

    private static void says(String message, String... pieces) {
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
        assertFalse(message.contains(ANY_FILE), message);
    }

    @Test
    void aFormatThatIsTooNew() throws IOException {
        Path model = write(graph().irVersion(99).node("Relu", "out", "input"));
        says(refusal(model), "IR version 99", "reads is", "older version of onnx", "newer ONNX Runtime");
    }

    @Test
    void operatorsThatAreTooNew() throws IOException {
        Path model = write(graph().opset(99).node("Relu", "out", "input"));
        says(refusal(model), "opset 99", "opset_version=");
    }

    @Test
    void anAttributeThatTheOpsetDoesNotKnow() throws IOException {
        Path model = write(graph().opset(11)
                .node(new Operation("AveragePool")
                        .inputs("input")
                        .outputs("out")
                        .ints("kernel_shape", 1, 1)
                        .ints("dilations", 2, 2)));
        says(refusal(model), "operator AveragePool", "attribute dilations", "newer opset_version");
    }

    @Test
    void anAttributeOfTheWrongType() throws IOException {
        Path model = write(graph().floats("weights", WEIGHTS, new float[9])
                .node(new Operation("Conv")
                        .inputs("input", "weights")
                        .outputs("out")
                        .text("group", "x")));
        says(refusal(model), "attribute group", "STRING", "INT");
    }

    @Test
    void anAttributeWithAnUnknownValue() throws IOException {
        Path model = write(graph().floats("scales", new long[] {4}, 1, 1, 1, 1)
                .node(new Operation("Resize")
                        .inputs("input", "", "scales")
                        .outputs("out")
                        .text("mode", "foo")));
        says(refusal(model), "mode attribute is foo", "cannot run", "export it again");
    }

    @Test
    void aGraphThatRunsInACircle() throws IOException {
        Path model = write(graph().node("Add", "a", "input", "b")
                .node("Add", "b", "input", "a")
                .node("Identity", "out", "a"));
        says(refusal(model), "not acyclic", "cannot run");
    }

    @Test
    void weightsThatAreMissing() throws IOException {
        says(refusal(write(external("weights.bin", 0))), "weights.bin", "does not exist", "beside the model");
    }

    @Test
    void weightsThatAreCutShort() throws IOException {
        Path model = write(external("weights.bin", 0));
        Files.write(folder.resolve("weights.bin"), new byte[20]);
        says(refusal(model), "of 20 bytes", "needs 36 bytes", "truncated or belongs to another model");
    }

    @Test
    void weightsOutsideTheFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("weights.bin"), new byte[WEIGHT_BYTES]);
        Path model = Files.write(
                inner.resolve("model.onnx"), external("../weights.bin", 0).toBytes());
        says(refusal(model), "../weights.bin", "outside the model's folder", "copy");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeavesTheFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(folder.resolve("weights.bin"), new byte[WEIGHT_BYTES]);
        Files.createSymbolicLink(inner.resolve("weights.bin"), Path.of("../weights.bin"));
        Path model = Files.write(
                inner.resolve("model.onnx"), external("weights.bin", 0).toBytes());
        says(refusal(model), "leads to", "outside the model's folder", "no link");
    }

    @Test
    void weightsByAnAbsolutePath() throws IOException {
        Path weights = Files.write(folder.resolve("weights.bin"), new byte[WEIGHT_BYTES]);
        says(refusal(write(external(weights.toAbsolutePath().toString(), 0))), "absolute path", "export it again");
    }

    @Test
    void weightsElsewhereOfAModelGivenAsBytes() {
        byte[] model = external("weights.bin", 0).toBytes();
        String message = assertThrows(
                        InvalidModelException.class, () -> builder().load(model))
                .getMessage();
        says(message, "weights", "load it by its path");
    }

    @Test
    void filesThatAreTakenForModels() throws IOException {
        String[][] files = {
            {"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS", "git lfs pull"},
            {"<!DOCTYPE html>\n<html><title>Sign in</title></html>", "web page", "download the file itself"},
            {"PK\u0003\u0004and so on, for some bytes more", "PyTorch", "torch.onnx.export"},
            {"\u001c\u0000\u0000\u0000TFL3and so on", "TensorFlow Lite", "tf2onnx"},
            {"\u0089HDF\r\n\u001a\nand so on", "Keras", "tf2onnx"}
        };
        for (String[] file : files) {
            byte[] content = file[0].getBytes(StandardCharsets.ISO_8859_1);
            Path model = Files.write(folder.resolve("model.onnx"), content);
            says(refusal(model), file[1], file[2]);
            String bytes = assertThrows(
                            InvalidModelException.class, () -> builder().load(content))
                    .getMessage();
            says(bytes, file[1], file[2]);
        }
    }
}
