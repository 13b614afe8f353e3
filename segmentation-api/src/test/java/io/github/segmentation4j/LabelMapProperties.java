package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws of label maps. */
class LabelMapProperties {
    private static LabelMap random(int width, int height, int classes, long seed) {
        return LabelMap.copyOf(
                width,
                height,
                new Random(seed).ints((long) width * height, 0, classes).toArray());
    }

    @Property
    void aMapHoldsWhatItWasGiven(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 65_535) Integer> labels) {
        int[] given = labels.stream().mapToInt(Integer::intValue).toArray();
        int[] row = new int[given.length];
        LabelMap.copyOf(given.length, 1, given).copyRow(0, row, 0);
        assertArrayEquals(given, row);
    }

    @Property
    void countsAddUpToThePixels(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 1, max = 500) int classes,
            @ForAll long seed) {
        LabelMap map = random(width, height, classes, seed);
        long[] counts = map.histogram(classes);
        assertEquals((long) width * height, Arrays.stream(counts).sum());
        for (int label : map.presentLabels()) {
            assertEquals(counts[label], map.mask(label).area());
        }
        assertEquals(
                map.presentLabels().length,
                Arrays.stream(counts).filter(count -> count > 0).count());
    }

    @Property
    void cropAndResizeTakeThePixelsThatTheRuleNames(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 40) int newWidth,
            @ForAll @IntRange(min = 1, max = 40) int newHeight,
            @ForAll long seed) {
        LabelMap map = random(width, height, 300, seed);
        LabelMap resized = map.resize(newWidth, newHeight);
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int label = resized.labelAt(x, y);
                int row = y;
                assertTrue(nearest(x, width, newWidth)
                        .anyMatch(sourceX -> nearest(row, height, newHeight)
                                .anyMatch(sourceY -> map.labelAt(sourceX, sourceY) == label)));
            }
        }
        assertEquals(map, map.resize(width, height));
        assertEquals(map, map.resize(width * 3, height * 3).resize(width, height));
        assertEquals(map, map.crop(0, 0, width, height));
        assertEquals(
                map.labelAt(width - 1, height - 1),
                map.crop(width - 1, height - 1, 1, 1).labelAt(0, 0));
    }

    /** The pixel that holds a center, or both where the center lies on their border and rounding may take either. */
    private static IntStream nearest(int target, int length, int newLength) {
        int twice = (2 * target + 1) * length;
        int source = twice / (2 * newLength);
        return IntStream.rangeClosed(twice % (2 * newLength) == 0 ? source - 1 : source, source);
    }

    @Property
    void remappingForthAndBackIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(max = 60_000) int shift,
            @ForAll long seed) {
        LabelMap map = random(width, height, 300, seed);
        assertEquals(map, map.remap(label -> label + shift).remap(label -> label - shift));
        assertEquals(map, map.remap(label -> label));
    }
}
