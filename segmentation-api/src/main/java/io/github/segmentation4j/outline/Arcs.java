package io.github.segmentation4j.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The lines between the regions of an image, each once, and how the rings of the regions are made of them.
 *
 * <p>An arc is a line from one fixed point to the next: fixed are the points where three regions or more meet, the border of
 * the image counting as one, and the corners of the image. A ring without a fixed point is one closed arc. The first and the
 * last point of an arc are its ends, which are equal for a closed one.
 */
final class Arcs {
    /** x and y of each point, arc after arc. */
    private final int[] points;

    /** The first point of each arc, then the number of all points. */
    private final int[] starts;

    /** The arcs of each ring in turn, twice their number, and one more where the ring runs them backwards. */
    private final int[][] rings;

    Arcs(int[] points, int[] starts, int[][] rings) {
        this.points = points;
        this.starts = starts;
        this.rings = rings;
    }

    /** Returns the number of arcs. */
    int count() {
        return starts.length - 1;
    }

    /** Returns the number of points of all arcs. */
    int pointCount() {
        return points.length / 2;
    }

    /** Returns the first point of an arc. */
    int first(int arc) {
        return starts[arc];
    }

    /** Returns the last point of an arc. */
    int last(int arc) {
        return starts[arc + 1] - 1;
    }

    boolean isClosed(int arc) {
        return x(first(arc)) == x(last(arc)) && y(first(arc)) == y(last(arc));
    }

    int x(int point) {
        return points[2 * point];
    }

    int y(int point) {
        return points[2 * point + 1];
    }

    /** Returns the same arcs with some of their points only, among them all ends. */
    Arcs retaining(BitSet kept) {
        int[] newPoints = new int[2 * kept.cardinality()];
        int[] newStarts = new int[starts.length];
        int size = 0;
        for (int arc = 0; arc < count(); arc++) {
            newStarts[arc] = size;
            for (int point = kept.nextSetBit(first(arc)); point >= 0 && point <= last(arc); ) {
                newPoints[2 * size] = x(point);
                newPoints[2 * size + 1] = y(point);
                size++;
                point = kept.nextSetBit(point + 1);
            }
        }
        newStarts[count()] = size;
        return new Arcs(newPoints, newStarts, rings);
    }

    /** Returns these outlines with rings made of the arcs. */
    List<Outline> outlines(List<Outline> exact) {
        List<Outline> outlines = new ArrayList<>(exact.size());
        int ring = 0;
        for (Outline outline : exact) {
            Ring outer = ring(rings[ring++]);
            List<Ring> holes = new ArrayList<>(outline.holes().size());
            for (int hole = 0; hole < outline.holes().size(); hole++) {
                holes.add(ring(rings[ring++]));
            }
            outlines.add(new Outline(outline.id(), outline.label(), outer, holes));
        }
        return outlines;
    }

    private Ring ring(int[] uses) {
        int size = 0;
        for (int use : uses) {
            size += last(use / 2) - first(use / 2);
        }
        int[] xy = new int[2 * size];
        size = 0;
        for (int use : uses) {
            int first = first(use / 2);
            int last = last(use / 2);
            boolean backwards = use % 2 != 0;
            for (int i = 0; i < last - first; i++) {
                int point = backwards ? last - i : first + i;
                xy[size++] = x(point);
                xy[size++] = y(point);
            }
        }
        return Ring.owning(fromTop(turns(xy)));
    }

    /** Returns the points of a closed line at which it turns. */
    private static int[] turns(int[] xy) {
        int[] turns = new int[xy.length];
        int size = 0;
        int before = xy.length - 2;
        for (int at = 0; at < xy.length; at += 2) {
            int after = (at + 2) % xy.length;
            long inX = (long) xy[at] - xy[before];
            long inY = (long) xy[at + 1] - xy[before + 1];
            long outX = (long) xy[after] - xy[at];
            long outY = (long) xy[after + 1] - xy[at + 1];
            if (inX * outY != inY * outX) {
                turns[size++] = xy[at];
                turns[size++] = xy[at + 1];
            }
            before = at;
        }
        return Arrays.copyOf(turns, size);
    }

    /** Returns a closed line that begins at its topmost point, of several the leftmost. */
    private static int[] fromTop(int[] xy) {
        int top = 0;
        for (int at = 2; at < xy.length; at += 2) {
            if (xy[at + 1] < xy[top + 1] || (xy[at + 1] == xy[top + 1] && xy[at] < xy[top])) {
                top = at;
            }
        }
        int[] rotated = new int[xy.length];
        System.arraycopy(xy, top, rotated, 0, xy.length - top);
        System.arraycopy(xy, 0, rotated, xy.length - top, top);
        return rotated;
    }
}
