package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PoleTest {
    @Property(tries = 200)
    void eachRegionHasOnePoleAndNoPixelOfItIsFartherFromTheBorder(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll Random random) {
        LabelMap labels = Samples.labels(width, height, 3, random);
        List<Set<Integer>> regions = slowRegions(labels);
        List<Pole> poles = Pole.of(labels);
        assertEquals(regions.size(), poles.size());
        for (Set<Integer> region : regions) {
            List<Pole> inside = poles.stream()
                    .filter(pole -> region.contains(pole.y() * width + pole.x()))
                    .toList();
            assertEquals(1, inside.size());
            Pole pole = inside.get(0);
            assertEquals(labels.labelAt(pole.x(), pole.y()), pole.label());
            double farthest = region.stream()
                    .mapToDouble(pixel -> SlowDistances.toOtherLabelOrFrame(labels, pixel % width, pixel / width))
                    .max()
                    .orElseThrow();
            assertEquals(farthest, pole.radius(), 1e-9);
            assertEquals(farthest, SlowDistances.toOtherLabelOrFrame(labels, pole.x(), pole.y()), 1e-9);
        }
    }

    @Test
    void theRoomiestRegionComesFirst() {
        LabelMap labels = LabelMap.copyOf(6, 3, new int[] {1, 0, 0, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 0, 0, 2, 2});
        List<Pole> poles = Pole.of(labels);
        assertEquals(List.of(0, 1, 2), poles.stream().map(Pole::label).toList());
        assertEquals(new Pole(0, 2, 1, 1.5), poles.get(0));
        assertTrue(poles.get(1).radius() >= poles.get(2).radius());
    }

    @Test
    void theNameOfABandStandsInTheMiddleOfIt() {
        LabelMap band = LabelMap.copyOf(21, 3, new int[63]);
        assertEquals(List.of(new Pole(0, 10, 1, 1.5)), Pole.of(band));
    }

    @Test
    void aRingHasItsPoleInItselfAndNotInItsHole() {
        int[] ring = new int[49];
        for (int i = 0; i < ring.length; i++) {
            boolean hole = i % 7 >= 2 && i % 7 <= 4 && i / 7 >= 2 && i / 7 <= 4;
            ring[i] = hole ? 1 : 0;
        }
        Pole pole = Pole.of(LabelMap.copyOf(7, 7, ring)).stream()
                .filter(each -> each.label() == 0)
                .findFirst()
                .orElseThrow();
        assertTrue(ring[pole.y() * 7 + pole.x()] == 0);
    }

    @Test
    void aSinglePixelIsItsOwnPole() {
        assertEquals(List.of(new Pole(300, 0, 0, 0.5)), Pole.of(LabelMap.copyOf(1, 1, new int[] {300})));
    }

    private static List<Set<Integer>> slowRegions(LabelMap labels) {
        int width = labels.width();
        List<Set<Integer>> regions = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int start = 0; start < labels.pixelCount(); start++) {
            Set<Integer> region = new HashSet<>();
            Deque<Integer> open = new ArrayDeque<>();
            if (seen.add(start)) {
                open.add(start);
            }
            while (!open.isEmpty()) {
                int pixel = open.remove();
                region.add(pixel);
                for (int other = 0; other < labels.pixelCount(); other++) {
                    boolean near = Math.abs(other % width - pixel % width) <= 1
                            && Math.abs(other / width - pixel / width) <= 1;
                    if (near
                            && labels.labelAt(other % width, other / width)
                                    == labels.labelAt(pixel % width, pixel / width)
                            && seen.add(other)) {
                        open.add(other);
                    }
                }
            }
            if (!region.isEmpty()) {
                regions.add(region);
            }
        }
        return regions;
    }
}
