package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void weightsInAnotherFileAreFound() throws IOException {
        ByteBuffer weights = ByteBuffer.allocate(18 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.asFloatBuffer().put(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1});
        Files.write(folder.resolve("weights.bin"), weights.array());
        Path model =
                Files.write(folder.resolve("model.onnx"), withWeightsElsewhere().toBytes());
        BufferedImage image = noise(7, 5);

        try (OnnxSegmenter trimmed = plain().load(model);
                OnnxSegmenter whole = plain().wholeGraph().load(model)) {
            assertEquals(1, graphDecisions(trimmed).size());
            LabelMap labels = trimmed.segment(image);
            assertEquals(whole.segment(image), labels);
            int rgb = image.getRGB(6, 4);
            int red = rgb >> 16 & 0xFF;
            int green = rgb >> 8 & 0xFF;
            int blue = rgb & 0xFF;
            int strongest = red >= green && red >= blue ? 0 : green >= blue ? 1 : 2;
            assertEquals(strongest, labels.labelAt(6, 4));
        }
    }
}
