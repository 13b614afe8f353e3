package io.github.segmentation4j.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RegionsTest {
    private static final LabelMap RINGS = Drawn.of(
            "0000000", //
            "0111110", "0122210", "0123210", "0122210", "0111110", "0000000");

    @Test
    void twoThatTouchInACornerAreOneOnlyWhereCornersCount() {
        LabelMap map = Drawn.of("10", "01");
        assertEquals(4, Regions.of(map, Connectivity.FOUR).count());
        assertEquals(2, Regions.of(map, Connectivity.EIGHT).count());
    }

    @Test
    void aRingIsMeasuredWithItsHole() {
        Region ring = Regions.of(RINGS, Connectivity.FOUR).regionAt(1, 1).orElseThrow();
        assertEquals(new Region(2, 1, 16, new Box(1, 1, 5, 5), 3.5, 3.5, 20 + 12, false, OptionalDouble.empty()), ring);
    }

    @Test
    void idsFollowTheReader() {
        assertEquals(
                List.of(0, 1, 2, 3),
                Regions.of(RINGS, Connectivity.EIGHT).list().stream()
                        .map(Region::label)
                        .toList());
    }

    @Test
    void filtersKeepIds() {
        Regions large = Regions.of(RINGS, Connectivity.FOUR).ignoring(0).atLeast(2);
        assertEquals(List.of(2, 3), large.list().stream().map(Region::id).toList());
        assertEquals(Optional.empty(), large.regionAt(3, 3));
        assertEquals(0, large.instances().idAt(0, 0));
        assertEquals(8, large.instances().mask(3).area());
        assertEquals("2 regions in 7x7", large.toString());
    }

    @Test
    void confidencesOfAnotherSizeAreRefused() {
        Regions regions = Regions.of(RINGS, Connectivity.FOUR);
        ConfidenceMap small = ConfidenceMap.copyOf(1, 1, new float[] {1});
        assertEquals(
                "The confidence is 1x1 and the labels are 7x7, but both must cover the same pixels",
                assertThrows(IllegalArgumentException.class, () -> regions.withConfidence(small))
                        .getMessage());
    }

    @Test
    void labelsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Regions.ofLabel(RINGS, -1, Connectivity.FOUR));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Regions.of(RINGS, Connectivity.FOUR).regionAt(7, 0));
    }
}
