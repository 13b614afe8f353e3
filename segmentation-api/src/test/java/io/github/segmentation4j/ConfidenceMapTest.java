package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfidenceMapTest {
    private static final ConfidenceMap MAP = ConfidenceMap.copyOf(2, 2, new float[] {0, 0.25f, 0.75f, 1});

    @Test
    void pixelsRowsAndMean() {
        assertEquals(0.75f, MAP.at(0, 1));
        float[] row = new float[3];
        MAP.copyRow(1, row, 1);
        assertArrayEquals(new float[] {0, 0.75f, 1}, row);
        assertEquals(0.5, MAP.mean());
        assertEquals("ConfidenceMap 2x2, mean 0.50", MAP.toString());
    }

    @Test
    void theArrayGivenIsCopied() {
        float[] values = {0.5f};
        ConfidenceMap map = ConfidenceMap.copyOf(1, 1, values);
        values[0] = 1;
        assertEquals(0.5f, map.at(0, 0));
    }

    @Test
    void wrongSizesAndValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(0, 1, new float[0]));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(2, 2, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(1, 1, new float[] {-0.1f}));
        assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(1, 1, new float[] {1.1f}));
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> ConfidenceMap.copyOf(1, 1, new float[] {Float.NaN}));
        assertTrue(e.getMessage().contains("NaN"), e.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> MAP.at(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> MAP.copyRow(0, new float[1], 0));
    }

    @Test
    void equalityIsByContent() {
        ConfidenceMap same = ConfidenceMap.copyOf(2, 2, new float[] {0, 0.25f, 0.75f, 1});
        assertEquals(MAP, same);
        assertEquals(MAP.hashCode(), same.hashCode());
        assertNotEquals(MAP, ConfidenceMap.copyOf(4, 1, new float[] {0, 0.25f, 0.75f, 1}));
    }

    @Test
    void aSegmentationNeedsMapsOfOneSize() {
        LabelMap labels = LabelMap.copyOf(2, 2, new byte[4]);
        assertEquals(MAP, new Segmentation(labels, MAP).confidence());
        LabelMap wider = LabelMap.copyOf(4, 1, new byte[4]);
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Segmentation(wider, MAP));
        assertTrue(e.getMessage().contains("4x1") && e.getMessage().contains("2x2"), e.getMessage());
    }
}
