package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.SizeRule;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of which only the nodes are run that the result needs, against the same models with all of their nodes. */
class TrimmingTest {
    private static final long FREE = OnnxGraph.FREE;

    @TempDir
    Path folder;

    private static OnnxSegmenter.Builder plain() {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .output("out");
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(width * 31L + height);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return image;
    }

    private static List<Decision> graphDecisions(OnnxSegmenter segmenter) {
        return segmenter.describe().decisions().stream()
                .filter(decision -> decision.subject().equals("graph"))
                .toList();
    }

    @Test
    void anAuxiliaryHeadAndTheLastResizeAreNotRun() {
        Path model = Resources.file("/models/fcn_resnet50_w8.onnx");
        try (OnnxSegmenter trimmed = OnnxSegmenter.load(model);
                OnnxSegmenter whole = OnnxSegmenter.builder().wholeGraph().load(model)) {
            assertEquals(List.of(), graphDecisions(whole));
            assertEquals(1, graphDecisions(trimmed).size());
            Decision decision = graphDecisions(trimmed).get(0);
            assertEquals(
                    "Resize (linear, half_pixel, to the input's size) done by the decoder, unused output \"aux\" not"
                            + " computed, 35 nodes not run",
                    decision.value());
            assertEquals(OnnxSegmenter.builder().describe(model), trimmed.describe());
            BufferedImage photo = Resources.image("/images/scene.png");
            assertEquals(whole.segment(photo), trimmed.segment(photo));
        }
    }

    /** Two heads whose weights lie in another file: "out" passes red, green and blue on, "aux" blue, red and green. */
    private static OnnxGraph withWeightsElsewhere() {
        return new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .floatsIn("weights.bin", 0, "auxiliary", 3, 3, 1, 1)
                .floatsIn("weights.bin", 9L * Float.BYTES, "weights", 3, 3, 1, 1)
                .node("Conv", "aux", "pixels", "auxiliary")
                .node("Conv", "out", "pixels", "weights")
                .output("aux", OnnxGraph.FLOAT, FREE, 3, FREE, FREE)
                .output("out", OnnxGraph.FLOAT, FREE, 3, FREE, FREE);
    }

    private static byte[] weights() {
        ByteBuffer weights = ByteBuffer.allocate(18 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.asFloatBuffer().put(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1});
        return weights.array();
    }

    private static int strongest(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return red >= green && red >= blue ? 0 : green >= blue ? 1 : 2;
    }

    @Test
    void weightsInAnotherFileAreFound() throws IOException {
        Files.write(folder.resolve("weights.bin"), weights());
        Path model =
                Files.write(folder.resolve("model.onnx"), withWeightsElsewhere().toBytes());
        BufferedImage image = noise(7, 5);

        try (OnnxSegmenter trimmed = plain().load(model);
                OnnxSegmenter whole = plain().wholeGraph().load(model)) {
            assertEquals(1, graphDecisions(trimmed).size());
            LabelMap labels = trimmed.segment(image);
            assertEquals(whole.segment(image), labels);
            assertEquals(strongest(image.getRGB(6, 4)), labels.labelAt(6, 4));
        }
    }

    /** The cache of Hugging Face's hub keeps files by their digests, and links to them by their names. */
    @Test
    void aModelWhoseWeightsLieBehindALinkIsRunWhole() throws IOException {
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Path names = Files.createDirectory(folder.resolve("snapshot"));
        Files.write(blobs.resolve("1"), withWeightsElsewhere().toBytes());
        Files.write(blobs.resolve("2"), weights());
        Path model = Files.createSymbolicLink(names.resolve("model.onnx"), Path.of("../blobs/1"));
        Files.createSymbolicLink(names.resolve("weights.bin"), Path.of("../blobs/2"));
        BufferedImage image = noise(7, 5);

        try (OnnxSegmenter segmenter = plain().load(model)) {
            assertEquals(List.of(), graphDecisions(segmenter));
            assertEquals(strongest(image.getRGB(6, 4)), segmenter.segment(image).labelAt(6, 4));
        }
    }

    @Test
    void theWholeGraphIsClosedWithTheSegmenter() {
        BufferedImage photo = noise(64, 48);
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder().size(SizeRule.asIs());
        OnnxSegmenter asked = builder.load(Resources.file("/models/fcn_resnet50_w8.onnx"));
        OnnxSegmenter neverAsked = builder.load(Resources.file("/models/fcn_resnet50_w8.onnx"));
        assertEquals(64, asked.scores(photo).width());
        for (OnnxSegmenter segmenter : List.of(asked, neverAsked)) {
            segmenter.close();
            segmenter.close();
            assertThrows(SegmenterClosedException.class, () -> segmenter.scores(photo));
        }
    }

    @Test
    void bytesMayChangeAfterTheyWereLoaded() throws IOException {
        byte[] model = Files.readAllBytes(Resources.file("/models/fcn_resnet50_w8.onnx"));
        BufferedImage photo = noise(64, 48);
        try (OnnxSegmenter kept = OnnxSegmenter.builder().size(SizeRule.asIs()).load(model.clone());
                OnnxSegmenter changed =
                        OnnxSegmenter.builder().size(SizeRule.asIs()).load(model)) {
            Arrays.fill(model, (byte) 0);
            assertEquals(
                    kept.scores(photo).scoreAt(3, 20, 30), changed.scores(photo).scoreAt(3, 20, 30));
        }
    }
}
