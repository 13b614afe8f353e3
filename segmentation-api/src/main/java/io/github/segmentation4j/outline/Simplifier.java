package io.github.segmentation4j.outline;

import java.util.BitSet;

/** Leaves out points of arcs in the ways that there are. */
final class Simplifier {
    /** Choices of Douglas and Peucker's points before arcs that are still in the way of others stay as they are. */
    private static final int CHOICES = 8;

    private Simplifier() {}

    static Arcs simplified(Arcs arcs, Simplification simplification) {
        if (simplification instanceof DouglasPeucker way) {
            return arcs.retaining(douglasPeucker(arcs, way.tolerance()));
        }
        Visvalingam way = (Visvalingam) simplification;
        BitSet all = new BitSet();
        all.set(0, arcs.pointCount());
        return arcs.retaining(CornerRemoval.remaining(arcs, all, 2 * way.minArea()));
    }

    /**
     * Chooses the points to keep and leaves out the others. A point that cannot be left out, because lines would cross, is
     * one that must stay when the choice is made again: the tolerance then holds for the lines that it makes, too.
     */
    private static BitSet douglasPeucker(Arcs arcs, double tolerance) {
        BitSet mustStay = new BitSet();
        for (int choice = 1; ; choice++) {
            BitSet kept = FarCorners.kept(arcs, tolerance, mustStay);
            BitSet others = new BitSet();
            others.set(0, arcs.pointCount());
            others.andNot(kept);
            BitSet remaining = CornerRemoval.remaining(arcs, others, Double.POSITIVE_INFINITY);
            if (remaining.equals(kept)) {
                return remaining;
            }
            BitSet stuck = remaining;
            stuck.andNot(kept);
            mustStay.or(choice < CHOICES ? stuck : pointsOfArcsWith(arcs, stuck));
        }
    }

    private static BitSet pointsOfArcsWith(Arcs arcs, BitSet points) {
        BitSet all = new BitSet();
        for (int arc = 0; arc < arcs.count(); arc++) {
            int point = points.nextSetBit(arcs.first(arc));
            if (point >= 0 && point <= arcs.last(arc)) {
                all.set(arcs.first(arc), arcs.last(arc) + 1);
            }
        }
        return all;
    }
}
