package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The runs of a label map: stretches of one label within a row. Row after row they are joined to those of the row above
 * by union and find (B. A. Galler and M. J. Fischer, "An improved equivalence algorithm", 1964), on runs rather than on
 * pixels, as L. He, Y. Chao and K. Suzuki do in "A run-based two-scan labeling algorithm" (2008).
 *
 * <p>The smaller number becomes the parent, so that the parent of a whole region is its first run in reading order.
 */
final class Runs {
    /** Stands for every label. */
    static final int ALL = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY = 1024;

    private final int width;
    private final int height;

    /** The first run of each row, and behind the last row the number of runs. */
    final int[] rowStart;

    /** The first pixel of each run, the one behind its last, its label, and the run that it is joined to. */
    int[] from = new int[FIRST_CAPACITY];

    int[] to = new int[FIRST_CAPACITY];
    int[] label = new int[FIRST_CAPACITY];
    int[] parent = new int[FIRST_CAPACITY];

    /** How many pixels of each run have a pixel of their label above. */
    int[] shared = new int[FIRST_CAPACITY];

    private int count;

    private Runs(int width, int height) {
        this.width = width;
        this.height = height;
        this.rowStart = new int[height + 1];
    }

    /**
     * Finds the runs and joins them.
     *
     * @param label the one label whose runs are wanted, or {@link #ALL}
     */
    static Runs of(LabelMap map, int label, Connectivity connectivity) {
        Runs runs = new Runs(map.width(), map.height());
        Object labels = Maps.labels(map);
        int reach = connectivity == Connectivity.EIGHT ? 1 : 0;
        for (int y = 0; y < runs.height; y++) {
            runs.rowStart[y] = runs.count;
            if (labels instanceof byte[] bytes) {
                runs.scan(bytes, y, label);
            } else {
                runs.scan((short[]) labels, y, label);
            }
            if (y > 0) {
                runs.join(y, reach);
            }
        }
        runs.rowStart[runs.height] = runs.count;
        return runs;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int count() {
        return count;
    }

    /** Reads eight labels and their left neighbours at once; where they are equal, no run begins. */
    private void scan(byte[] labels, int y, int wanted) {
        int row = y * width;
        int start = 0;
        int x = 1;
        for (; x <= width - Long.BYTES; x += Long.BYTES) {
            long changes = (long) LONG.get(labels, row + x) ^ (long) LONG.get(labels, row + x - 1);
            while (changes != 0) {
                int lane = Long.numberOfTrailingZeros(changes) / Byte.SIZE;
                add(start, x + lane, labels[row + start] & 0xFF, wanted);
                start = x + lane;
                changes &= lane == Long.BYTES - 1 ? 0 : -1L << (Byte.SIZE * (lane + 1));
            }
        }
        for (; x < width; x++) {
            if (labels[row + x] != labels[row + x - 1]) {
                add(start, x, labels[row + start] & 0xFF, wanted);
                start = x;
            }
        }
        add(start, width, labels[row + start] & 0xFF, wanted);
    }

    private void scan(short[] labels, int y, int wanted) {
        int row = y * width;
        int start = 0;
        for (int x = 1; x < width; x++) {
            if (labels[row + x] != labels[row + x - 1]) {
                add(start, x, labels[row + start] & 0xFFFF, wanted);
                start = x;
            }
        }
        add(start, width, labels[row + start] & 0xFFFF, wanted);
    }

    private void add(int start, int end, int found, int wanted) {
        if (wanted != ALL && found != wanted) {
            return;
        }
        if (count == from.length) {
            int larger = Math.addExact(count, count >> 1);
            from = Arrays.copyOf(from, larger);
            to = Arrays.copyOf(to, larger);
            label = Arrays.copyOf(label, larger);
            parent = Arrays.copyOf(parent, larger);
            shared = Arrays.copyOf(shared, larger);
        }
        from[count] = start;
        to[count] = end;
        label[count] = found;
        parent[count] = count;
        count++;
    }

    /** Joins the runs of a row to those above that they touch; {@code reach} is 1 if corners count, otherwise 0. */
    private void join(int y, int reach) {
        int above = rowStart[y - 1];
        int afterAbove = rowStart[y];
        for (int run = rowStart[y]; run < count; run++) {
            while (above < afterAbove && to[above] <= from[run] - reach) {
                above++;
            }
            for (int other = above; other < afterAbove && from[other] < to[run] + reach; other++) {
                if (label[other] == label[run]) {
                    shared[run] += Math.max(0, Math.min(to[run], to[other]) - Math.max(from[run], from[other]));
                    union(run, other);
                }
            }
        }
    }

    private void union(int a, int b) {
        int first = find(a);
        int second = find(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    /** Returns the first run of the region that a run belongs to, and shortens the way there. */
    int find(int run) {
        int root = run;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** Returns the run that holds a pixel, or -1 if none does. */
    int at(int x, int y) {
        int place = Arrays.binarySearch(from, rowStart[y], rowStart[y + 1], x);
        int run = place >= 0 ? place : -place - 2;
        return run >= rowStart[y] && x < to[run] ? run : -1;
    }
}
