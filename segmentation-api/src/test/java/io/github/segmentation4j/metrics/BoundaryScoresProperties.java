package io.github.segmentation4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Boundary scores equal their definitions, followed pixel by pixel and pair by pair. */
class BoundaryScoresProperties {
    private static final int VOID = 9;

    private static LabelMap random(Random random, int width, int height, int classes) {
        int[] labels = new int[width * height];
        int x0 = random.nextInt(width);
        int y0 = random.nextInt(height);
        for (int i = 0; i < labels.length; i++) {
            int far = Math.max(Math.abs(i % width - x0), Math.abs(i / width - y0));
            labels[i] = random.nextInt(8) == 0 ? random.nextInt(classes) : far / 3 % classes;
        }
        return LabelMap.copyOf(width, height, labels);
    }

    @Property(tries = 300)
    void scoresFollowTheirDefinitions(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 4) int tolerance) {
        LabelMap truth = random(random, width, height, 3);
        LabelMap prediction = random(random, width, height, 3);
        LabelMap voided = truth.remap(label -> label == 2 && tolerance % 2 == 0 ? VOID : label);
        BoundaryScores scores = BoundaryScores.of(3, tolerance).ignoring(VOID).with(voided, prediction);
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            Predicate<int[]> real = p -> at(voided, p) == wanted;
            Predicate<int[]> found = p -> at(prediction, p) == wanted && at(voided, p) != VOID;
            List<int[]> realBoundary = boundary(real, width, height);
            List<int[]> boundary = boundary(found, width, height);
            double recall = share(realBoundary, boundary, tolerance);
            double precision = share(boundary, realBoundary, tolerance);
            OptionalDouble expected = realBoundary.isEmpty() && boundary.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision));
            assertEquals(expected, scores.fScore(label));
            long both = 0;
            long either = 0;
            for (int[] p : all(width, height)) {
                boolean a = isRim(real, p, width, height, tolerance);
                boolean b = isRim(found, p, width, height, tolerance);
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
            assertEquals(
                    either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / either),
                    scores.iou(label));
        }
    }

    private static int at(LabelMap map, int[] p) {
        return map.labelAt(p[0], p[1]);
    }

    private static List<int[]> all(int width, int height) {
        List<int[]> pixels = new ArrayList<>();
        for (int i = 0; i < width * height; i++) {
            pixels.add(new int[] {i % width, i / width});
        }
        return pixels;
    }

    private static boolean isInside(int[] p, int width, int height) {
        return p[0] >= 0 && p[1] >= 0 && p[0] < width && p[1] < height;
    }

    private static List<int[]> boundary(Predicate<int[]> set, int width, int height) {
        int[][] near = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
        List<int[]> boundary = new ArrayList<>();
        for (int[] p : all(width, height)) {
            boolean ends = false;
            for (int[] step : near) {
                int[] other = {p[0] + step[0], p[1] + step[1]};
                ends |= isInside(other, width, height) && !set.test(other);
            }
            if (set.test(p) && ends) {
                boundary.add(p);
            }
        }
        return boundary;
    }

    private static double share(List<int[]> some, List<int[]> others, int tolerance) {
        long met = some.stream()
                .filter(p -> others.stream().anyMatch(q -> Math.hypot(p[0] - q[0], p[1] - q[1]) <= tolerance))
                .count();
        return some.isEmpty() ? 0 : (double) met / some.size();
    }

    private static boolean isRim(Predicate<int[]> set, int[] p, int width, int height, int tolerance) {
        boolean whole = true;
        for (int dy = -tolerance; dy <= tolerance; dy++) {
            for (int dx = -tolerance; dx <= tolerance; dx++) {
                int[] other = {p[0] + dx, p[1] + dy};
                whole &= isInside(other, width, height) && set.test(other);
            }
        }
        return set.test(p) && !whole;
    }

    @Property(tries = 200)
    void twoDataSetsAddUpAndATruthMeetsItself(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int tolerance) {
        LabelMap a = random(random, 8, 7, 3);
        LabelMap b = random(random, 8, 7, 3);
        BoundaryScores none = BoundaryScores.of(3, tolerance);
        BoundaryScores one = none.with(a, b).with(b, a);
        BoundaryScores sum = none.with(b, a).plus(none.with(a, b));
        for (int label = 0; label < 3; label++) {
            assertEquals(one.fScore(label), sum.fScore(label));
            assertEquals(one.iou(label), sum.iou(label));
        }
        assertEquals(1, none.with(a, a).meanIou().orElse(1));
        assertEquals(1, none.with(a, a).meanFScore().orElse(1));
        assertTrue(one.meanFScore().orElse(0) <= 1);
    }

    @Example
    void wrongNumbersAreRefused() {
        BoundaryScores scores = BoundaryScores.of(2, 1);
        assertThrows(IllegalArgumentException.class, () -> BoundaryScores.of(2, 0));
        assertThrows(IllegalArgumentException.class, () -> scores.plus(BoundaryScores.of(2, 2)));
        assertThrows(IllegalArgumentException.class, () -> scores.ignoring(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> scores.iou(2));
        assertEquals("2 classes within 1 pixels", scores.toString());
    }
}
