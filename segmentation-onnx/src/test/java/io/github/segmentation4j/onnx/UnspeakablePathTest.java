package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.ChildJvm;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models at paths that ONNX Runtime cannot open: whatever Java can read is loaded, further files with weights included. */
class UnspeakablePathTest {
    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};

    /** Red, green and blue in other places: the class of a red image is 2. */
    private static final float[] WEIGHTS = {0, 1, 0, 0, 0, 1, 1, 0, 0};

    @TempDir
    Path folder;

    private static byte[] model(String weights) {
        return new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, SHAPE)
                .floatsIn(weights, 8, "weights", 3, 3, 1, 1)
                .node("Conv", "scores", "input", "weights")
                .node("Relu", "unused", "scores")
                .output("scores", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
    }

    private static byte[] weights() {
        ByteBuffer bytes = ByteBuffer.allocate(8 + WEIGHTS.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(WEIGHTS);
        return bytes.array();
    }

    private static int label(Path model) {
        OnnxSegmenter.Builder builder =
                OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
        try (OnnxSegmenter segmenter = builder.load(model)) {
            BufferedImage red = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            red.setRGB(0, 0, 0xFF0000);
            return segmenter.segment(red).labelAt(0, 0);
        }
    }

    /** Loads every model in the folders of the current one, as somebody who lists them does. */
    static final class Listing {
        private Listing() {}

        public static void main(String[] arguments) throws IOException {
            try (Stream<Path> folders = Files.list(Path.of(""))) {
                for (Path each : folders.toList()) {
                    try {
                        System.out.println("LABEL " + label(each.resolve("model.onnx")));
                    } catch (SegmentationException e) {
                        System.out.println("REFUSED " + e.getMessage());
                    }
                }
            }
            try {
                label(Path.of("m?dchen", "model.onnx"));
            } catch (SegmentationException e) {
                System.out.println("MISSING " + e.getMessage());
            }
        }
    }

    /** Makes a folder whose name is not ASCII by a shell, whatever this process's own locale. */
    private Path namedInUtf8() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "mkdir \"$(printf 'm\\303\\244dchen')\"")
                .directory(folder.toFile())
                .start();
        assertEquals(0, shell.waitFor());
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.findFirst().orElseThrow();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTheLocaleCannotSpell() throws IOException, InterruptedException {
        Path named = namedInUtf8();
        Files.write(named.resolve("model.onnx"), model("w.bin"));
        Files.write(named.resolve("w.bin"), weights());
        for (String locale : List.of("C", "POSIX", "C.UTF-8")) {
            String printed = new ChildJvm().variable("LC_ALL", locale).run(folder, Listing.class);
            assertTrue(printed.contains("LABEL 2"), locale + ": " + printed);
            assertTrue(printed.contains("MISSING ") && printed.contains("LC_ALL=C.UTF-8"), printed);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void weightsThatAreMissingThere() throws IOException, InterruptedException {
        Path named = namedInUtf8();
        Files.write(named.resolve("model.onnx"), model("w.bin"));
        String printed = new ChildJvm().variable("LC_ALL", "C").run(folder, Listing.class);
        assertTrue(printed.contains("REFUSED") && printed.contains("w.bin, which does not exist"), printed);
        Files.write(named.resolve("w.bin"), Arrays.copyOf(weights(), 20));
        printed = new ChildJvm().variable("LC_ALL", "C").run(folder, Listing.class);
        assertTrue(printed.contains("w.bin of 20 bytes") && printed.contains("truncated"), printed);
    }

    @Test
    void aModelInAnArchive() throws IOException {
        Path archive = folder.resolve("models.zip");
        URI address = URI.create("jar:" + archive.toUri());
        try (FileSystem files = FileSystems.newFileSystem(address, Map.of("create", "true"))) {
            Path model = files.getPath("model.onnx");
            try (OutputStream out = Files.newOutputStream(model)) {
                out.write(model("w.bin"));
            }
            Files.write(files.getPath("w.bin"), weights());
            assertEquals(2, label(model));
            Files.write(files.getPath("other.onnx"), model("none.bin"));
            String message = assertThrows(InvalidModelException.class, () -> label(files.getPath("other.onnx")))
                    .getMessage();
            assertTrue(message.contains("none.bin, which does not exist"), message);
        }
    }
}
