package io.github.segmentation4j.region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every step of a cleanup equals its definition, followed pixel by pixel. */
class CleanupProperties {
    private static final int[][] NEAR = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

    private static LabelMap map(int width, int[] labels) {
        return LabelMap.copyOf(width, labels.length / width, labels);
    }

    @Property
    void islandsTakeTheirSurroundings(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 14) int width,
            @ForAll @IntRange(min = 1, max = 10) int height,
            @ForAll @IntRange(max = 12) int area,
            @ForAll Connectivity connectivity) {
        LabelMap map = Drawn.random(random, width, height, 4, random.nextBoolean() ? 1 : 300);
        Cleanup cleanup = Cleanup.create().removeIslands(area, connectivity);
        LabelMap clean = cleanup.apply(map);
        assertArrayEquals(slowlyWithoutIslands(map, area, connectivity), Drawn.labels(clean));
        assertEquals(clean, cleanup.apply(clean));
    }

    private static int[] slowlyWithoutIslands(LabelMap map, int area, Connectivity connectivity) {
        SlowRegions regions = new SlowRegions(map, connectivity);
        int[] labels = Drawn.labels(map);
        Set<Integer> islands = new TreeSet<>();
        for (int id = 1; id <= regions.count; id++) {
            int wanted = id;
            if (java.util.Arrays.stream(regions.ids)
                            .filter(each -> each == wanted)
                            .count()
                    < area) {
                islands.add(id);
            }
        }
        if (islands.size() == regions.count) {
            return labels;
        }
        while (!islands.isEmpty()) {
            Map<Integer, Integer> found = new HashMap<>();
            for (int island : islands) {
                Map<Integer, Integer> edges = new HashMap<>();
                for (int pixel = 0; pixel < labels.length; pixel++) {
                    for (int[] step : NEAR) {
                        int x = pixel % map.width() + step[0];
                        int y = pixel / map.width() + step[1];
                        int other = regions.idAt(x, y);
                        if (regions.ids[pixel] == island && other > 0 && other != island && !islands.contains(other)) {
                            edges.merge(labels[y * map.width() + x], 1, Integer::sum);
                        }
                    }
                }
                edges.entrySet().stream()
                        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(entry -> -entry.getKey()))
                        .ifPresent(most -> found.put(island, most.getKey()));
            }
            for (int pixel = 0; pixel < labels.length; pixel++) {
                labels[pixel] = found.getOrDefault(regions.ids[pixel], labels[pixel]);
            }
            islands.removeAll(found.keySet());
        }
        return labels;
    }

    @Property
    void holesTakeTheLabelAroundThem(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 14) int width,
            @ForAll @IntRange(min = 1, max = 10) int height,
            @ForAll @IntRange(max = 12) int area) {
        LabelMap map = Drawn.random(random, width, height, 3, 1);
        assertArrayEquals(
                slowlyFilled(map, area),
                Drawn.labels(Cleanup.create().fillHoles(area).apply(map)));
    }

    private static int[] slowlyFilled(LabelMap map, int area) {
        int[] labels = Drawn.labels(map);
        boolean changed = true;
        while (changed) {
            changed = false;
            LabelMap current = map(map.width(), labels);
            SlowRegions regions = new SlowRegions(current, Connectivity.FOUR);
            for (int id = 1; id <= regions.count && !changed; id++) {
                Set<Integer> around = new TreeSet<>();
                int pixels = 0;
                int label = -1;
                for (int pixel = 0; pixel < labels.length; pixel++) {
                    for (int[] step : NEAR) {
                        int other = regions.idAt(pixel % map.width() + step[0], pixel / map.width() + step[1]);
                        if (regions.ids[pixel] == id && other != id) {
                            around.add(other);
                            label = regions.labelAt(pixel % map.width() + step[0], pixel / map.width() + step[1]);
                        }
                    }
                    pixels += regions.ids[pixel] == id ? 1 : 0;
                }
                if (around.size() == 1 && !around.contains(-1) && pixels <= area) {
                    for (int pixel = 0; pixel < labels.length; pixel++) {
                        labels[pixel] = regions.ids[pixel] == id ? label : labels[pixel];
                    }
                    changed = true;
                }
            }
        }
        return labels;
    }

    @Property
    void theMajorityWins(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 14) int width,
            @ForAll @IntRange(min = 1, max = 10) int height,
            @ForAll @IntRange(max = 4) int radius) {
        LabelMap map = Drawn.random(random, width, height, 4, 1);
        LabelMap filtered = Cleanup.create().majority(radius).apply(map);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] counts = new int[4];
                for (int j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++) {
                    for (int i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
                        counts[map.labelAt(i, j)]++;
                    }
                }
                int most = java.util.Arrays.stream(counts).max().orElseThrow();
                int expected = map.labelAt(x, y);
                for (int label = 3; label >= 0 && counts[map.labelAt(x, y)] < most; label--) {
                    expected = counts[label] == most ? label : expected;
                }
                assertEquals(expected, filtered.labelAt(x, y));
            }
        }
    }

    @Property
    void openingAndClosingFollowTheirDefinitions(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(max = 3) int radius) {
        LabelMap map = Drawn.random(random, width, height, 3, 1);
        LabelMap opened = Cleanup.create().open(1, radius).apply(map);
        LabelMap closed = Cleanup.create().close(1, radius).apply(map);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int own = map.labelAt(x, y);
                assertEquals(
                        own == 1 && !fits(map, x, y, radius, true) ? nearest(map, x, y) : own, opened.labelAt(x, y));
                assertEquals(fits(map, x, y, radius, false) ? own : 1, closed.labelAt(x, y));
            }
        }
        assertEquals(closed, Cleanup.create().close(1, radius).apply(closed));
        if (closed.histogram(3)[1] > 0 || map.histogram(3)[1] == 0) {
            assertTrue(closed.histogram(3)[1] >= map.histogram(3)[1]);
        }
    }

    /** True if some square that holds the pixel has label 1 everywhere, or nowhere. */
    private static boolean fits(LabelMap map, int x, int y, int radius, boolean everywhere) {
        for (int centerY = Math.max(0, y - radius); centerY <= Math.min(map.height() - 1, y + radius); centerY++) {
            for (int centerX = Math.max(0, x - radius); centerX <= Math.min(map.width() - 1, x + radius); centerX++) {
                boolean fits = true;
                for (int j = Math.max(0, centerY - radius); j <= Math.min(map.height() - 1, centerY + radius); j++) {
                    for (int i = Math.max(0, centerX - radius); i <= Math.min(map.width() - 1, centerX + radius); i++) {
                        fits &= (map.labelAt(i, j) == 1) == everywhere;
                    }
                }
                if (fits) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int nearest(LabelMap map, int x, int y) {
        int best = 1;
        int least = Integer.MAX_VALUE;
        for (int j = 0; j < map.height(); j++) {
            for (int i = 0; i < map.width(); i++) {
                int distance = Math.abs(i - x) + Math.abs(j - y);
                int label = map.labelAt(i, j);
                if (label != 1 && (distance < least || (distance == least && label < best))) {
                    best = label;
                    least = distance;
                }
            }
        }
        return best;
    }
}
