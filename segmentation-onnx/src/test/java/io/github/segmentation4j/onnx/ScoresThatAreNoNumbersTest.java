package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** What becomes of NaN: the first class that has it is the label, and a confidence of 0 tells the caller. */
class ScoresThatAreNoNumbersTest {
    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
    }

    /** A network that divides each sample by itself: NaN where it is 0, 1 elsewhere. */
    private static OnnxGraph dividing() {
        return new OnnxGraph().input("input", OnnxGraph.FLOAT, SHAPE).node("Div", "quotients", "input", "input");
    }

    /** Blue is missing in the first pixel, green and blue in the second, nothing in the third. */
    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        photo.setRGB(0, 0, 0x808000);
        photo.setRGB(1, 0, 0x800000);
        photo.setRGB(2, 0, 0x808080);
        return photo;
    }

    private static void checkClasses(OnnxSegmenter segmenter) {
        Segmentation result = segmenter.segmentWithConfidence(photo());
        assertEquals(result.labels(), segmenter.segment(photo()));
        assertEquals(2, result.labels().labelAt(0, 0));
        assertEquals(1, result.labels().labelAt(1, 0), "the first of two");
        assertEquals(0, result.labels().labelAt(2, 0), "a tie of numbers");
        assertEquals(0, result.confidence().confidenceAt(0, 0));
        assertEquals(0, result.confidence().confidenceAt(1, 0));
    }

    @Test
    void amongTheScoresOfClasses() {
        byte[] logits = dividing()
                .node("Identity", "out", "quotients")
                .output("out", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
        for (OutputKind kind : new OutputKind[] {OutputKind.LOGITS, OutputKind.PROBABILITIES}) {
            for (ConfidenceMeasure measure : ConfidenceMeasure.values()) {
                try (OnnxSegmenter segmenter =
                        builder().outputKind(kind).confidence(measure).load(logits)) {
                    checkClasses(segmenter);
                    if (measure == ConfidenceMeasure.PROBABILITY) {
                        float sure = segmenter
                                .segmentWithConfidence(photo())
                                .confidence()
                                .confidenceAt(2, 0);
                        assertTrue(sure > 0.3, "a tie of three is a third or more: " + sure);
                    }
                    assertTrue(Float.isNaN(segmenter.scores(photo()).scoreAt(2, 0, 0)));
                }
            }
        }
    }

    @Test
    void amongScoresThatAreScaledToThePhoto() {
        byte[] enlarged = dividing()
                .floats("scales", new long[] {4}, 1, 1, 4, 4)
                .node(new Operation("Resize")
                        .inputs("quotients", "", "scales")
                        .outputs("out")
                        .text("mode", "linear")
                        .text("coordinate_transformation_mode", "half_pixel"))
                .output("out", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
        for (boolean whole : new boolean[] {false, true}) {
            OnnxSegmenter.Builder builder = builder();
            if (whole) {
                builder.wholeGraph();
            }
            try (OnnxSegmenter segmenter = builder.load(enlarged)) {
                Segmentation result = segmenter.segmentWithConfidence(photo());
                assertEquals(result.labels(), segmenter.segment(photo()));
                assertEquals(
                        1, result.labels().labelAt(0, 0), "the pixel beside it has NaN for green, which is mixed in");
                assertEquals(0, result.confidence().confidenceAt(0, 0));
            }
        }
    }

    @Test
    void inTheSingleChannelOfAForeground() {
        byte[] foreground = dividing()
                .nodeWithInts("ReduceSum", "out", "axes", new long[] {1}, "quotients")
                .opset(11)
                .output("out", OnnxGraph.FLOAT, 1, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        for (OutputKind kind : new OutputKind[] {OutputKind.LOGITS, OutputKind.PROBABILITIES}) {
            try (OnnxSegmenter segmenter = builder().outputKind(kind).load(foreground)) {
                Segmentation result = segmenter.segmentWithConfidence(photo());
                assertEquals(0, result.labels().labelAt(0, 0), "background");
                assertEquals(1, result.labels().labelAt(2, 0), "3 is above any threshold");
                assertEquals(0, result.confidence().confidenceAt(0, 0));
                assertTrue(result.confidence().confidenceAt(2, 0) > 0.9);
            }
        }
    }
}
