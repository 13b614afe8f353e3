package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An outline as one ring, for formats that have no holes: from the leftmost corner of each hole a cut runs left to the next
 * line of the outline, and the ring takes it there and back. The cuts have no width, so that the ring encloses what the
 * outline does, by the even-odd rule and by the nonzero rule.
 *
 * <p>The holes are taken from left to right. What a cut first meets then belongs to the outer ring or to a hole whose own cut
 * has been made, and so all of them become one.
 */
final class SingleRing {
    /** The outer ring and the holes in the order of their leftmost corners. */
    private final List<Ring> rings;

    /** The corner at which the walk round each ring begins and ends: the upper leftmost one of a hole. */
    private final int[] starts;

    /** The number of the first edge of each ring; an edge begins at the corner of its number. */
    private final int[] offsets;

    /** For each edge the first hole whose cut ends on it, or -1. */
    private final int[] firstHole;

    /** For each hole the next one on the same edge, in the direction of the edge, or -1. */
    private final int[] nextHole;

    /** Where the cut of each hole ends. */
    private final double[] cutEndX;

    private final int[] cutEndY;

    private double[] points;
    private int length;

    private SingleRing(Outline outline) {
        rings = new ArrayList<>();
        rings.add(outline.outer());
        outline.holes().stream()
                .sorted(Comparator.comparingInt((Ring hole) -> hole.x(leftmost(hole)))
                        .thenComparingInt(hole -> hole.y(leftmost(hole))))
                .forEach(rings::add);
        starts = rings.stream().mapToInt(SingleRing::leftmost).toArray();
        starts[0] = 0;
        offsets = new int[rings.size() + 1];
        for (int ring = 0; ring < rings.size(); ring++) {
            offsets[ring + 1] = Math.addExact(offsets[ring], rings.get(ring).size());
        }
        firstHole = new int[offsets[rings.size()]];
        nextHole = new int[rings.size()];
        cutEndX = new double[rings.size()];
        cutEndY = new int[rings.size()];
        points = new double[2 * Math.addExact(firstHole.length, 3 * rings.size())];
    }

    /** Returns x and y of each corner in turn; the first is not repeated at the end. */
    static double[] of(Outline outline) {
        SingleRing single = new SingleRing(outline);
        single.cut();
        return single.walk();
    }

    /** Returns the upper one of the leftmost corners of a ring. */
    private static int leftmost(Ring ring) {
        int best = 0;
        for (int corner = 1; corner < ring.size(); corner++) {
            int further = Integer.compare(ring.x(corner), ring.x(best));
            if (further < 0 || (further == 0 && ring.y(corner) < ring.y(best))) {
                best = corner;
            }
        }
        return best;
    }

    private int startY(int ring) {
        return rings.get(ring).y(starts[ring]);
    }

    /** Finds where the cut of each hole ends. */
    private void cut() {
        Arrays.fill(firstHole, -1);
        RowEdges rows = new RowEdges();
        int[] edges = new int[rings.size()];
        for (int hole = 1; hole < rings.size(); hole++) {
            edges[hole] = rows.nextToTheLeft(hole);
        }
        // Holes on one edge are put before each other, so the last that the edge passes comes first.
        IntStream.range(1, rings.size())
                .boxed()
                .sorted(Comparator.comparingInt(hole -> rows.runsDown(edges[hole]) ? -startY(hole) : startY(hole)))
                .forEach(hole -> {
                    nextHole[hole] = firstHole[edges[hole]];
                    firstHole[edges[hole]] = hole;
                });
    }

    /** Goes round all rings, from each edge to the holes whose cuts end there. */
    private double[] walk() {
        int[] ring = new int[rings.size()];
        int[] step = new int[rings.size()];
        int[] due = new int[rings.size()];
        due[0] = -1;
        int depth = 0;
        while (depth >= 0) {
            int current = ring[depth];
            if (due[depth] >= 0) {
                int hole = due[depth];
                due[depth] = nextHole[hole];
                add(cutEndX[hole], cutEndY[hole]);
                depth++;
                ring[depth] = hole;
                step[depth] = 0;
                due[depth] = -1;
            } else if (step[depth] < rings.get(current).size()) {
                int corner =
                        (starts[current] + step[depth]++) % rings.get(current).size();
                add(rings.get(current).x(corner), rings.get(current).y(corner));
                due[depth] = firstHole[offsets[current] + corner];
            } else {
                if (depth > 0) {
                    add(rings.get(current).x(starts[current]), startY(current));
                    add(cutEndX[current], cutEndY[current]);
                }
                depth--;
            }
        }
        boolean closed = length > 2 && points[0] == points[length - 2] && points[1] == points[length - 1];
        return Arrays.copyOf(points, closed ? length - 2 : length);
    }

