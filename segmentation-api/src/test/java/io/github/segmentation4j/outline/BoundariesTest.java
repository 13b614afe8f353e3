package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boundaries of small maps, and by looking at all pairs of pixels. */
class BoundariesTest {
    private static String text(Mask mask) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                text.append(mask.contains(x, y) ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void twoPixelsAlongABorder() {
        LabelMap map = SampleMaps.drawn("aaaaa", "aaaaa", "aabbb", "aabbb");
        assertEquals("""
                .....
                ..###
                .####
                .##..
                """, text(Outlines.boundaryMask(map)));
    }

    @Test
    void anIslandAndWhatIsNearToIt() {
        LabelMap map = SampleMaps.drawn("aaaaaaa", "aaaaaaa", "aaaaaaa", "aaabaaa", "aaaaaaa");
        assertEquals("""
                .......
                ...#...
                ..###..
                .#####.
                ..###..
                """, text(Outlines.boundaryMask(map, 2)));
    }

    @Test
    void theBorderOfTheImageIsNone() {
        assertTrue(Outlines.boundaryMask(SampleMaps.drawn("aaa", "aaa"), 100).isEmpty());
        assertTrue(Outlines.boundaryMask(SampleMaps.drawn("a")).isEmpty());
    }

    @Test
    void everythingIsWithinAnInfiniteDistance() {
        assertEquals(
                6,
                Outlines.boundaryMask(SampleMaps.drawn("aaaaab"), Double.POSITIVE_INFINITY)
                        .area());
        assertEquals(0, Outlines.boundaryMask(SampleMaps.drawn("aaaaab"), 0.99).area());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.NEGATIVE_INFINITY})
    void distancesAreNotNegative(double distance) {
        LabelMap map = SampleMaps.drawn("ab");
        assertThrows(IllegalArgumentException.class, () -> Outlines.boundaryMask(map, distance));
    }

    private static Mask slowMask(LabelMap map, double distance) {
        int width = map.width();
        boolean[] pixels = new boolean[map.pixelCount()];
        for (int one = 0; one < pixels.length; one++) {
            for (int other = 0; other < pixels.length; other++) {
                int x = other % width - one % width;
                int y = other / width - one / width;
                boolean near = x * x + y * y <= distance * distance;
                pixels[one] |=
                        near && map.labelAt(one % width, one / width) != map.labelAt(other % width, other / width);
            }
        }
        return Mask.copyOf(width, map.height(), pixels);
    }

    @Property(tries = 150)
    void allPairsOfPixelsSayTheSame(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll @DoubleRange(max = 12) double distance,
            @ForAll long seed) {
        LabelMap shapes = SampleMaps.shapes(width, height, classes, seed);
        assertEquals(slowMask(shapes, distance), Outlines.boundaryMask(shapes, distance));
        assertEquals(slowMask(shapes, 1), Outlines.boundaryMask(shapes));
        LabelMap noise = SampleMaps.noise(width, height, classes, seed);
        assertEquals(slowMask(noise, 1), Outlines.boundaryMask(noise));
    }

    @Property(tries = 100)
    void wholeDistances(
            @ForAll @IntRange(min = 1, max = 16) int width,
            @ForAll @IntRange(min = 1, max = 16) int height,
            @ForAll @IntRange(max = 8) int distance,
            @ForAll long seed) {
        LabelMap map = SampleMaps.shapes(width, height, 3, seed);
        assertEquals(slowMask(map, distance), Outlines.boundaryMask(map, distance));
    }
}
