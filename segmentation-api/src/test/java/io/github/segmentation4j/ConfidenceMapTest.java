package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceMapTest {
    @Test
    void aMapHoldsACopyOfWhatItWasGiven() {
        float[] values = {0, 0.25f, 0.5f, 0.75f, 1, 0.125f};
        ConfidenceMap map = ConfidenceMap.copyOf(3, 2, values);
        values[1] = 0.9f;
        assertEquals(3, map.width());
        assertEquals(2, map.height());
        assertEquals(0.25f, map.confidenceAt(1, 0));
        assertEquals(0.125f, map.confidenceAt(2, 1));
        float[] row = new float[4];
        map.copyRow(1, row, 1);
        assertArrayEquals(new float[] {0, 0.75f, 1, 0.125f}, row);
        assertEquals(2.625 / 6, map.mean());
        assertEquals("ConfidenceMap 3x2, mean 0.44", map.toString());
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNoProbabilityIsRefused(float value) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> ConfidenceMap.copyOf(2, 1, new float[] {0.5f, value}));
        assertTrue(e.getMessage().contains(value + " was given for pixel 1"), e.getMessage());
    }

    @Test
    void theNumberOfValuesMustFitTheSize() {
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(2, 2, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(0, 2, new float[0]));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(-1, -1, new float[1]));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(1 << 16, 1 << 16, new float[0]));
    }

    @Test
    void whatLiesOutsideIsRefused() {
        ConfidenceMap map = ConfidenceMap.copyOf(2, 1, new float[2]);
        assertThrows(IndexOutOfBoundsException.class, () -> map.confidenceAt(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.confidenceAt(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> map.copyRow(1, new float[2], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.copyRow(0, new float[2], 1));
    }

    @Test
    void equalityIsBySizeAndProbabilities() {
        ConfidenceMap map = ConfidenceMap.copyOf(2, 1, new float[] {0.5f, 1});
        assertEquals(map, ConfidenceMap.copyOf(2, 1, new float[] {0.5f, 1}));
        assertEquals(
                map.hashCode(),
                ConfidenceMap.copyOf(2, 1, new float[] {0.5f, 1}).hashCode());
        assertNotEquals(map, ConfidenceMap.copyOf(1, 2, new float[] {0.5f, 1}));
        assertNotEquals(map, ConfidenceMap.copyOf(2, 1, new float[] {0.5f, 0}));
    }

    @Test
    void anApplicationBuildsItsOwnSegmentation() {
        LabelMap labels = LabelMap.copyOf(2, 1, new byte[] {3, 4});
        ConfidenceMap confidence = ConfidenceMap.copyOf(2, 1, new float[] {0.5f, 1});
        assertEquals(confidence, new Segmentation(labels, confidence).confidence());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Segmentation(labels, ConfidenceMap.copyOf(1, 2, new float[] {0.5f, 1})));
    }
}