    private void add(double x, double y) {
        if (length > 0 && points[length - 2] == x && points[length - 1] == y) {
            return;
        }
        points[length++] = x;
        points[length++] = y;
    }

    /** The edges that meet each row of corners on which a hole starts, from left to right, but for those that run along it. */
    private final class RowEdges {
        private final int[] ringOfEdge = new int[firstHole.length];
        private final int[] rowStarts;

        /** The whole part of the x at which an edge meets the row, above the number of the edge. */
        private final long[] edges;

        RowEdges() {
            int bottom = IntStream.range(0, rings.size())
                    .map(SingleRing.this::startY)
                    .max()
                    .orElse(0);
            boolean[] wanted = new boolean[bottom + 1];
            for (int hole = 1; hole < rings.size(); hole++) {
                wanted[startY(hole)] = true;
            }
            rowStarts = new int[bottom + 2];
            for (int ring = 0; ring < rings.size(); ring++) {
                Arrays.fill(ringOfEdge, offsets[ring], offsets[ring + 1], ring);
            }
            visit(wanted, (edge, y) -> rowStarts[y + 1] = Math.incrementExact(rowStarts[y + 1]));
            for (int y = 0; y <= bottom; y++) {
                rowStarts[y + 1] = Math.addExact(rowStarts[y + 1], rowStarts[y]);
            }
            edges = new long[rowStarts[bottom + 1]];
            int[] filled = rowStarts.clone();
            visit(wanted, (edge, y) -> edges[filled[y]++] = (long) Math.floor(xAt(edge, y)) << Integer.SIZE | edge);
            for (int y = 0; y <= bottom; y++) {
                Arrays.sort(edges, rowStarts[y], rowStarts[y + 1]);
            }
        }

        private void visit(boolean[] wanted, EdgeInRow visitor) {
            for (int edge = 0; edge < ringOfEdge.length; edge++) {
                int from = y(edge);
                int to = y(next(edge));
                int last = Math.min(Math.max(from, to), wanted.length - 1);
                for (int y = Math.min(from, to); y <= last && from != to; y++) {
                    if (wanted[y]) {
                        visitor.visit(edge, y);
                    }
                }
            }
        }

        private int next(int edge) {
            int ring = ringOfEdge[edge];
            return edge + 1 == offsets[ring + 1] ? offsets[ring] : edge + 1;
        }

        private int x(int edge) {
            return rings.get(ringOfEdge[edge]).x(edge - offsets[ringOfEdge[edge]]);
        }

        private int y(int edge) {
            return rings.get(ringOfEdge[edge]).y(edge - offsets[ringOfEdge[edge]]);
        }

        /** Returns the x at which an edge meets a row. */
        private double xAt(int edge, int y) {
            int next = next(edge);
            return x(edge) + (double) (y - y(edge)) * (x(next) - x(edge)) / (y(next) - y(edge));
        }

        boolean runsDown(int edge) {
            return y(next(edge)) > y(edge);
        }

        /** Finds the edge on which the cut of a hole ends, and notes where. */
        int nextToTheLeft(int hole) {
            int y = startY(hole);
            int startX = rings.get(hole).x(starts[hole]);
            int behind = Arrays.binarySearch(edges, rowStarts[y], rowStarts[y + 1], (startX + 1L) << Integer.SIZE);
            int best = -1;
            double bestX = 0;
            for (int i = (behind < 0 ? -behind - 1 : behind) - 1; i >= rowStarts[y]; i--) {
                int edge = (int) edges[i];
                double x = xAt(edge, y);
                if (best >= 0 && x < Math.floor(bestX)) {
                    break;
                }
                if (ringOfEdge[edge] < hole && x <= startX && (best < 0 || x > bestX)) {
                    best = edge;
                    bestX = x;
                }
            }
            // Nothing lies to the left of a hole that simplification has moved out of its ring: any corner will do.
            cutEndX[hole] = best < 0 ? x(0) : bestX;
            cutEndY[hole] = best < 0 ? y(0) : y;
            return Math.max(best, 0);
        }
    }

    /** Takes an edge that meets a row. */
    @FunctionalInterface
    private interface EdgeInRow {
        void visit(int edge, int y);
    }
}
