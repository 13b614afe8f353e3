package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.map.Maps;
import org.junit.jupiter.api.Test;

class LabelMapTest {
    /** Returns the map of rows of letters: A is label 0. */
    private static LabelMap map(String... rows) {
        int[] labels = String.join("", rows).chars().map(letter -> letter - 'A').toArray();
        return LabelMap.copyOf(rows[0].length(), rows.length, labels);
    }

    @Test
    void labelsAreUnsigned() {
        assertEquals(200, LabelMap.copyOf(1, 1, new byte[] {(byte) 200}).labelAt(0, 0));
        assertEquals(60_000, LabelMap.copyOf(1, 1, new short[] {(short) 60_000}).labelAt(0, 0));
        assertEquals(65_535, LabelMap.copyOf(1, 1, new int[] {65_535}).labelAt(0, 0));
    }

    @Test
    void theArrayGivenIsCopied() {
        byte[] labels = {1, 2};
        LabelMap map = LabelMap.copyOf(2, 1, labels);
        labels[0] = 9;
        assertEquals(1, map.labelAt(0, 0));
    }

    @Test
    void storageIsOneByteAPixelWhereLabelsFit() {
        assertTrue(Maps.labels(LabelMap.copyOf(2, 1, new int[] {0, 255})) instanceof byte[]);
        assertTrue(Maps.labels(LabelMap.copyOf(2, 1, new int[] {0, 256})) instanceof short[]);
        assertTrue(Maps.labels(LabelMap.copyOf(2, 1, new short[] {3, 4})) instanceof byte[]);
        LabelMap wide = LabelMap.copyOf(2, 1, new int[] {7, 300});
        assertEquals(LabelMap.copyOf(1, 1, new byte[] {7}), wide.crop(0, 0, 1, 1));
        assertTrue(Maps.labels(wide.crop(0, 0, 1, 1)) instanceof byte[]);
    }

    @Test
    void wrongSizesAndLabelsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(0, 1, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(-1, -1, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(2, 2, new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(65_536, 65_536, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(1, 1, new int[] {-1}));
        Exception e = assertThrows(IllegalArgumentException.class, () -> LabelMap.copyOf(1, 1, new int[] {65_536}));
        assertTrue(e.getMessage().contains("65536") && e.getMessage().contains("65535"), e.getMessage());
    }

    @Test
    void pixelsOutsideAreRefused() {
        LabelMap map = map("AB");
        assertThrows(IndexOutOfBoundsException.class, () -> map.labelAt(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.labelAt(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> map.labelAt(-1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.copyRow(1, new int[2], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.copyRow(0, new int[2], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> map.copyRow(0, new byte[1], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> map.crop(1, 0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> map.crop(0, 0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> map.crop(0, 0, 1, 0));
    }

    @Test
    void rowsAreCopiedInBulk() {
        int[] ints = new int[4];
        map("AAA", "BCD").copyRow(1, ints, 1);
        assertArrayEquals(new int[] {0, 1, 2, 3}, ints);
        byte[] bytes = new byte[3];
        map("AAA", "BCD").copyRow(1, bytes, 0);
        assertArrayEquals(new byte[] {1, 2, 3}, bytes);
        Exception e = assertThrows(
                IllegalStateException.class,
                () -> LabelMap.copyOf(1, 1, new int[] {256}).copyRow(0, bytes, 0));
        assertTrue(e.getMessage().contains("int[]"), e.getMessage());
    }

    @Test
    void countsAndShares() {
        LabelMap map = map("AAB", "DAA");
        assertArrayEquals(new long[] {4, 1, 0, 1, 0}, map.histogram(5));
        assertArrayEquals(new double[] {4 / 6.0, 1 / 6.0, 0, 1 / 6.0}, map.shares(4));
        assertEquals(1 / 6.0, map.share(3));
        assertEquals(0, map.share(77));
        assertEquals(0, map.share(2));
        assertEquals(0, map.share(-1));
        assertArrayEquals(new int[] {0, 1, 3}, map.presentLabels());
        assertEquals(3, map.maxLabel());
        Exception e = assertThrows(IllegalArgumentException.class, () -> map.histogram(3));
        assertTrue(e.getMessage().contains("Label 3"), e.getMessage());
    }

    @Test
    void countsSharesAndRowsOfLabelsBeyondAByte() {
        LabelMap map = LabelMap.copyOf(2, 2, new int[] {65_535, 300, 300, 7});
        assertEquals(65_535, map.maxLabel());
        assertEquals(2, map.histogram(65_536)[300]);
        assertEquals(0.25, map.share(65_535));
        assertEquals(0, map.share(65_536));
        assertArrayEquals(new int[] {7, 300, 65_535}, map.presentLabels());
        int[] row = new int[2];
        map.copyRow(0, row, 0);
        assertArrayEquals(new int[] {65_535, 300}, row);
    }

    @Test
    void theMaskOfAClass() {
        Mask mask = map("ABB", "ABA").mask(1);
        assertEquals(3, mask.area());
        assertTrue(mask.contains(1, 0) && mask.contains(1, 1) && !mask.contains(0, 0));
        boolean[] row = new boolean[4];
        mask.copyRow(1, row, 1);
        assertArrayEquals(new boolean[] {false, false, true, false}, row);
        assertEquals(map("CDD", "CDC").mask(3), mask);
        assertNotEquals(mask, map("ABB", "AAA").mask(1));
        assertTrue(map("AB").mask(9).isEmpty());
        assertEquals("Mask 3x2, 3 pixels", mask.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> mask.contains(3, 0));
    }

    @Test
    void cropResizeAndRemap() {
        LabelMap map = map("ABC", "DEF");
        assertEquals(map("BC", "EF"), map.crop(1, 0, 2, 2));
        assertEquals(map("AABBCC", "AABBCC", "DDEEFF", "DDEEFF"), map.resize(6, 4));
        assertEquals(map("E"), map.resize(1, 1));
        assertEquals(map("BBB", "BCC"), map.remap(label -> label > 3 ? 2 : 1));
        assertEquals(400, map.remap(label -> label == 5 ? 400 : 0).labelAt(2, 1));
        assertThrows(IllegalArgumentException.class, () -> map.remap(label -> -1));
        assertThrows(IllegalArgumentException.class, () -> map.resize(0, 1));
        assertThrows(IllegalArgumentException.class, () -> map.resize(100_000, 100_000));
    }

    @Test
    void equalityIsByContent() {
        assertEquals(map("AB"), map("AB"));
        assertEquals(map("AB").hashCode(), map("AB").hashCode());
        assertNotEquals(map("AB"), map("BA"));
        assertNotEquals(map("AB"), map("A", "B"));
        assertFalse(map("A").equals(null));
    }

    @Test
    void itsLineNamesTheLargestClasses() {
        assertEquals("LabelMap 4x1, 1: 75.0%, 0: 25.0%", map("ABBB").toString());
        assertEquals(
                "LabelMap 8x1, 0: 25.0%, 1: 12.5%, 2: 12.5%, 3: 12.5%, 4: 12.5%, and 2 more classes",
                map("AABCDEFG").toString());
    }
}
