package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final Segmentation SEGMENTATION = new Segmentation(
            LabelMap.copyOf(2, 2, new int[] {0, 1, 2, 3}),
            ConfidenceMap.copyOf(2, 2, new float[] {0.25f, 0.5f, 0.75f, 1}));

    @Test
    void labelsThatAreNotSureEnoughBecomeVoid() {
        assertEquals(LabelMap.copyOf(2, 2, new int[] {255, 1, 2, 3}), SEGMENTATION.labelsAtLeast(0.5, 255));
        assertEquals(SEGMENTATION.labels(), SEGMENTATION.labelsAtLeast(0, 255));
        assertEquals(LabelMap.copyOf(2, 2, new int[] {9, 9, 9, 3}), SEGMENTATION.labelsAtLeast(1, 9));
    }

    @Test
    void whatIsNoConfidenceOrLabelIsRefused() {
        assertEquals(
                "Confidence NaN was asked for; give a number from 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> SEGMENTATION.labelsAtLeast(Double.NaN, 255))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> SEGMENTATION.labelsAtLeast(1.5, 255));
        assertThrows(IllegalArgumentException.class, () -> SEGMENTATION.labelsAtLeast(0.5, -1));
    }

    @Test
    void mapsOfTwoSizesMakeNoSegmentation() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Segmentation(SEGMENTATION.labels(), ConfidenceMap.copyOf(1, 1, new float[] {1})));
    }
}
