package io.github.segmentation4j.onnx.internal.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDigestTest {
    /** Enough weights for three blocks of 4 MiB, the last one short. */
    private static final int WEIGHTS = 2_500_000;

    @TempDir
    private Path folder;

    private static byte[] large() {
        float[] weights = new float[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            weights[i] = i;
        }
        return new OnnxGraph().floats("weights", new long[] {WEIGHTS}, weights).toBytes();
    }

    private static byte[] digest(byte[] content) throws IOException {
        return ModelDigest.of(ByteBuffer.wrap(content), 2).orElseThrow();
    }

    @Test
    void aFileItsContentAndAnyNumberOfThreadsHaveOneDigest() throws IOException {
        byte[] content = large();
        Path file = Files.write(folder.resolve("model.onnx"), content);
        ByteBuffer direct = ByteBuffer.allocateDirect(content.length).put(content);

        assertArrayEquals(digest(content), ModelDigest.of(file, 1).orElseThrow());
        assertArrayEquals(digest(content), ModelDigest.of(file, 4).orElseThrow());
        assertArrayEquals(digest(content), ModelDigest.of(direct, 3).orElseThrow());
    }

    @Test
    void aChangeInAnyBlockChangesTheDigest() throws IOException {
        byte[] content = large();
        byte[] whole = digest(content);
        for (int at : new int[] {1_000, 5_000_000, content.length - 100}) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            assertFalse(Arrays.equals(whole, digest(changed)), "byte " + at);
        }
    }

    @Test
    void weightsInAnotherFileLeaveNoDigest() throws IOException {
        byte[] weights =
                new OnnxGraph().floatsIn("weights.bin", 0, "weights", 2, 2).toBytes();
        byte[] within = new OnnxGraph()
                .node(new OnnxGraph.Operation("If")
                        .graph("then_branch", new OnnxGraph().floatsIn("weights.bin", 0, "weights", 2, 2)))
                .toBytes();
        for (byte[] content : new byte[][] {weights, within}) {
            assertEquals(Optional.empty(), ModelDigest.of(ByteBuffer.wrap(content), 1));
            Path file = Files.write(folder.resolve("model.onnx"), content);
            assertEquals(Optional.empty(), ModelDigest.of(file, 1));
        }
    }

    @Test
    void whatIsNoOnnxFileIsAnError() {
        IOException e = assertThrows(
                IOException.class, () -> ModelDigest.of(ByteBuffer.wrap(new byte[] {(byte) 0xFF, 1, 2}), 1));
        assertTrue(e.getMessage().contains("byte"), e.getMessage());
    }
}
