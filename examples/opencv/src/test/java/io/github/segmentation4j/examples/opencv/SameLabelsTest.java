package io.github.segmentation4j.examples.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.Scores;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenCV and ONNX Runtime give the same labels, but for pixels where two classes score about the same. */
class SameLabelsTest {
    /** Ties lie on borders between classes, and few of them are near enough to fall to the other side. */
    private static final double MAX_SHARE_OF_TIES = 1e-3;

    private static final double CONFIDENCE_TOLERANCE = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "camera.png", "chelsea.png"})
    void ofTheDemonstrationNetwork(String name) {
        try (Segmenter openCv = OpenCvSegmenter.load(Demonstration.MODEL);
                OnnxSegmenter onnxRuntime = OnnxSegmenter.load(Demonstration.MODEL)) {
            assertEquals(onnxRuntime.classNames(), openCv.classNames());
            differAtTiesAlone(openCv, onnxRuntime, Demonstration.photo(name), 1e-3);
        }
    }

    /** A graph that OpenCV refuses if its sizes are open, with scores up to 64 and many thin borders. */
    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "camera.png", "chelsea.png"})
    void ofTorchvisionsGraph(String name) {
        ModelSpec spec = Preset.FCN_RESNET50.spec().toBuilder()
                .size(SizeRule.shortEdge(200))
                .output("out")
                .build();
        try (Segmenter openCv = OpenCvSegmenter.load(Demonstration.TORCHVISION_MODEL, spec);
                OnnxSegmenter onnxRuntime = OnnxSegmenter.builder().spec(spec).load(Demonstration.TORCHVISION_MODEL)) {
            differAtTiesAlone(openCv, onnxRuntime, Demonstration.photo(name), 5e-3);
        }
    }

    /**
     * Compares the labels of a photo.
     *
     * @param tie how near scores are that count as equal, since the two runtimes add in different orders
     */
    private static void differAtTiesAlone(
            Segmenter openCv, OnnxSegmenter onnxRuntime, BufferedImage photo, double tie) {
        LabelMap labels = openCv.segment(photo);
        LabelMap expected = onnxRuntime.segment(photo);
        assertTrue(expected.presentLabels().length > 2, "more than two classes in the photo");
        Scores scores = onnxRuntime.scores(photo);
        int differing = 0;
        int outsideTies = 0;
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                if (labels.labelAt(x, y) != expected.labelAt(x, y)) {
                    differing++;
                    outsideTies += gap(scores, x, y, photo) < tie ? 0 : 1;
                }
            }
        }
        assertEquals(0, outsideTies, "pixels with other labels outside ties, of " + differing);
        assertTrue(differing <= MAX_SHARE_OF_TIES * labels.pixelCount(), differing + " pixels with other labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "camera.png", "chelsea.png"})
    void confidencesAreNear(String name) {
        BufferedImage photo = Demonstration.photo(name);
        try (Segmenter openCv = OpenCvSegmenter.load(Demonstration.MODEL);
                Segmenter onnxRuntime = OnnxSegmenter.load(Demonstration.MODEL)) {
            Segmentation result = openCv.segmentWithConfidence(photo);
            ConfidenceMap expected = onnxRuntime.segmentWithConfidence(photo).confidence();
            for (int y = 0; y < photo.getHeight(); y++) {
                for (int x = 0; x < photo.getWidth(); x++) {
                    assertEquals(
                            expected.confidenceAt(x, y),
                            result.confidence().confidenceAt(x, y),
                            CONFIDENCE_TOLERANCE,
                            x + "," + y);
                }
            }
        }
    }

    /** Returns by how much the highest score of a pixel is above the second one. */
    private static double gap(Scores scores, int x, int y, BufferedImage photo) {
        double[] atPixel = new double[scores.classes()];
        for (int label = 0; label < atPixel.length; label++) {
            atPixel[label] = scaled(scores, label, x, y, photo);
        }
        Arrays.sort(atPixel);
        return atPixel[atPixel.length - 1] - atPixel[atPixel.length - 2];
    }

    /** Returns a score scaled bilinearly to the size of the photo, pixel centers on each other (align_corners = false). */
    private static double scaled(Scores scores, int label, int x, int y, BufferedImage photo) {
        double column = source(x, scores.width(), photo.getWidth());
        double row = source(y, scores.height(), photo.getHeight());
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, scores.width() - 1);
        int bottom = Math.min(top + 1, scores.height() - 1);
        double upper = between(scores.scoreAt(label, left, top), scores.scoreAt(label, right, top), column - left);
        double lower =
                between(scores.scoreAt(label, left, bottom), scores.scoreAt(label, right, bottom), column - left);
        return between(upper, lower, row - top);
    }

    private static double source(int target, int sourceLength, int targetLength) {
        return Math.max(0, (target + 0.5) * sourceLength / targetLength - 0.5);
    }

    private static double between(double first, double second, double share) {
        return first + (second - first) * share;
    }
}
