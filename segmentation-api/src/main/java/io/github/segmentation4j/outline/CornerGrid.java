package io.github.segmentation4j.outline;

import java.util.Arrays;

/** The points of arcs that are left, by square cells of the image, so that those near to a place are found at once. */
final class CornerGrid {
    private static final int NONE = -1;

    /** The side of the smallest cells, in pixels, as a power of two. */
    private static final int LEAST_SHIFT = 2;

    private final Arcs arcs;
    private final int shift;
    private final int columns;

    /** The first point of each cell; each point knows the one after it and the one before it. */
    private final int[] heads;

    private final int[] after;
    private final int[] before;

    /** Holds all points of arcs, with about one cell for each point. */
    CornerGrid(Arcs arcs) {
        this.arcs = arcs;
        int width = 1;
        int height = 1;
        for (int point = 0; point < arcs.pointCount(); point++) {
            width = Math.max(width, arcs.x(point) + 1);
            height = Math.max(height, arcs.y(point) + 1);
        }
        int bits = LEAST_SHIFT;
        while (((width >> bits) + 1L) * ((height >> bits) + 1L) > arcs.pointCount() && 1 << bits < width + height) {
            bits++;
        }
        shift = bits;
        columns = (width >> shift) + 1;
        heads = new int[columns * ((height >> shift) + 1)];
        after = new int[arcs.pointCount()];
        before = new int[arcs.pointCount()];
        Arrays.fill(heads, NONE);
        for (int point = arcs.pointCount() - 1; point >= 0; point--) {
            add(point);
        }
    }

    private int cell(int point) {
        return (arcs.y(point) >> shift) * columns + (arcs.x(point) >> shift);
    }

    private void add(int point) {
        int cell = cell(point);
        int second = heads[cell];
        after[point] = second;
        before[point] = NONE;
        if (second != NONE) {
            before[second] = point;
        }
        heads[cell] = point;
    }

    void remove(int point) {
        if (before[point] == NONE) {
            heads[cell(point)] = after[point];
        } else {
            after[before[point]] = after[point];
        }
        if (after[point] != NONE) {
            before[after[point]] = before[point];
        }
    }

    /** True if a point lies in a triangle or on its sides, other than points at the triangle's own corners. */
    boolean anyWithin(int a, int b, int c) {
        int left = Math.min(arcs.x(a), Math.min(arcs.x(b), arcs.x(c)));
        int right = Math.max(arcs.x(a), Math.max(arcs.x(b), arcs.x(c)));
        int top = Math.min(arcs.y(a), Math.min(arcs.y(b), arcs.y(c)));
        int bottom = Math.max(arcs.y(a), Math.max(arcs.y(b), arcs.y(c)));
        for (int row = top >> shift; row <= bottom >> shift; row++) {
            for (int column = left >> shift; column <= right >> shift; column++) {
                for (int point = heads[row * columns + column]; point != NONE; point = after[point]) {
                    int x = arcs.x(point);
                    int y = arcs.y(point);
                    if (x >= left && x <= right && y >= top && y <= bottom && isWithin(point, a, b, c)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isWithin(int point, int a, int b, int c) {
        if (isAt(point, a) || isAt(point, b) || isAt(point, c)) {
            return false;
        }
        int ab = side(a, b, point);
        int bc = side(b, c, point);
        int ca = side(c, a, point);
        return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
    }

    private boolean isAt(int point, int other) {
        return arcs.x(point) == arcs.x(other) && arcs.y(point) == arcs.y(other);
    }

    private int side(int from, int to, int point) {
        return Long.signum(twiceArea(arcs, from, to, point));
    }

    /** Returns twice the area of a triangle, positive if its corners run clockwise as seen on the screen. */
    static long twiceArea(Arcs arcs, int a, int b, int c) {
        return (long) (arcs.x(b) - arcs.x(a)) * (arcs.y(c) - arcs.y(a))
                - (long) (arcs.y(b) - arcs.y(a)) * (arcs.x(c) - arcs.x(a));
    }
}
