package io.github.segmentation4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.LabelMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final LabelMap TRUTH = LabelMap.copyOf(4, 2, new int[] {0, 0, 1, 1, 0, 0, 1, 255});
    private static final LabelMap PREDICTION = LabelMap.copyOf(4, 2, new int[] {0, 0, 1, 0, 0, 255, 1, 1});

    @Test
    void aSmallExampleByHand() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3).ignoring(255).with(TRUTH, PREDICTION);
        assertEquals(3, matrix.count(0, 0));
        assertEquals(1, matrix.count(1, 0));
        assertEquals(2, matrix.count(1, 1));
        assertEquals(1, matrix.count(0, 3));
        SegmentationScores scores = matrix.scores();
        assertEquals(OptionalDouble.of(5.0 / 7), scores.pixelAccuracy());
        assertEquals(OptionalDouble.of(3.0 / 5), scores.iou(0));
        assertEquals(OptionalDouble.of(2.0 / 3), scores.iou(1));
        assertEquals(OptionalDouble.empty(), scores.iou(2));
        assertEquals((3.0 / 5 + 2.0 / 3) / 2, scores.meanIou().orElseThrow(), 1e-15);
        assertEquals(
                (4 * 3.0 / 5 + 3 * 2.0 / 3) / 7, scores.frequencyWeightedIou().orElseThrow(), 1e-15);
        double chance = 4.0 / 7 * 4 / 7 + 3.0 / 7 * 2 / 7;
        assertEquals((5.0 / 7 - chance) / (1 - chance), scores.kappa().orElseThrow(), 1e-15);
        assertEquals("3 classes, 255 ignored, 7 pixels", matrix.toString());
    }

    @Test
    void withoutPixelsThereAreNoScores() {
        ConfusionMatrix none = ConfusionMatrix.of(2);
        assertEquals(OptionalDouble.empty(), none.scores().pixelAccuracy());
        assertEquals(OptionalDouble.empty(), none.scores().meanIou());
        assertEquals(OptionalDouble.empty(), none.scores().kappa());
        assertEquals(OptionalDouble.empty(), none.scores().frequencyWeightedIou());
        assertEquals(OptionalInt.empty(), none.ignoredLabel());
    }

    @Test
    void oneClassThatIsAlwaysRightHasNoKappa() {
        LabelMap map = LabelMap.copyOf(2, 1, new int[] {0, 0});
        assertEquals(
                OptionalDouble.empty(),
                ConfusionMatrix.of(1).with(map, map).scores().kappa());
    }

    @Test
    void errorsSayWhatToDo() {
        assertMessage(
                "A pixel has true label 255, but there are 3 classes, 0 to 2; count more classes, ignore the label, or"
                        + " remap it",
                () -> ConfusionMatrix.of(3).with(TRUTH, PREDICTION));
        assertMessage(
                "The truth is 4x2 and the prediction is 1x1, but both must cover the same pixels; resize the prediction"
                        + " first",
                () -> ConfusionMatrix.of(3).with(TRUTH, LabelMap.copyOf(1, 1, new int[] {0})));
        assertMessage("A confusion matrix of 0 classes was asked for; give 1 to 4095", () -> ConfusionMatrix.of(0));
        assertMessage(
                "A matrix of 2 classes, 0 pixels cannot be added to one of 3 classes, 0 pixels; both must count alike",
                () -> ConfusionMatrix.of(2).plus(ConfusionMatrix.of(3)));
        ConfusionMatrix counted = ConfusionMatrix.of(256).with(TRUTH, PREDICTION);
        assertThrows(IllegalStateException.class, () -> counted.ignoring(1));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(2).ignoring(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> counted.count(0, 257));
        assertThrows(IndexOutOfBoundsException.class, () -> counted.scores().iou(256));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
