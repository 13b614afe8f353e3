package io.github.segmentation4j.outline;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses the points of arcs that Douglas and Peucker's way keeps: between two kept points the one farthest from the line
 * between them, if it is farther than the tolerance.
 */
final class FarCorners {
    private final Arcs arcs;
    private final double squaredTolerance;
    private final BitSet kept = new BitSet();

    /** Pairs of kept points between which nothing has been chosen yet. */
    private int[] open = new int[64];

    private int size;

    private FarCorners(Arcs arcs, double tolerance) {
        this.arcs = arcs;
        squaredTolerance = tolerance * tolerance;
    }

    /** Returns the points to keep, among them the ends of all arcs and those that must stay. */
    static BitSet kept(Arcs arcs, double tolerance, BitSet mustStay) {
        FarCorners corners = new FarCorners(arcs, tolerance);
        for (int arc = 0; arc < arcs.count(); arc++) {
            corners.choose(arc, mustStay);
        }
        return corners.kept;
    }

    private void choose(int arc, BitSet mustStay) {
        int first = arcs.first(arc);
        int last = arcs.last(arc);
        kept.set(first);
        int from = first;
        for (int stays = mustStay.nextSetBit(first + 1); stays >= 0 && stays < last; ) {
            push(from, stays);
            from = stays;
            stays = mustStay.nextSetBit(stays + 1);
        }
        if (from == first && arcs.isClosed(arc)) {
            // There is no line between two ends that are one point: the arc is two, up to its farthest point and back.
            int farthest = farthest(first, last);
            push(first, farthest);
            from = farthest;
        }
        push(from, last);
        while (size > 0) {
            int end = open[--size];
            int start = open[--size];
            int farthest = farthest(start, end);
            if (farthest != start && squaredDistance(farthest, start, end) > squaredTolerance) {
                push(start, farthest);
                push(farthest, end);
            }
        }
    }

    private void push(int from, int to) {
        kept.set(to);
        if (size + 2 > open.length) {
            open = Arrays.copyOf(open, 2 * open.length);
        }
        open[size++] = from;
        open[size++] = to;
    }

    /** Returns the first of the points farthest from the line between two; the first of the two if nothing lies between. */
    private int farthest(int start, int end) {
        int farthest = start;
        double most = -1;
        for (int point = start + 1; point < end; point++) {
            double distance = squaredDistance(point, start, end);
            if (distance > most) {
                most = distance;
                farthest = point;
            }
        }
        return farthest;
    }

    /** Returns the square of the distance of a point from the piece of a line between two others. */
    private double squaredDistance(int point, int start, int end) {
        long lineX = (long) arcs.x(end) - arcs.x(start);
        long lineY = (long) arcs.y(end) - arcs.y(start);
        long x = (long) arcs.x(point) - arcs.x(start);
        long y = (long) arcs.y(point) - arcs.y(start);
        long along = x * lineX + y * lineY;
        long squaredLength = lineX * lineX + lineY * lineY;
        if (along <= 0) {
            return x * x + y * y;
        }
        if (along >= squaredLength) {
            return (x - lineX) * (x - lineX) + (y - lineY) * (y - lineY);
        }
        double cross = x * lineY - y * lineX;
        return cross * cross / squaredLength;
    }
}
