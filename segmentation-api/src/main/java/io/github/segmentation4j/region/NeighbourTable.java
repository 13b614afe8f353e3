package io.github.segmentation4j.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which regions share pixel edges with a region, and how many; regions are numbered from 0. */
final class NeighbourTable {
    private static final int FIRST_CAPACITY = 1024;

    /** For each region the first of its entries, and behind the last the number of entries. */
    private final int[] first;

    private final int[] neighbour;
    private final long[] edges;

    private NeighbourTable(int[] first, int[] neighbour, long[] edges) {
        this.first = first;
        this.neighbour = neighbour;
        this.edges = edges;
    }

    static NeighbourTable of(Regions regions) {
        long[] pairs = sortedPairs(regions.instances());
        int count = regions.count();
        int[] first = new int[count + 1];
        int[] neighbour = new int[pairs.length];
        long[] edges = new long[pairs.length];
        int entries = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (i > 0 && pairs[i] == pairs[i - 1]) {
                edges[entries - 1]++;
                continue;
            }
            neighbour[entries] = (int) pairs[i];
            edges[entries] = 1;
            entries++;
            first[(int) (pairs[i] >> Integer.SIZE) + 1] = entries;
        }
        for (int region = 0; region < count; region++) {
            first[region + 1] = Math.max(first[region + 1], first[region]);
        }
        return new NeighbourTable(first, Arrays.copyOf(neighbour, entries), Arrays.copyOf(edges, entries));
    }

    /** Returns a number for each edge between regions in either direction: the one region above the other's 32 bits. */
    private static long[] sortedPairs(InstanceMap ids) {
        long[] pairs = new long[FIRST_CAPACITY];
        int count = 0;
        int[] above = new int[ids.width()];
        int[] row = new int[ids.width()];
        for (int y = 0; y < ids.height(); y++) {
            ids.copyRow(y, row, 0);
            for (int x = 0; x < row.length; x++) {
                if (count + 4 > pairs.length) {
                    pairs = Arrays.copyOf(pairs, Math.addExact(pairs.length, pairs.length));
                }
                if (x > 0 && row[x] != row[x - 1]) {
                    pairs[count++] = pair(row[x], row[x - 1]);
                    pairs[count++] = pair(row[x - 1], row[x]);
                }
                if (y > 0 && row[x] != above[x]) {
                    pairs[count++] = pair(row[x], above[x]);
                    pairs[count++] = pair(above[x], row[x]);
                }
            }
            System.arraycopy(row, 0, above, 0, row.length);
        }
        long[] sorted = Arrays.copyOf(pairs, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long pair(int id, int other) {
        return (long) (id - 1) << Integer.SIZE | (other - 1);
    }

    /** Returns the first entry of a region; its last is before the first one of the next region. */
    int first(int region) {
        return first[region];
    }

    int neighbour(int entry) {
        return neighbour[entry];
    }

    long edges(int entry) {
        return edges[entry];
    }

    /** Returns the neighbours of every region. */
    List<Set<Integer>> sets() {
        List<Set<Integer>> sets = new ArrayList<>();
        for (int region = 0; region + 1 < first.length; region++) {
            Set<Integer> set = new HashSet<>();
            for (int entry = first[region]; entry < first[region + 1]; entry++) {
                set.add(neighbour[entry]);
            }
            sets.add(set);
        }
        return sets;
    }
}
