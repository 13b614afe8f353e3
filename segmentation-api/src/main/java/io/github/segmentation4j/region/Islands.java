package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Relabels whole regions by their neighbours. */
final class Islands {
    private Islands() {}

    /** Removes regions of fewer pixels. */
    static LabelMap remove(LabelMap map, long area, Connectivity connectivity) {
        Regions regions = Regions.of(map, connectivity);
        List<Region> list = regions.list();
        int[] label = labels(list);
        boolean[] stays = new boolean[list.size()];
        int islands = 0;
        for (int i = 0; i < stays.length; i++) {
            stays[i] = list.get(i).area() >= area;
            islands += stays[i] ? 0 : 1;
        }
        if (islands == 0 || islands == stays.length) {
            return map;
        }
        NeighbourTable table = NeighbourTable.of(regions);
        while (islands > 0) {
            islands -= settle(table, label, stays);
        }
        return relabelled(map, regions, label);
    }

    /** Gives the islands that touch what stays a label, all at once; returns how many. */
    private static int settle(NeighbourTable table, int[] label, boolean[] stays) {
        int[] found = new int[stays.length];
        Arrays.fill(found, -1);
        for (int region = 0; region < stays.length; region++) {
            if (!stays[region]) {
                found[region] = surroundings(table, region, label, stays);
            }
        }
        int settled = 0;
        for (int region = 0; region < stays.length; region++) {
            if (found[region] >= 0) {
                label[region] = found[region];
                stays[region] = true;
                settled++;
            }
        }
        return settled;
    }

    /** Returns the label of most edges to regions that stay, the lowest of equals, or -1 if there are none. */
    private static int surroundings(NeighbourTable table, int region, int[] label, boolean[] stays) {
        TreeMap<Integer, Long> edges = new TreeMap<>();
        for (int i = table.first(region); i < table.first(region + 1); i++) {
            if (stays[table.neighbour(i)]) {
                edges.merge(label[table.neighbour(i)], table.edges(i), Long::sum);
            }
        }
        int best = -1;
        long most = 0;
        for (var each : edges.entrySet()) {
            if (each.getValue() > most) {
                best = each.getKey();
                most = each.getValue();
            }
        }
        return best;
    }

    /**
     * Fills holes from the inside out: a region with one neighbour is a hole in it, and once it is filled, its neighbour
     * may be a hole in another.
     */
    static LabelMap fillHoles(LabelMap map, long area) {
        Regions regions = Regions.of(map, Connectivity.FOUR);
        List<Region> list = regions.list();
        NeighbourTable table = NeighbourTable.of(regions);
        int count = list.size();
        int[] into = new int[count];
        long[] pixels = new long[count];
        List<Set<Integer>> neighbours = table.sets();
        Deque<Integer> open = new ArrayDeque<>();
        for (int region = 0; region < count; region++) {
            into[region] = region;
            pixels[region] = list.get(region).area();
            open.add(region);
        }
        while (!open.isEmpty()) {
            int hole = open.remove();
            if (into[hole] != hole
                    || neighbours.get(hole).size() != 1
                    || pixels[hole] > area
                    || list.get(hole).touchesBorder()) {
                continue;
            }
            int outer = neighbours.get(hole).iterator().next();
            into[hole] = outer;
            pixels[outer] += pixels[hole];
            neighbours.get(outer).remove(hole);
            neighbours.set(hole, new HashSet<>());
            open.add(outer);
        }
        int[] label = labels(list);
        for (int region = 0; region < count; region++) {
            int outermost = region;
            while (into[outermost] != outermost) {
                outermost = into[outermost];
            }
            label[region] = list.get(outermost).label();
        }
        return relabelled(map, regions, label);
    }

    private static int[] labels(List<Region> list) {
        return list.stream().mapToInt(Region::label).toArray();
    }

    private static LabelMap relabelled(LabelMap map, Regions regions, int[] label) {
        int[] ids = new int[map.width()];
        int[] labels = new int[map.pixelCount()];
        InstanceMap instances = regions.instances();
        for (int y = 0; y < map.height(); y++) {
            instances.copyRow(y, ids, 0);
            for (int x = 0; x < ids.length; x++) {
                labels[y * ids.length + x] = label[ids[x] - 1];
            }
        }
        return LabelMap.copyOf(map.width(), map.height(), labels);
    }
}
