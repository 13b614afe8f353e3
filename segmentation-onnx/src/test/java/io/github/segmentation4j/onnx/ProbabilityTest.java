package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The probability of a class: the confidence where it wins, and one in all together. */
class ProbabilityTest {
    private static final Path MODEL = Resources.file("/models/fcn_resnet50_w8.onnx");

    private static BufferedImage photo() {
        BufferedImage image = new BufferedImage(97, 61, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, (x / 20 * 0x331177 + y / 15 * 0x114433) ^ random.nextInt(0x202020));
            }
        }
        return image;
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.shortEdge(64));
    }

    @TestFactory
    Stream<DynamicTest> ofAllClasses() {
        return Stream.of(
                dynamicTest("the last nodes left out", () -> check(builder())),
                dynamicTest("the whole graph", () -> check(builder().wholeGraph())),
                dynamicTest("a crop", () -> check(builder().crop(Crop.center(48, 48)))),
                dynamicTest(
                        "padding",
                        () -> check(builder()
                                .padding(Padding.toSize(160, 96)
                                        .withSide(PaddingSide.AROUND)
                                        .withGray(114)))));
    }

    private static void check(OnnxSegmenter.Builder settings) {
        BufferedImage image = photo();
        try (OnnxSegmenter segmenter = settings.load(MODEL)) {
            Segmentation found = segmenter.segmentWithConfidence(image);
            int classes = segmenter.classNames().size();
            ConfidenceMap[] maps = new ConfidenceMap[classes];
            for (int label = 0; label < classes; label++) {
                maps[label] = segmenter.probability(image, label);
            }
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    double sum = 0;
                    for (ConfidenceMap map : maps) {
                        sum += map.confidenceAt(x, y);
                    }
                    assertEquals(1, sum, 1e-5, x + "," + y);
                    int label = found.labels().labelAt(x, y);
                    assertEquals(found.confidence().confidenceAt(x, y), maps[label].confidenceAt(x, y), x + "," + y);
                }
            }
        }
    }

    @Test
    void scoresGiveTheLabelsOfEverySize() {
        BufferedImage image = photo();
        OnnxSegmenter.Builder padded = builder()
                .wholeGraph()
                .padding(Padding.toSize(160, 96).withSide(PaddingSide.AROUND).withGray(114));
        Scores scores;
        LabelMap whole;
        try (OnnxSegmenter segmenter = padded.load(MODEL)) {
            scores = segmenter.scores(image);
            whole = segmenter.segment(image);
        }
        assertEquals(whole, scores.labels(image.getWidth(), image.getHeight()));
        LabelMap half = scores.labels(image.getWidth() / 2, image.getHeight() / 2);
        assertEquals(image.getWidth() / 2, half.width());
        assertEquals(image.getHeight() / 2, half.height());
        assertThrows(IllegalArgumentException.class, () -> scores.labels(0, 5));
    }

    @Test
    void aForegroundAndItsRestAreOne() {
        byte[] network = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, new float[] {3, -2, 1})
                .node(new OnnxGraph.Operation("Conv")
                        .inputs("pixels", "weights")
                        .outputs("score"))
                .output("score", OnnxGraph.FLOAT, 1, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        BufferedImage image = photo();
        try (OnnxSegmenter segmenter =
                builder().mean(0.5, 0.5, 0.5).std(0.25, 0.25, 0.25).load(network)) {
            Segmentation found = segmenter.segmentWithConfidence(image);
            ConfidenceMap foreground = segmenter.probability(image, 1);
            ConfidenceMap rest = segmenter.probability(image, 0);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    assertEquals(1, foreground.confidenceAt(x, y) + rest.confidenceAt(x, y), 1e-6);
                    float winning =
                            found.labels().labelAt(x, y) == 1 ? foreground.confidenceAt(x, y) : rest.confidenceAt(x, y);
                    assertEquals(found.confidence().confidenceAt(x, y), winning);
                }
            }
        }
    }

    @Test
    void thereIsNoneOfAClassThatDoesNotExistNorOfLabels() {
        try (OnnxSegmenter segmenter = builder().load(MODEL)) {
            assertThrows(IndexOutOfBoundsException.class, () -> segmenter.probability(photo(), 21));
            assertThrows(IndexOutOfBoundsException.class, () -> segmenter.probability(photo(), -1));
        }
        byte[] labels = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node(new OnnxGraph.Operation("ArgMax")
                        .inputs("pixels")
                        .outputs("labels")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("labels", OnnxGraph.INT64, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        try (OnnxSegmenter segmenter =
                builder().mean(0, 0, 0).std(1, 1, 1).wholeGraph().load(labels)) {
            InvalidModelException error =
                    assertThrows(InvalidModelException.class, () -> segmenter.probability(photo(), 0));
            assertTrue(error.getMessage().contains("no scores"), error.getMessage());
        }
    }
}
