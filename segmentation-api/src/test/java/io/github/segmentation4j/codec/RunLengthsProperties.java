package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Mask;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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

    @Property(tries = 300)
    void twoMasksAreJoinedPixelByPixel(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll @IntRange(max = 100) int otherPercent,
            @ForAll long seed) {
        Mask mask = random(width, height, percent, seed);
        Mask other = random(width, height, otherPercent, ~seed);
        boolean[] either = new boolean[width * height];
        for (int i = 0; i < either.length; i++) {
            either[i] = mask.contains(i % width, i / width) || other.contains(i % width, i / width);
        }
        assertEquals(
                RunLengths.of(Mask.copyOf(width, height, either)),
                RunLengths.of(mask).or(RunLengths.of(other)));
    }

    @Property(tries = 500)
    void polygonsAreThoseOfTheSlowWay(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @Size(min = 6, max = 40) List<@DoubleRange(min = -20, max = 50) Double> drawn) {
        double[] corners = drawn.subList(0, drawn.size() / 2 * 2).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        assertArrayEquals(
                SlowPolygon.counts(width, height, corners),
                RunLengths.ofPolygon(width, height, corners).counts());
    }

    @Property(tries = 200)
    void thePolygonOfARegionHasItsPixels(@ForAll @IntRange(min = 1, max = 30) int side, @ForAll long seed) {
        Mask mask = random(side, side + 1, 60, seed);
        for (Outline outline : Outlines.of(mask).list()) {
            assertArrayEquals(
                    OutlineRuns.of(outline, side, side + 1).counts(),
                    RunLengths.ofPolygon(side, side + 1, SingleRing.of(outline)).counts());
        }
    }
}
