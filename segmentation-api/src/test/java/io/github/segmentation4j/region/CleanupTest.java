package io.github.segmentation4j.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.LabelMap;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private static final LabelMap DIRTY = Drawn.of(
            "000000", //
            "011110", "012310", "011110", "000004", "000000");

    @Test
    void islandsInAHeapGoFromTheRim() {
        assertEquals(
                Drawn.of("000000", "011110", "011110", "011110", "000000", "000000"),
                Cleanup.create().removeIslands(2, Connectivity.FOUR).apply(DIRTY));
    }

    @Test
    void holesThatTwoShareAreNoHolesOfEither() {
        assertEquals(DIRTY, Cleanup.create().fillHoles(2).apply(DIRTY));
        assertEquals(
                Drawn.of("000000", "000000", "000000", "000044"),
                Cleanup.create().fillHoles(6).apply(Drawn.of("000000", "011100", "011100", "000044")));
    }

    @Test
    void stepsAreDoneInTheirOrder() {
        LabelMap clean = Cleanup.create()
                .removeIslands(2, Connectivity.FOUR)
                .fillHoles(100)
                .majority(1)
                .apply(DIRTY);
        assertEquals(1, clean.presentLabels().length);
    }

    @Test
    void whatHasNothingElseAroundItStays() {
        LabelMap one = Drawn.of("11", "11");
        assertEquals(
                one,
                Cleanup.create()
                        .removeIslands(100, Connectivity.EIGHT)
                        .fillHoles(100)
                        .majority(3)
                        .open(1, 5)
                        .close(1, 5)
                        .apply(one));
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cleanup.create().removeIslands(-1, Connectivity.FOUR));
        assertThrows(IllegalArgumentException.class, () -> Cleanup.create().majority(-1));
        assertEquals(
                "Label 65536 was given; labels are 0 to 65535",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Cleanup.create().open(65536, 1))
                        .getMessage());
    }
}
