package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of run lengths. */
class RunLengthsProperties {
    private static Mask random(int width, int height, int percent, long seed) {
        Random random = new Random(seed);
        boolean[] pixels = new boolean[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(100) < percent;
        }
        return Mask.copyOf(width, height, pixels);
    }

    /** Pixel by pixel, down each column. */
    private static int[] slowCounts(Mask mask) {
        List<Integer> counts = new ArrayList<>(List.of(0));
        boolean inside = false;
        for (int x = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++) {
                if (mask.contains(x, y) != inside) {
                    inside = !inside;
                    counts.add(0);
                }
                counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
            }
        }
        return counts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Property(tries = 300)
    void theSlowWayFindsTheSame(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll long seed) {
        Mask mask = random(width, height, percent, seed);
        assertArrayEquals(slowCounts(mask), RunLengths.of(mask).counts());
    }

    @Property(tries = 300)
    void masksSurviveBothWays(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll long seed) {
        Mask mask = random(width, height, percent, seed);
        RunLengths runs = RunLengths.of(mask);
        assertEquals(mask, runs.toMask());
        assertEquals(mask.area(), runs.area());
        assertEquals(runs, RunLengths.of(width, height, runs.counts()));
        assertEquals(runs, RunLengths.ofCompressed(width, height, runs.toCompressed()));
    }

    @Property
    void countsOfAnySizeSurviveTheString(@ForAll List<@IntRange(min = 1, max = 1 << 30) Integer> drawn) {
        List<Integer> fitting = new ArrayList<>();
        long sum = 0;
        for (int count : drawn) {
            if (sum + count <= Integer.MAX_VALUE) {
                fitting.add(count);
                sum += count;
            }
        }
        fitting.add((int) (Integer.MAX_VALUE - sum));
        int[] counts = fitting.stream()
                .filter(count -> count > 0)
                .mapToInt(Integer::intValue)
                .toArray();
        RunLengths runs = RunLengths.of(1, Integer.MAX_VALUE, counts);
        String compressed = runs.toCompressed();
        assertEquals(runs, RunLengths.ofCompressed(1, Integer.MAX_VALUE, compressed));
        assertTrue(compressed.chars().allMatch(character -> character >= '0' && character <= 'o'));
    }
}
