package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayDeque;
import java.util.Deque;

/** Regions by flooding from every pixel that has none yet. */
final class SlowRegions {
    /** The id of every pixel, from 1. */
    final int[] ids;

    int count;
    private final LabelMap map;
    private final Connectivity connectivity;

    SlowRegions(LabelMap map, Connectivity connectivity) {
        this.map = map;
        this.connectivity = connectivity;
        this.ids = new int[map.pixelCount()];
        for (int pixel = 0; pixel < ids.length; pixel++) {
            if (ids[pixel] == 0) {
                flood(pixel, ++count);
            }
        }
    }

    private void flood(int first, int id) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(first);
        ids[first] = id;
        while (!open.isEmpty()) {
            int pixel = open.remove();
            int x = pixel % map.width();
            int y = pixel / map.width();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    boolean near = connectivity == Connectivity.EIGHT || dx == 0 || dy == 0;
                    if (near && labelAt(x + dx, y + dy) == map.labelAt(x, y) && idAt(x + dx, y + dy) == 0) {
                        ids[(y + dy) * map.width() + x + dx] = id;
                        open.add((y + dy) * map.width() + x + dx);
                    }
                }
            }
        }
    }

    /** The label of a pixel, or -1 outside. */
    int labelAt(int x, int y) {
        return isInside(x, y) ? map.labelAt(x, y) : -1;
    }

    /** The id of a pixel, or -1 outside. */
    int idAt(int x, int y) {
        return isInside(x, y) ? ids[y * map.width() + x] : -1;
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < map.width() && y < map.height();
    }
}
