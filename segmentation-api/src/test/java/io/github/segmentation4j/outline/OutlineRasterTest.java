package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slanted lines, and maps that are drawn in several bands. */
class OutlineRasterTest {
    @Test
    void aCentreOnALineGoesToTheRight() {
        Outline left = new Outline(1, 0, Ring.of(0, 0, 3, 3, 0, 3), List.of());
        Outline right = new Outline(2, 1, Ring.of(0, 0, 3, 0, 3, 3), List.of());
        assertEquals(SampleMaps.drawn("bbb", "abb", "aab"), OutlineRaster.labels(3, 3, List.of(left, right)));
    }

    @Test
    void aFlatLine() {
        // The line passes the centres of the row 0 at x = 1.5 and of row 1 at 4.5: both lie on it.
        Outline left = new Outline(1, 0, Ring.of(0, 0, 6, 2, 0, 2), List.of());
        Outline right = new Outline(2, 300, Ring.of(0, 0, 6, 0, 6, 2), List.of());
        assertEquals(
                LabelMap.copyOf(6, 2, new int[] {0, 300, 300, 300, 300, 300, 0, 0, 0, 0, 300, 300}),
                OutlineRaster.labels(6, 2, List.of(left, right)));
    }

    @Test
    void mapsOfSeveralBands() {
        LabelMap map = SampleMaps.shapes(1300, 1700, 400, 11);
        assertEquals(map, Outlines.of(map).toLabelMap());
        LabelMap wide = SampleMaps.noise(1_100_000, 2, 3, 5);
        assertEquals(wide, Outlines.of(wide).toLabelMap());
    }
}
