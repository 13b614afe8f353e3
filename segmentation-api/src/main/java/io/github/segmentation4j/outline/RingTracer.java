package io.github.segmentation4j.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the regions of a label map and the rings round them, from its runs.
 *
 * <p>Each run has two vertical sides: its left one, which the ring of its region runs up, and its right one, which the ring
 * runs down, since what is enclosed lies to the right of the way. Which side comes next depends only on the runs of the
 * same label that touch the run from below (for a right side) or above (for a left one), so that rings are walked from side
 * to side without a look at the pixels between. Two runs of one label that meet in a corner only do not touch: there the way
 * turns right, as the 4-connectivity of the regions demands.
 */
final class RingTracer {
    private static final int NONE = -1;

    /** Marks a side that lies on a ring already. */
    private static final int WALKED = -2;

    private final RowRuns runs;
    private final int width;

    /** The last run below each run that touches it and has its label; for its right side. */
    private final int[] below;

    /** The first run above each run that touches it and has its label; for its left side. */
    private final int[] above;

    /** A run of the same region with the same or a lower number; in the end the number of the region from 0. */
    private final int[] region;

    private int[] corners = new int[64];
    private int size;

    private RingTracer(RowRuns runs) {
        this.runs = runs;
        width = runs.width();
        below = new int[runs.count()];
        above = new int[runs.count()];
        region = new int[runs.count()];
    }

    /** Returns the outlines of all regions in the order of their first pixels. */
    static List<Outline> outlines(RowRuns runs) {
        RingTracer tracer = new RingTracer(runs);
        tracer.connect();
        return tracer.outlines(tracer.number());
    }

    private void connect() {
        Arrays.fill(below, NONE);
        Arrays.fill(above, NONE);
        for (int run = 0; run < region.length; run++) {
            region[run] = run;
        }
        for (int y = 1; y < runs.height(); y++) {
            int upper = runs.firstOfRow(y - 1);
            int lower = runs.firstOfRow(y);
            int end = runs.firstOfRow(y + 1);
            while (lower < end) {
                if (runs.label(upper) == runs.label(lower)) {
                    below[upper] = lower;
                    if (above[lower] == NONE) {
                        above[lower] = upper;
                    }
                    join(upper, lower);
                }
                int upperEnd = runs.end(upper) + width;
                int lowerEnd = runs.end(lower);
                upper += upperEnd <= lowerEnd ? 1 : 0;
                lower += lowerEnd <= upperEnd ? 1 : 0;
            }
        }
    }

    private void join(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        if (rootA < rootB) {
            region[rootB] = rootA;
        } else {
            region[rootA] = rootB;
        }
    }

    private int root(int run) {
        int at = run;
        while (region[at] != at) {
            region[at] = region[region[at]];
            at = region[at];
        }
        return at;
    }

    /** Replaces the run that stands for a region by the region's number, and returns the number of regions. */
    private int number() {
        int count = 0;
        for (int run = 0; run < region.length; run++) {
            region[run] = region[run] == run ? count++ : region[region[run]];
        }
        return count;
    }

    private List<Outline> outlines(int count) {
        Ring[] outer = new Ring[count];
        int[] labels = new int[count];
        List<List<Ring>> holes = new ArrayList<>(count);
        int y = 0;
        for (int run = 0; run < region.length; run++) {
            if (run == runs.firstOfRow(y + 1)) {
                y++;
            }
            int of = region[run];
            if (of == holes.size()) {
                // Nothing of the region lies further up, so that its first left side is on the outer ring.
                outer[of] = outerRing(run, y);
                labels[of] = runs.label(run);
                holes.add(List.of());
            }
            if (below[run] != WALKED) {
                // The first pixel of a hole lies behind the right side of a run.
                if (holes.get(of).isEmpty()) {
                    holes.set(of, new ArrayList<>());
                }
                holes.get(of).add(hole(run, y));
            }
        }
        List<Outline> outlines = new ArrayList<>(count);
        for (int of = 0; of < count; of++) {
            outlines.add(new Outline(of + 1, labels[of], outer[of], holes.get(of)));
        }
        return outlines;
    }

    private Ring outerRing(int run, int y) {
        size = 0;
        walk(run, y, true);
        return Ring.owning(Arrays.copyOf(corners, size));
    }

    /** The ring begins at the first pixel of the hole, which the walk comes to last. */
    private Ring hole(int run, int y) {
        size = 0;
        walk(run, y, false);
        int[] ring = new int[size];
        ring[0] = corners[size - 2];
        ring[1] = corners[size - 1];
        System.arraycopy(corners, 0, ring, 2, size - 2);
        return Ring.owning(ring);
    }

    /** Follows a ring from a side of a run on until it comes back, and collects the corners on the way. */
    private void walk(int firstRun, int firstY, boolean firstIsLeft) {
        int run = firstRun;
        int y = firstY;
        boolean left = firstIsLeft;
        do {
            int line = left ? y : y + 1;
            int x = (left ? runs.start(run) : runs.end(run)) - y * width;
            int touching = left ? above[run] : below[run];
            if (left) {
                above[run] = WALKED;
            } else {
                below[run] = WALKED;
            }
            int turn = touching == NONE ? run : left ? turnLeft(run, touching) : turnRight(run, touching);
            if (turn == NONE) {
                run = touching;
                y += left ? -1 : 1;
            } else {
                run = turn;
                left = !left;
            }
            int nextX = (left ? runs.start(run) : runs.end(run)) - y * width;
            if (nextX != x) {
                add(x, nextX, line);
            }
        } while (run != firstRun || left != firstIsLeft);
    }

    /** Returns the run after this one that the same run below touches, whose left side comes next; NONE if there is none. */
    private int turnRight(int run, int touching) {
        int end = runs.end(touching) - width;
        for (int next = run + 1; runs.start(next) < end; next++) {
            if (runs.label(next) == runs.label(run)) {
                return next;
            }
        }
        return NONE;
    }

    /** Returns the run before this one that the same run above touches, whose right side comes next; NONE if there is none. */
    private int turnLeft(int run, int touching) {
        int start = runs.start(touching) + width;
        for (int next = run - 1; runs.end(next) > start; next--) {
            if (runs.label(next) == runs.label(run)) {
                return next;
            }
        }
        return NONE;
    }

    private void add(int x, int nextX, int y) {
        if (size + 4 > corners.length) {
            corners = Arrays.copyOf(corners, Math.multiplyExact(2, corners.length));
        }
        corners[size++] = x;
        corners[size++] = y;
        corners[size++] = nextX;
        corners[size++] = y;
    }
}
