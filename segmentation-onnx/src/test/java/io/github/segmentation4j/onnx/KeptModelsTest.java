package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are kept as the runtime has rewritten them. */
class KeptModelsTest {
    private static final float[] RED_FIRST = {1, 0, 0, 0, 1, 0};
    private static final float[] GREEN_FIRST = {0, 1, 0, 1, 0, 0};

    @TempDir
    private Path temporary;

    private Path folder;
    private final BufferedImage red = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temporary.resolve("kept"));
        for (int y = 0; y < red.getHeight(); y++) {
            for (int x = 0; x < red.getWidth(); x++) {
                red.setRGB(x, y, 0xFF0000);
            }
        }
    }

    private OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(ClassNames.of(List.of("a", "b")))
                .optimizedModels(folder);
    }

    private static byte[] network(float... weights) {
        return OnnxGraph.pointwise("pixels", "scores", weights);
    }

    private int label(byte[] model) {
        try (OnnxSegmenter segmenter = builder().load(model)) {
            return segmenter.segment(red).labelAt(0, 0);
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static float[] scores(OnnxSegmenter segmenter, BufferedImage image) {
        Scores scores = segmenter.scores(image);
        int plane = scores.width() * scores.height();
        float[] all = new float[scores.classes() * plane];
        for (int label = 0; label < scores.classes(); label++) {
            scores.copyPlane(label, all, label * plane);
        }
        return all;
    }

    @Test
    void theSameScoresAndTheSameDescriptionComeFromAKeptModel() throws IOException {
        Path model = Resources.file("/models/fcn_resnet50_w8.onnx");
        BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0x030507 * x + 0x0B0D11 * y);
            }
        }
        OnnxSegmenter.Builder keeping = OnnxSegmenter.builder().optimizedModels(folder);
        try (OnnxSegmenter plain = OnnxSegmenter.load(model);
                OnnxSegmenter first = keeping.load(model);
                OnnxSegmenter second = keeping.load(model)) {
            assertEquals(1, kept().size());
            assertArrayEquals(scores(plain, image), scores(first, image));
            assertArrayEquals(scores(plain, image), scores(second, image));
            assertEquals(plain.describe().toString(), second.describe().toString());
        }
    }

    @Test
    void aKeptModelIsWhatRuns() throws IOException {
        assertEquals(0, label(network(RED_FIRST)));
        Files.write(kept().get(0), network(GREEN_FIRST));

        assertEquals(1, label(network(RED_FIRST)));
    }

    @Test
    void aDamagedFileIsWrittenAnew() throws IOException {
        label(network(RED_FIRST));
        Path file = kept().get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertEquals(0, label(network(RED_FIRST)));
        assertEquals(List.of(file), kept());
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void otherContentAndOtherOptimizationHaveFilesOfTheirOwn() throws IOException {
        label(network(RED_FIRST));
        assertEquals(1, label(network(GREEN_FIRST)));
        assertEquals(2, kept().size());

        builder()
                .graphOptimization(GraphOptimization.BASIC)
                .load(network(RED_FIRST))
                .close();
        assertEquals(3, kept().size());
    }

    @Test
    void aModelWithWeightsInAnotherFileIsNotKept() throws IOException {
        Path model = temporary.resolve("model.onnx");
        ByteBuffer weights = ByteBuffer.allocate(RED_FIRST.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.asFloatBuffer().put(RED_FIRST);
        Files.write(temporary.resolve("weights.bin"), weights.array());
        Files.write(
                model,
                new OnnxGraph()
                        .input("pixels", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                        .floatsIn("weights.bin", 0, "weights", 2, 3, 1, 1)
                        .node("Conv", "scores", "pixels", "weights")
                        .output("scores", OnnxGraph.FLOAT, 1, 2, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes());
        try (OnnxSegmenter segmenter = builder().load(model)) {
            assertEquals(0, segmenter.segment(red).labelAt(0, 0));
        }
        assertEquals(List.of(), kept());
    }

    @Test
    void aFolderThatIsGoneKeepsNoModelFromLoading() throws IOException {
        OnnxSegmenter.Builder builder = builder();
        Files.delete(folder);
        try (OnnxSegmenter segmenter = builder.load(network(RED_FIRST))) {
            assertEquals(0, segmenter.segment(red).labelAt(0, 0));
        }
    }

    @Test
    void whatIsNoModelLeavesNoFile() throws IOException {
        OnnxSegmenter.Builder builder = builder();
        assertThrows(InvalidModelException.class, () -> builder.load(new byte[] {1, 2, 3}));
        byte[] unknownNode = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node("NoSuchOperator", "scores", "pixels")
                .output("scores", OnnxGraph.FLOAT, 1, 2, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        assertThrows(InvalidModelException.class, () -> builder.load(unknownNode));
        assertEquals(List.of(), kept());
    }

    @Test
    void aFolderHasToBeThere() {
        Path missing = temporary.resolve("missing");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> OnnxSegmenter.builder().optimizedModels(missing));
        assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    }
}
