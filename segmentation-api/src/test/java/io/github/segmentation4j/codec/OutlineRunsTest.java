package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import io.github.segmentation4j.outline.SampleOutlines;
import io.github.segmentation4j.region.Box;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Runs, and single rings, of outlines of any shape: also such as cross themselves and each other. */
class OutlineRunsTest {
    private static final int WIDTH = 13;
    private static final int HEIGHT = 9;

    /** Pixels down the columns, from runs of which only the first may be empty. */
    private static boolean[] pixels(int[] counts) {
        boolean[] pixels = new boolean[WIDTH * HEIGHT];
        int begin = 0;
        for (int run = 0; run < counts.length; run++) {
            assertTrue(counts[run] > 0 || run == 0, Arrays.toString(counts));
            Arrays.fill(pixels, begin, begin + counts[run], run % 2 == 1);
            begin += counts[run];
        }
        assertEquals(pixels.length, begin);
        return pixels;
    }

    private static boolean contains(Path2D path, int x, int y) {
        return path.contains(x + 0.5, y + 0.5);
    }

    private static Ring ring(Random random) {
        return Ring.of(IntStream.range(0, 2 * (3 + random.nextInt(6)))
                .map(i -> random.nextInt((i % 2 == 0 ? WIDTH : HEIGHT) + 1))
                .toArray());
    }

    private static double[] points(Ring ring) {
        double[] points = new double[2 * ring.size()];
        for (int i = 0; i < ring.size(); i++) {
            points[2 * i] = ring.x(i);
            points[2 * i + 1] = ring.y(i);
        }
        return points;
    }

    /** True if the centre of a pixel lies on an edge, where rules differ. */
    private static boolean liesOnAnEdge(int x, int y, List<Ring> rings) {
        for (Ring ring : rings) {
            for (int i = 0; i < ring.size(); i++) {
                int j = (i + 1) % ring.size();
                if (Line2D.ptSegDist(ring.x(i), ring.y(i), ring.x(j), ring.y(j), x + 0.5, y + 0.5) < 1e-9) {
                    return true;
                }
            }
        }
        return false;
    }

    @Property
    void runsAndSingleRingsHoldTheCentresInside(@ForAll long seed, @ForAll @IntRange(max = 4) int holes) {
        Random random = new Random(seed);
        List<Ring> rings =
                IntStream.rangeClosed(0, holes).mapToObj(i -> ring(random)).toList();
        Path2D path = Painted.path(rings.stream().map(OutlineRunsTest::points).toArray(double[][]::new));
        Outline outline = SampleOutlines.of(rings.get(0), rings.subList(1, rings.size()));
        boolean[] runs = pixels(OutlineRuns.of(outline, WIDTH, HEIGHT).counts());
        assertMeasures(runs, OutlineRuns.of(outline, WIDTH, HEIGHT));
        Path2D single = Painted.path(SingleRing.of(outline));
        for (int pixel = 0; pixel < runs.length; pixel++) {
            int x = pixel / HEIGHT;
            int y = pixel % HEIGHT;
            if (!liesOnAnEdge(x, y, rings)) {
                boolean expected = contains(path, x, y);
                assertEquals(expected, runs[pixel]);
                assertEquals(expected, contains(single, x, y));
            }
        }
    }

    private static void assertMeasures(boolean[] pixels, OutlineRuns runs) {
        int[] inside =
                IntStream.range(0, pixels.length).filter(pixel -> pixels[pixel]).toArray();
        assertEquals(inside.length, runs.area());
        if (inside.length > 0) {
            int left = inside[0] / HEIGHT;
            int right = inside[inside.length - 1] / HEIGHT;
            int top = Arrays.stream(inside).map(pixel -> pixel % HEIGHT).min().getAsInt();
            int bottom =
                    Arrays.stream(inside).map(pixel -> pixel % HEIGHT).max().getAsInt();
            assertEquals(new Box(left, top, right + 1 - left, bottom + 1 - top), runs.bounds());
        }
    }

    @Test
    void theWholeImageAndNothing() {
        Outline whole = SampleOutlines.of(Ring.of(0, 0, WIDTH, 0, WIDTH, HEIGHT, 0, HEIGHT), List.of());
        assertArrayEquals(
                new int[] {0, WIDTH * HEIGHT},
                OutlineRuns.of(whole, WIDTH, HEIGHT).counts());
        Outline nothing = SampleOutlines.of(Ring.of(3, 3, 8, 3, 5, 3), List.of());
        assertArrayEquals(
                new int[] {WIDTH * HEIGHT},
                OutlineRuns.of(nothing, WIDTH, HEIGHT).counts());
    }

    /** A chain of holes, each cut ending on the one before: no depth of calls may follow from it. */
    @Test
    void manyHolesInARow() {
        int count = 100_000;
        List<Ring> holes = IntStream.range(0, count)
                .mapToObj(i -> Ring.of(2 * i + 1, 1, 2 * i + 1, 2, 2 * i + 2, 2, 2 * i + 2, 1))
                .toList();
        int width = 2 * count + 1;
        Outline outline = SampleOutlines.of(Ring.of(0, 0, width, 0, width, 3, 0, 3), holes);
        double[] points = SingleRing.of(outline);
        double twice = 0;
        for (int i = 0; i < points.length; i += 2) {
            int next = (i + 2) % points.length;
            twice += points[i] * points[next + 1] - points[next] * points[i + 1];
        }
        assertEquals(2 * outline.area(), twice);
    }
}
