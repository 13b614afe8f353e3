package io.github.segmentation4j.onnx.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.ImageInput;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OnnxFileProperties {
    private static final byte[] MODEL = new OnnxGraph()
            .metadata("key", "value")
            .input("photo", OnnxGraph.UINT8, 1, OnnxGraph.FREE, OnnxGraph.FREE, 3)
            .floats("mean", new long[] {1, 3, 1, 1}, 1, 2, 3)
            .int64s("sizes", 1, 2)
            .node(new Operation("Cast").inputs("photo").outputs("float").integer("to", OnnxGraph.FLOAT))
            .node(new Operation("Constant").outputs("deviation").floats("value", new long[] {3}, 4, 5, 6))
            .nodeWithInts("Transpose", "planes", "perm", new long[] {0, 3, 1, 2}, "float")
            .node("Sub", "centered", "planes", "mean")
            .node("Sigmoid", "scores", "centered")
            .node("Shape", "shape", "photo")
            .nodeWithInts("Gather", "target", "axis", new long[] {0}, "shape", "sizes")
            .node(new Operation("Resize")
                    .inputs("scores", "", "", "target")
                    .outputs("large")
                    .text("mode", "linear"))
            .node(new Operation("Identity").inputs("large").outputs("out"))
            .output("out", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
            .toBytes();

    /** Reads a damaged file and asks everything about it. */
    static void readOrRefuse(byte[] content) {
        try {
            OnnxFile file = OnnxFile.read("test.onnx", content);
            assertEquals(file, OnnxFile.read("test.onnx", content));
            GraphEvidence evidence = GraphEvidence.of(file);
            for (ValueInfo input : file.inputs()) {
                evidence.inputLayout(input.name());
                evidence.inputSteps(input.name());
            }
            for (ValueInfo output : file.outputs()) {
                assertFalse(evidence.outputKind(output.name())
                        .orElseThrow()
                        .evidence()
                        .isEmpty());
                evidence.outputLayout(output.name());
                for (OutputKind kind : OutputKind.values()) {
                    evidence.tail(
                            new ImageInput("photo", TensorLayout.NHWC), output.name(), TensorLayout.NCHW, 4, kind);
                }
                PartialModel.of("test.onnx", content, List.of(output.name()), List.of());
            }
        } catch (InvalidModelException e) {
            assertTrue(e.getMessage().startsWith("test.onnx is not an ONNX file"), e.getMessage());
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void truncatedFilesAreReadOrRefused(@ForAll @IntRange(max = 10_000) int length) {
        readOrRefuse(Arrays.copyOf(MODEL, length % MODEL.length));
    }

    @Property
    void filesWithFlippedBitsAreReadOrRefused(@ForAll @Size(min = 1, max = 6) int[] bits) {
        byte[] damaged = MODEL.clone();
        for (int bit : bits) {
            int place = Math.floorMod(bit, damaged.length * Byte.SIZE);
            damaged[place / Byte.SIZE] ^= (byte) (1 << place % Byte.SIZE);
        }
        readOrRefuse(damaged);
    }

    @Property
    void filesWithOverwrittenBytesAreReadOrRefused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @Size(max = 12) byte[] bytes) {
        byte[] damaged = MODEL.clone();
        int start = place % damaged.length;
        System.arraycopy(bytes, 0, damaged, start, Math.min(bytes.length, damaged.length - start));
        readOrRefuse(damaged);
    }
}
