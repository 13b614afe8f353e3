package io.github.segmentation4j.onnx.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with weights in further files, put into one. */
class SelfContainedTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};
    private static final String WEIGHTS = "weights.bin";
    private static final int WEIGHT_BYTES = 36;

    /** Nearly 2 GB of 32-bit floats. */
    private static final long MANY = 500_000_000;

    private static final long LITTLE = 16 << 20;

    @TempDir
    Path folder;

    private Path model(long offset, long... shape) throws IOException {
        OnnxGraph graph = new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, SHAPE)
                .floatsIn(WEIGHTS, offset, "weights", shape)
                .node("Conv", "out", "input", "weights")
                .output("out", OnnxGraph.FLOAT, SHAPE);
        return Files.write(folder.resolve("model.onnx"), graph.toBytes());
    }

    private static String refusal(Path model) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        String message = assertThrows(InvalidModelException.class, () -> SelfContained.of(model))
                .getMessage();
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(allocated < LITTLE, allocated + " bytes for: " + message);
        return message;
    }

    @Test
    void allWeightsAreInside() throws IOException {
        Path model = model(4, 3, 3, 1, 1);
        Files.write(folder.resolve(WEIGHTS), new byte[4 + WEIGHT_BYTES]);
        byte[] content = SelfContained.of(model);
        assertFalse(ExternalWeights.in(new Bytes.InArray(content)));
        assertTrue(content.length > Files.size(model) - 100 && content.length < Files.size(model) + WEIGHT_BYTES);
    }

    @Test
    void noMemoryIsTakenForWeightsThatAreOnlyClaimed() throws IOException {
        Path model = model(0, MANY);
        assertTrue(refusal(model).contains(WEIGHTS + ", which does not exist"));
        Files.write(folder.resolve(WEIGHTS), new byte[WEIGHT_BYTES]);
        String message = refusal(model);
        assertTrue(message.contains("of 36 bytes, but needs 2000000000 bytes there from byte 0 on"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void weightsBehindTheEndOfTheirFile() throws IOException {
        Files.write(folder.resolve(WEIGHTS), new byte[WEIGHT_BYTES]);
        for (long offset : new long[] {1, WEIGHT_BYTES, 1L << 40, Long.MAX_VALUE}) {
            String message = refusal(model(offset, 3, 3, 1, 1));
            assertTrue(message.contains("36 bytes there from byte " + offset + " on"), message);
        }
    }
}
