package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.region.Connectivity;
import io.github.segmentation4j.region.Region;
import io.github.segmentation4j.region.Regions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of exact outlines. */
class OutlinesProperties {
    @Provide
    static Arbitrary<LabelMap> maps() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 40);
        Arbitrary<Integer> classes = Arbitraries.of(1, 2, 3, 5, 400);
        Arbitrary<LabelMap> noise =
                Combinators.combine(sides, sides, classes, Arbitraries.longs()).as(SampleMaps::noise);
        Arbitrary<LabelMap> shapes =
                Combinators.combine(sides, sides, classes, Arbitraries.longs()).as(SampleMaps::shapes);
        return Arbitraries.oneOf(noise, shapes);
    }

    /** The id of the region of each pixel, by flood fill in reading order. */
    private static int[] slowIds(LabelMap map) {
        int width = map.width();
        int[] ids = new int[map.pixelCount()];
        int count = 0;
        for (int first = 0; first < ids.length; first++) {
            if (ids[first] != 0) {
                continue;
            }
            count++;
            Deque<Integer> open = new ArrayDeque<>(List.of(first));
            ids[first] = count;
            while (!open.isEmpty()) {
                int pixel = open.pop();
                for (int[] step : new int[][] {{1, 0}, {0, 1}, {-1, 0}, {0, -1}}) {
                    int x = pixel % width + step[0];
                    int y = pixel / width + step[1];
                    if (x >= 0 && y >= 0 && x < width && y < map.height() && ids[y * width + x] == 0) {
                        if (map.labelAt(x, y) == map.labelAt(pixel % width, pixel / width)) {
                            ids[y * width + x] = count;
                            open.push(y * width + x);
                        }
                    }
                }
            }
        }
        return ids;
    }

    private static List<Ring> rings(Outline outline) {
        List<Ring> rings = new ArrayList<>(List.of(outline.outer()));
        rings.addAll(outline.holes());
        return rings;
    }

    /** The edges of pixels along a ring, each as a way of one pixel: from x and y to x and y. */
    private static List<List<Integer>> edges(Ring ring) {
        List<List<Integer>> edges = new ArrayList<>();
        for (int corner = 0; corner < ring.size(); corner++) {
            int next = (corner + 1) % ring.size();
            int x = ring.x(corner);
            int y = ring.y(corner);
            int stepX = Integer.signum(ring.x(next) - x);
            int stepY = Integer.signum(ring.y(next) - y);
            assertEquals(1, Math.abs(stepX) + Math.abs(stepY), "along the edges of pixels");
            for (; x != ring.x(next) || y != ring.y(next); x += stepX, y += stepY) {
                edges.add(List.of(x, y, x + stepX, y + stepY));
            }
        }
        return edges;
    }

    /** The directed edges of each region, by looking at the four neighbours of every pixel. */
    private static List<Set<List<Integer>>> slowEdges(LabelMap map, int[] ids) {
        int width = map.width();
        List<Set<List<Integer>>> edges = new ArrayList<>();
        for (int pixel = 0; pixel < ids.length; pixel++) {
            int x = pixel % width;
            int y = pixel / width;
            while (edges.size() < ids[pixel]) {
                edges.add(new HashSet<>());
            }
            Set<List<Integer>> own = edges.get(ids[pixel] - 1);
            if (y == 0 || ids[pixel - width] != ids[pixel]) {
                own.add(List.of(x, y, x + 1, y));
            }
            if (x == width - 1 || ids[pixel + 1] != ids[pixel]) {
                own.add(List.of(x + 1, y, x + 1, y + 1));
            }
            if (y == map.height() - 1 || ids[pixel + width] != ids[pixel]) {
                own.add(List.of(x + 1, y + 1, x, y + 1));
            }
            if (x == 0 || ids[pixel - 1] != ids[pixel]) {
                own.add(List.of(x, y + 1, x, y));
            }
        }
        return edges;
    }

    @Property(tries = 500)
    void drawnAgainTheyGiveTheMap(@ForAll("maps") LabelMap map) {
        assertEquals(map, Outlines.of(map).toLabelMap());
    }

    @Property(tries = 300)
    void theRingsOfARegionAreItsEdgesEachOnce(@ForAll("maps") LabelMap map) {
        List<Set<List<Integer>>> expected = slowEdges(map, slowIds(map));
        List<Outline> outlines = Outlines.of(map).list();
        assertEquals(expected.size(), outlines.size());
        for (int i = 0; i < outlines.size(); i++) {
            assertEquals(i + 1, outlines.get(i).id());
            List<List<Integer>> edges = new ArrayList<>();
            rings(outlines.get(i)).forEach(ring -> edges.addAll(edges(ring)));
            assertEquals(expected.get(i), new HashSet<>(edges));
            assertEquals(expected.get(i).size(), edges.size());
        }
    }

    @Property(tries = 300)
    void idsLabelsAndAreasAreThoseOfRegions(@ForAll("maps") LabelMap map) {
        List<Region> regions = Regions.of(map, Connectivity.FOUR).list();
        List<Outline> outlines = Outlines.of(map).list();
        assertEquals(regions.size(), outlines.size());
        for (int i = 0; i < regions.size(); i++) {
            assertEquals(regions.get(i).id(), outlines.get(i).id());
            assertEquals(regions.get(i).label(), outlines.get(i).label());
            assertEquals((double) regions.get(i).area(), outlines.get(i).area());
        }
    }

    @Property(tries = 300)
    void anEdgeBetweenTwoRegionsOccursOnceInEachDirection(@ForAll("maps") LabelMap map) {
        Set<List<Integer>> edges = new HashSet<>();
        for (Outline outline : Outlines.of(map).list()) {
            for (Ring ring : rings(outline)) {
                edges(ring).forEach(edge -> assertTrue(edges.add(edge), "twice: " + edge));
            }
        }
        for (List<Integer> edge : edges) {
            int x = Math.max(edge.get(0), edge.get(2));
            int y = Math.max(edge.get(1), edge.get(3));
            boolean vertical = edge.get(0).equals(edge.get(2));
            boolean onBorder = vertical ? x == 0 || x == map.width() : y == 0 || y == map.height();
            List<Integer> back = List.of(edge.get(2), edge.get(3), edge.get(0), edge.get(1));
            assertEquals(!onBorder, edges.contains(back));
        }
    }

    @Property(tries = 300)
    void areasAreCountsOfPixels(@ForAll("maps") LabelMap map) {
        int[] ids = slowIds(map);
        double[] areas = new double[map.maxLabel() + 1];
        for (Outline outline : Outlines.of(map).list()) {
            int id = outline.id();
            assertEquals((double) Arrays.stream(ids).filter(of -> of == id).count(), outline.area());
            assertTrue(outline.outer().twiceSignedArea() > 0);
            outline.holes().forEach(hole -> assertTrue(hole.twiceSignedArea() < 0));
            areas[outline.label()] += outline.area();
        }
        long[] counts = map.histogram(areas.length);
        for (int label = 0; label < areas.length; label++) {
            assertEquals((double) counts[label], areas[label]);
        }
    }

    @Property(tries = 300)
    void everyCornerIsATurn(@ForAll("maps") LabelMap map) {
        for (Outline outline : Outlines.of(map).list()) {
            for (Ring ring : rings(outline)) {
                for (int corner = 0; corner < ring.size(); corner++) {
                    int next = (corner + 1) % ring.size();
                    int after = (corner + 2) % ring.size();
                    boolean vertical = ring.x(corner) == ring.x(next);
                    assertEquals(vertical, ring.y(next) == ring.y(after));
                    assertNotEquals(vertical, ring.x(next) == ring.x(after));
                }
            }
        }
    }

    @Property(tries = 300)
    void aMaskHasTheOutlinesOfItsClass(@ForAll("maps") LabelMap map) {
        int label = map.labelAt(map.width() / 2, map.height() / 2);
        Mask mask = map.mask(label);
        Outlines ofMask = Outlines.of(mask);
        List<Outline> ofClass = Outlines.of(map).ofLabel(label);
        assertEquals(
                ofClass.stream().map(OutlinesProperties::rings).toList(),
                ofMask.list().stream().map(OutlinesProperties::rings).toList());
        assertEquals(mask, ofMask.toLabelMap().mask(1));
    }
}
