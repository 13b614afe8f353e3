package io.github.segmentation4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.region.Connectivity;
import io.github.segmentation4j.region.InstanceMap;
import io.github.segmentation4j.region.Regions;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PanopticQualityProperties {
    private static final int VOID = 7;

    private static LabelMap random(Random random, int width, int height, boolean hasVoid) {
        int[] patches = random.ints(16, 0, hasVoid ? 4 : 3).toArray();
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            int label = patches[i % width * 4 / width + i / width * 4 / height * 4];
            labels[i] = random.nextInt(10) == 0 ? random.nextInt(3) : label == 3 ? VOID : label;
        }
        return LabelMap.copyOf(width, height, labels);
    }

    /** Sets of pixels instead of counts, matches by every pair. */
    @Property(tries = 300)
    void qualityFollowsItsDefinition(
            @ForAll Random random,
            @ForAll @IntRange(min = 4, max = 12) int width,
            @ForAll @IntRange(min = 4, max = 9) int height) {
        LabelMap truth = random(random, width, height, true);
        LabelMap prediction = random(random, width, height, false);
        InstanceMap real = Regions.of(truth, Connectivity.FOUR).instances();
        InstanceMap found = Regions.of(prediction, Connectivity.FOUR).instances();
        PanopticQuality quality = PanopticQuality.of(3).ignoring(VOID).with(truth, real, prediction, found);
        for (int label = 0; label < 3; label++) {
            double iou = 0;
            int matches = 0;
            Set<Integer> free = new HashSet<>();
            for (int id = 1; id <= found.count(); id++) {
                Set<Integer> pixels = pixels(prediction, found, label, id);
                long onVoid = pixels.stream()
                        .filter(p -> truth.labelAt(p % width, p / width) == VOID)
                        .count();
                if (!pixels.isEmpty() && 2 * onVoid <= pixels.size()) {
                    free.add(id);
                }
            }
            int missed = 0;
            for (int id = 1; id <= real.count(); id++) {
                Set<Integer> pixels = pixels(truth, real, label, id);
                boolean met = false;
                for (int other = 1; other <= found.count() && !pixels.isEmpty(); other++) {
                    Set<Integer> others = pixels(prediction, found, label, other);
                    others.removeIf(p -> truth.labelAt(p % width, p / width) == VOID);
                    Set<Integer> union = new HashSet<>(pixels);
                    union.addAll(others);
                    others.retainAll(pixels);
                    double overlap = (double) others.size() / union.size();
                    if (overlap > 0.5) {
                        iou += overlap;
                        matches++;
                        met = true;
                        free.remove(other);
                    }
                }
                missed += pixels.isEmpty() || met ? 0 : 1;
            }
            double weight = matches + (free.size() + missed) / 2.0;
            check(weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(iou / weight), quality.quality(label));
            check(
                    weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(matches / weight),
                    quality.recognitionQuality(label));
            check(
                    matches == 0 ? OptionalDouble.empty() : OptionalDouble.of(iou / matches),
                    quality.segmentationQuality(label));
        }
    }

    private static void check(OptionalDouble expected, OptionalDouble found) {
        assertEquals(expected.isPresent(), found.isPresent());
        assertEquals(expected.orElse(0), found.orElse(0), 1e-12);
    }

    private static Set<Integer> pixels(LabelMap labels, InstanceMap ids, int label, int id) {
        Set<Integer> pixels = new HashSet<>();
        for (int p = 0; p < labels.pixelCount(); p++) {
            int x = p % labels.width();
            int y = p / labels.width();
            if (labels.labelAt(x, y) == label && ids.idAt(x, y) == id) {
                pixels.add(p);
            }
        }
        return pixels;
    }

    @Property(tries = 100)
    void whatIsRightIsPerfectAndImagesAddUp(@ForAll Random random) {
        LabelMap a = random(random, 8, 6, false);
        LabelMap b = random(random, 8, 6, false);
        InstanceMap ofA = Regions.of(a, Connectivity.EIGHT).instances();
        InstanceMap ofB = Regions.of(b, Connectivity.EIGHT).instances();
        PanopticQuality none = PanopticQuality.of(3);
        assertEquals(1, none.with(a, ofA, a, ofA).meanQuality().orElseThrow(), 1e-12);
        PanopticQuality there = none.with(a, ofA, b, ofB);
        PanopticQuality back = none.with(b, ofB, a, ofA);
        check(there.meanQuality(), back.meanQuality());
        PanopticQuality sum = there.plus(back);
        for (int label = 0; label < 3; label++) {
            check(there.quality(label), sum.quality(label));
        }
        assertTrue(there.meanQuality().orElseThrow() <= 1);
    }

    @Example
    void mapsOfAnotherSizeAreRefused() {
        LabelMap map = LabelMap.copyOf(2, 1, new int[] {0, 1});
        InstanceMap small = InstanceMap.copyOf(1, 1, new int[] {1});
        InstanceMap same = InstanceMap.copyOf(2, 1, new int[] {1, 2});
        PanopticQuality none = PanopticQuality.of(2);
        assertEquals(
                "The truth is 2x1 and the predicted instances are 1x1, but all must cover the same pixels",
                assertThrows(IllegalArgumentException.class, () -> none.with(map, same, map, small))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> PanopticQuality.of(0));
        assertThrows(IllegalArgumentException.class, () -> none.plus(PanopticQuality.of(3)));
        assertThrows(IndexOutOfBoundsException.class, () -> none.quality(2));
    }
}
