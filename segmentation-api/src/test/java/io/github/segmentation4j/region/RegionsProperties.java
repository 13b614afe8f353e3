package io.github.segmentation4j.region;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RegionsProperties {
    private static int[] ids(InstanceMap map) {
        int[] ids = new int[map.width() * map.height()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, ids, y * map.width());
        }
        return ids;
    }

    @Property
    void regionsEqualThoseOfAFlood(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll Connectivity connectivity,
            @ForAll boolean isWide) {
        LabelMap map = Drawn.random(random, width, height, classes, isWide ? 300 : 1);
        SlowRegions slow = new SlowRegions(map, connectivity);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) / 4f;
        }
        Regions regions = Regions.of(map, connectivity).withConfidence(ConfidenceMap.copyOf(width, height, values));
        assertArrayEquals(slow.ids, ids(regions.instances()));
        assertEquals(slow.count, regions.count());
        for (Region region : regions.list()) {
            check(region, map, slow, values);
        }
    }

    /** Measures a region pixel by pixel. */
    private static void check(Region region, LabelMap map, SlowRegions slow, float[] values) {
        long area = 0;
        long perimeter = 0;
        double sumX = 0;
        double sumY = 0;
        double confidence = 0;
        boolean touches = false;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                if (slow.idAt(x, y) != region.id()) {
                    continue;
                }
                area++;
                sumX += x + 0.5;
                sumY += y + 0.5;
                confidence += values[y * map.width() + x];
                int[][] neighbours = {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}};
                for (int[] neighbour : neighbours) {
                    perimeter += slow.idAt(neighbour[0], neighbour[1]) == region.id() ? 0 : 1;
                    touches |= slow.idAt(neighbour[0], neighbour[1]) < 0;
                }
                assertTrue(region.bounds().contains(x, y));
                assertEquals(region.label(), map.labelAt(x, y));
                right = Math.max(right, x + 1);
                bottom = Math.max(bottom, y + 1);
            }
        }
        assertEquals(area, region.area());
        assertEquals(perimeter, region.perimeter());
        assertEquals(sumX / area, region.centroidX(), 1e-9);
        assertEquals(sumY / area, region.centroidY(), 1e-9);
        assertEquals(confidence / area, region.meanConfidence().orElseThrow(), 1e-6);
        assertEquals(touches, region.touchesBorder());
        assertEquals(right, region.bounds().x() + region.bounds().width());
        assertEquals(bottom, region.bounds().y() + region.bounds().height());
    }

    @Property
    void areasAddUpAndCornersJoinRegions(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 20) int height) {
        LabelMap map = Drawn.random(random, width, height, 3, 1);
        Regions four = Regions.of(map, Connectivity.FOUR);
        Regions eight = Regions.of(map, Connectivity.EIGHT);
        assertEquals(
                map.pixelCount(), four.list().stream().mapToLong(Region::area).sum());
        assertTrue(eight.count() <= four.count());
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            Regions one = Regions.ofLabel(map, label, Connectivity.FOUR);
            long others = four.ignoring(label).count();
            assertEquals(four.count() - others, one.count());
            assertEquals(
                    map.histogram(3)[wanted],
                    one.list().stream().mapToLong(Region::area).sum());
        }
    }

    @Property
    void everyPixelFindsItsRegion(@ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int width) {
        LabelMap map = Drawn.random(random, width, 7, 3, 1);
        Regions regions = Regions.of(map, Connectivity.EIGHT).atLeast(4);
        InstanceMap ids = regions.instances();
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(
                        ids.idAt(x, y), regions.regionAt(x, y).map(Region::id).orElse(0));
            }
        }
        assertEquals(regions.count(), ids.count());
    }

    @Property
    void newNamesForLabelsChangeNoRegion(@ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int width) {
        LabelMap map = Drawn.random(random, width, 9, 4, 1);
        LabelMap renamed = map.remap(label -> 1000 + 7 * label);
        assertEquals(
                Regions.of(map, Connectivity.FOUR).instances(),
                Regions.of(renamed, Connectivity.FOUR).instances());
    }
}
