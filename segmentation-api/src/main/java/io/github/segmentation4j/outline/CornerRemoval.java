package io.github.segmentation4j.outline;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Leaves out points of arcs one by one, and never so that lines cross, touch, or pass over a corner of another.
 *
 * <p>To leave a point out is to move the line from its two neighbours' triangle's two sides to the third. As long as no
 * other point lies in that triangle or on its sides, no other line can be in the way: it would have to enter and leave
 * through the one new side, and a straight line cannot. What lay on one side of the line lies there afterwards. Two cases
 * are left, in which the new line exists already: a closed arc keeps three corners, and of two arcs with the same ends one
 * stays bent.
 */
final class CornerRemoval {
    private static final int NONE = -1;

    /** The points of a closed arc but for its ends, of which there must be so many. */
    private static final int CLOSED_INNER = 2;

    private final Arcs arcs;
    private final CornerGrid grid;
    private final CornerQueue queue;
    private final BitSet candidates;
    private final double twiceAreaLimit;

    /** The neighbours of each point that are left; NONE for an end. */
    private final int[] before;

    private final int[] after;
    private final int[] arcOf;

    /** The number of points left of each arc, but for its ends. */
    private final int[] inner;

    /** The points that are left. */
    private final BitSet left = new BitSet();

    /** Points whose triangle is not free. */
    private BitSet blocked = new BitSet();

    /** The ends of arcs that are one straight line. */
    private final Set<Ends> straight = new HashSet<>();

    /** The ends of an arc, the upper or left one first. */
    private record Ends(int x1, int y1, int x2, int y2) {}

    private CornerRemoval(Arcs arcs, BitSet candidates, double twiceAreaLimit) {
        this.arcs = arcs;
        this.candidates = candidates;
        this.twiceAreaLimit = twiceAreaLimit;
        grid = new CornerGrid(arcs);
        queue = new CornerQueue(arcs.pointCount());
        before = new int[arcs.pointCount()];
        after = new int[arcs.pointCount()];
        arcOf = new int[arcs.pointCount()];
        inner = new int[arcs.count()];
        left.set(0, arcs.pointCount());
        for (int arc = 0; arc < arcs.count(); arc++) {
            int first = arcs.first(arc);
            int last = arcs.last(arc);
            for (int point = first; point <= last; point++) {
                arcOf[point] = arc;
                before[point] = point == first ? NONE : point - 1;
                after[point] = point == last ? NONE : point + 1;
            }
            inner[arc] = last - first - 1;
            if (inner[arc] == 0) {
                straight.add(ends(arc));
            }
        }
    }

    /**
     * Leaves out points, those with the smallest triangles first.
     *
     * @param candidates the points that may be left out
     * @param twiceAreaLimit twice the area that a point's triangle must stay below
     * @return the points that are left
     */
    static BitSet remaining(Arcs arcs, BitSet candidates, double twiceAreaLimit) {
        CornerRemoval removal = new CornerRemoval(arcs, candidates, twiceAreaLimit);
        candidates.stream().forEach(removal::consider);
        boolean again = true;
        while (again) {
            again = removal.empty();
            BitSet blocked = removal.blocked;
            removal.blocked = new BitSet();
            // What stood in the way may be gone.
            blocked.stream().forEach(removal::consider);
        }
        return removal.left;
    }

    /** Lets a point wait for its turn if its triangle is small enough. */
    private void consider(int point) {
        queue.remove(point);
        if (before[point] == NONE || after[point] == NONE || !candidates.get(point) || !left.get(point)) {
            return;
        }
        long area = Math.abs(CornerGrid.twiceArea(arcs, before[point], point, after[point]));
        if (area < twiceAreaLimit) {
            queue.put(point, area);
        }
    }

    /** Returns true if a point was left out. */
    private boolean empty() {
        boolean any = false;
        while (!queue.isEmpty()) {
            int point = queue.poll();
            if (isFree(point)) {
                remove(point);
                any = true;
            } else {
                blocked.set(point);
            }
        }
        return any;
    }

    private boolean isFree(int point) {
        int arc = arcOf[point];
        if (arcs.isClosed(arc) ? inner[arc] == CLOSED_INNER : inner[arc] == 1 && straight.contains(ends(arc))) {
            return false;
        }
        return !grid.anyWithin(before[point], point, after[point]);
    }

    private void remove(int point) {
        left.clear(point);
        grid.remove(point);
        after[before[point]] = after[point];
        before[after[point]] = before[point];
        if (--inner[arcOf[point]] == 0) {
            straight.add(ends(arcOf[point]));
        }
        consider(before[point]);
        consider(after[point]);
    }

    private Ends ends(int arc) {
        int first = arcs.first(arc);
        int last = arcs.last(arc);
        boolean inOrder =
                arcs.y(first) < arcs.y(last) || (arcs.y(first) == arcs.y(last) && arcs.x(first) <= arcs.x(last));
        int one = inOrder ? first : last;
        int other = inOrder ? last : first;
        return new Ends(arcs.x(one), arcs.y(one), arcs.x(other), arcs.y(other));
    }
}
