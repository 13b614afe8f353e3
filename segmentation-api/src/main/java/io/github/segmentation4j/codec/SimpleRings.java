package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rings of an outline cut up where they touch themselves, so that none passes a corner twice. A polygon of such rings,
 * which may touch each other at corners, is valid by the rules of Simple Features (OGC 06-103r4, 6.1.11), which GeoJSON's
 * readers go by; one whose outer ring touches itself is not.
 */
final class SimpleRings {
    private SimpleRings() {}

    /** Returns the outer ring and then the holes, among them what the outer ring enclosed by touching itself. */
    static List<Ring> of(Outline outline) {
        List<Ring> rings = new ArrayList<>();
        split(outline.outer(), rings);
        outline.holes().forEach(hole -> split(hole, rings));
        List<Ring> sorted = new ArrayList<>(rings.size());
        rings.stream().filter(ring -> ring.twiceSignedArea() > 0).forEach(sorted::add);
        if (sorted.size() != 1) {
            // Simplification has pinched the region in two, which a polygon cannot be.
            sorted.clear();
            sorted.add(outline.outer());
            sorted.addAll(outline.holes());
            return sorted;
        }
        rings.stream().filter(ring -> ring.twiceSignedArea() < 0).forEach(sorted::add);
        return sorted;
    }

    /** Walks a ring and sets apart each loop when it closes. */
    private static void split(Ring ring, List<Ring> rings) {
        int[] path = new int[2 * ring.size()];
        int length = 0;
        Map<Long, Integer> places = new HashMap<>();
        for (int corner = 0; corner < ring.size(); corner++) {
            int x = ring.x(corner);
            int y = ring.y(corner);
            Integer earlier = places.get(key(x, y));
            if (earlier != null) {
                for (int i = earlier + 2; i < length; i += 2) {
                    places.remove(key(path[i], path[i + 1]));
                }
                addLoop(path, earlier, length, rings);
                length = earlier;
            }
            places.put(key(x, y), length);
            path[length++] = x;
            path[length++] = y;
        }
        addLoop(path, 0, length, rings);
    }

    private static long key(int x, int y) {
        return (long) x << Integer.SIZE | y;
    }

    /** Adds a loop, unless it goes to and fro and encloses nothing. */
    private static void addLoop(int[] path, int from, int to, List<Ring> rings) {
        if (to - from >= 6) {
            rings.add(Ring.of(Arrays.copyOfRange(path, from, to)));
        }
    }
}
