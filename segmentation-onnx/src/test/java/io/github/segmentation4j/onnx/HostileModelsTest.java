package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.ChildJvm;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that are made to cost much, or that declare what nobody can have. */
@Timeout(120)
class HostileModelsTest {
    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};
    private static final int MAX_MESSAGE = 4_100;

    @TempDir
    Path folder;

    private static OnnxGraph graph() {
        return new OnnxGraph().input("pixels", OnnxGraph.FLOAT, SHAPE);
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
    }

    private static String refusal(byte[] model) {
        String message = assertThrows(
                        InvalidModelException.class, () -> builder().load(model))
                .getMessage();
        assertTrue(message.length() < MAX_MESSAGE, message.length() + " characters");
        return message;
    }

    @Test
    void moreOutputsThanAnyNetworkHas() throws IOException {
        OnnxGraph graph = graph();
        for (int i = 0; i < 20_000; i++) {
            graph.node("Relu", "o" + i, "pixels").output("o" + i, OnnxGraph.FLOAT, SHAPE);
        }
        byte[] model = graph.toBytes();
        assertTrue(refusal(model).contains("20000 outputs"));
        Path file = Files.write(folder.resolve("model.onnx"), model);
        assertThrows(InvalidModelException.class, () -> builder().describe(file));
    }

    @Test
    void aMessageAboutManyOutputsListsTheFirst() {
        OnnxGraph graph = graph();
        for (int i = 0; i < 1_000; i++) {
            graph.node("Relu", "o" + i, "pixels").output("o" + i, OnnxGraph.FLOAT, SHAPE);
        }
        String message = refusal(graph.toBytes());
        assertTrue(message.contains("\"o19\"") && message.contains("and 980 more"), message);
        assertFalse(message.contains("\"o20\""), message);
        assertTrue(message.contains("(output)"), "the advice is still there: " + message);
    }

    /** Every output is computed from the one before: looking behind each of them anew takes the square of their number. */
    @Test
    void theLastOfAChainOfOutputsIsFoundInOneWalk() {
        OnnxGraph graph = graph();
        String last = "pixels";
        for (int i = 0; i < 1_000; i++) {
            for (int step = 0; step < 20; step++) {
                String next = step == 19 ? "o" + i : "v" + i + "_" + step;
                graph.node("Relu", next, last);
                last = next;
            }
            graph.output(last, OnnxGraph.FLOAT, SHAPE);
        }
        try (OnnxSegmenter segmenter = builder().load(graph.toBytes())) {
            assertTrue(segmenter.describe().toString().contains("\"o999\" is computed from all the others"));
        }
    }

    /** Reads 50 MB of tensors with some numbers each in a process whose heap is as small as the promise allows. */
    static final class Reading {
        private static final int MODEL_BYTES = 50_000_000;

        private Reading() {}

        public static void main(String[] arguments) {
            byte[] tensor = {0x2a, 22, 0x0a, 1, 16, 0x10, 6, 0x2a, 15, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
            };
            byte[] model = new byte[MODEL_BYTES + 16];
            // The field of the graph, and its length in four bytes of seven bits.
            int tensors = (MODEL_BYTES - 16) / tensor.length;
            int length = tensors * tensor.length;
            model[0] = 0x3a;
            for (int i = 0; i < 4; i++) {
                model[1 + i] = (byte) (((length >> (7 * i)) & 0x7f) | (i < 3 ? 0x80 : 0));
            }
            for (int i = 0; i < tensors; i++) {
                System.arraycopy(tensor, 0, model, 5 + i * tensor.length, tensor.length);
            }
            try {
                OnnxFile file = OnnxFile.read("tiny", Arrays.copyOf(model, 5 + length));
                System.out.println(file.initializers().size() + " tensors");
            } catch (SegmentationException e) {
                System.out.println("REFUSED " + e.getMessage());
            }
        }
    }

    @Test
    void manyTinyTensorsDoNotFillTheHeap() throws IOException, InterruptedException {
        String printed = new ChildJvm().option("-Xmx640m").run(folder, Reading.class);
        assertTrue(printed.contains("REFUSED tiny holds more than 256 MiB of names, small constants"), printed);
    }

    /** A graph that brings the image to a shape of very many channels, which none has when it runs. */
    private static OnnxGraph manyChannels(String output, long... shape) {
        return graph().int64s("shape", shape).node("Reshape", output, "pixels", "shape");
    }

    @Test
    void moreChannelsThanLabelsCount() {
        for (long channels : new long[] {65_537, 1L << 31, 1L << 40, Long.MAX_VALUE}) {
            byte[] model = manyChannels("scores", 1, channels, 1, -1)
                    .output("scores", OnnxGraph.FLOAT, 1, channels, 1, OnnxGraph.FREE)
                    .toBytes();
            String message = refusal(model);
            assertTrue(message.contains("length " + channels), channels + ": " + message);
            assertTrue(message.contains("1 to 65536 classes"), message);
        }
        byte[] queries = manyChannels("class_queries_logits", 1, -1, 1L << 40)
                .node("Relu", "masks_queries_logits", "pixels")
                .output("class_queries_logits", OnnxGraph.FLOAT, 1, OnnxGraph.FREE, 1L << 40)
                .output("masks_queries_logits", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        assertTrue(refusal(queries).contains("1 to 65536 classes"));
    }

    @Test
    void aStripIsNotToldToTakeAShortEdge() {
        byte[] model = OnnxGraph.pointwise("pixels", "scores", 1, 0, 0, 0, 1, 0);
        BufferedImage strip = new BufferedImage(3_000_000, 2, BufferedImage.TYPE_BYTE_BINARY);
        try (OnnxSegmenter segmenter = builder().size(SizeRule.shortEdge(520)).load(model)) {
            InvalidImageException e = assertThrows(InvalidImageException.class, () -> segmenter.segment(strip));
            assertTrue(e.getMessage().contains("limits its longer side"), e.getMessage());
            assertFalse(e.getMessage().contains("shortEdge"), e.getMessage());
        }
    }

    @Test
    void confidenceOfLabelsNamesNothingThatNobodyHasSeen() {
        byte[] model = graph().floats("weights", new long[] {2, 3, 1, 1}, 1, 0, 0, 0, 1, 0)
                .node("Conv", "inner", "pixels", "weights")
                .floats("scales", new long[] {4}, 1, 1, 2, 2)
                .node(new Operation("Resize")
                        .inputs("inner", "", "scales")
                        .outputs("resized")
                        .text("mode", "linear")
                        .text("coordinate_transformation_mode", "half_pixel"))
                .node(new Operation("ArgMax")
                        .inputs("resized")
                        .outputs("labels")
                        .integer("axis", 1))
                .output("labels", OnnxGraph.INT64, 1, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        OnnxSegmenter.Builder builder = builder().classNames(ClassNames.of("a", "b"));
        try (OnnxSegmenter segmenter = builder.load(model)) {
            String message = assertThrows(InvalidModelException.class, () -> segmenter.segmentWithConfidence(image))
                    .getMessage();
            assertFalse(message.contains("inner") || message.contains("resized"), message);
            assertTrue(message.contains("ArgMax") && message.contains("fineBorders"), message);
        }
        // What the message advises works.
        try (OnnxSegmenter segmenter = builder.fineBorders().load(model)) {
            assertEquals(4, segmenter.segmentWithConfidence(image).confidence().width());
        }
    }

    @Test
    void namesWithControlCharactersAreEscaped() {
        String evil = "a\u001b[31m\n\u202eb";
        byte[] model = graph().node("Relu", evil, "pixels")
                .node("Relu", "other", "pixels")
                .output(evil, OnnxGraph.FLOAT, SHAPE)
                .output("other", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
        String message = refusal(model);
        assertTrue(message.contains("a\\u001b[31m\\n\\u202eb"), message);
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        try (OnnxSegmenter segmenter = builder()
                .output(evil)
                .classNames(ClassNames.of("\u001b]0;x\u0007", "b", "c"))
                .load(model)) {
            String text = segmenter.describe()
                    + segmenter.toString()
                    + segmenter.describe().decisions();
            assertFalse(text.replace("\n", "").chars().anyMatch(Character::isISOControl), text);
        }
    }

    @Test
    void loadingInAnInterruptedThread() throws IOException {
        Path model = Files.write(folder.resolve("model.onnx"), OnnxGraph.pointwise("pixels", "out", new float[9]));
        Thread.currentThread().interrupt();
        try {
            SegmentationException e =
                    assertThrows(SegmentationException.class, () -> builder().load(model));
            assertInstanceOf(SegmentationInterruptedException.class, e);
            assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            assertTrue(Thread.interrupted());
        }
        builder().load(model).close();
    }
}
