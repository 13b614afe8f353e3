package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts exact rings at the points where three regions or more meet, so that each line between two regions exists once. */
final class ArcCutter {
    private static final int OUTSIDE = -1;

    /** Sides of pixels that meet in a point where three regions do. */
    private static final int JUNCTION_SIDES = 3;

    private static final int DIRECTIONS = 4;

    private final int width;
    private final int height;
    private final Object labels;

    /** The arc that begins with a step, by the step's place and direction, for the region on the other side of it. */
    private final Map<Long, Integer> backwards = new HashMap<>();

    private int[] points = new int[64];
    private int size;
    private int[] starts = new int[16];
    private int arcs;

    /** The points of the ring at hand, its corners and the fixed points between them. */
    private int[] line = new int[64];

    private int lineSize;
    private final BitSet fixed = new BitSet();

    private ArcCutter(LabelMap map) {
        width = map.width();
        height = map.height();
        labels = Maps.labels(map);
    }

    /**
     * Returns the arcs of exact outlines.
     *
     * @param outlines those of all regions of the map
     */
    static Arcs cut(LabelMap map, List<Outline> outlines) {
        ArcCutter cutter = new ArcCutter(map);
        int[][] rings = new int
                [outlines.stream()
                        .mapToInt(outline -> 1 + outline.holes().size())
                        .sum()][];
        int count = 0;
        for (Outline outline : outlines) {
            rings[count++] = cutter.cut(outline.outer());
            for (Ring hole : outline.holes()) {
                rings[count++] = cutter.cut(hole);
            }
        }
        int[] starts = Arrays.copyOf(cutter.starts, cutter.arcs + 1);
        starts[cutter.arcs] = cutter.size / 2;
        return new Arcs(Arrays.copyOf(cutter.points, cutter.size), starts, rings);
    }

    private int[] cut(Ring ring) {
        collect(ring);
        int count = lineSize / 2;
        int first = Math.max(fixed.nextSetBit(0), 0);
        int[] uses = new int[Math.max(fixed.cardinality(), 1)];
        int at = first;
        for (int i = 0; i < uses.length; i++) {
            int next = fixed.nextSetBit(at + 1);
            int end = next >= 0 ? next : first + count;
            uses[i] = use(at, end);
            at = end;
        }
        return uses;
    }

    /** Collects the corners of a ring and the fixed points on the way from one to the next. */
    private void collect(Ring ring) {
        int[] xy = ring.corners();
        lineSize = 0;
        fixed.clear();
        for (int corner = 0; corner < xy.length; corner += 2) {
            int next = (corner + 2) % xy.length;
            int x = xy[corner];
            int y = xy[corner + 1];
            int stepX = Integer.signum(xy[next] - x);
            int stepY = Integer.signum(xy[next + 1] - y);
            boolean isCorner = true;
            while (x != xy[next] || y != xy[next + 1]) {
                boolean isFixed = isFixed(x, y);
                if (isCorner || isFixed) {
                    fixed.set(lineSize / 2, isFixed);
                    line = withRoom(line, lineSize + 2);
                    line[lineSize++] = x;
                    line[lineSize++] = y;
                }
                isCorner = false;
                x += stepX;
                y += stepY;
            }
        }
    }

    private boolean isFixed(int x, int y) {
        if ((x == 0 || x == width) && (y == 0 || y == height)) {
            return true;
        }
        int topLeft = label(x - 1, y - 1);
        int topRight = label(x, y - 1);
        int bottomLeft = label(x - 1, y);
        int bottomRight = label(x, y);
        int sides = (topLeft == topRight ? 0 : 1)
                + (topRight == bottomRight ? 0 : 1)
                + (bottomRight == bottomLeft ? 0 : 1)
                + (bottomLeft == topLeft ? 0 : 1);
        return sides >= JUNCTION_SIDES;
    }

    private int label(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return OUTSIDE;
        }
        int pixel = y * width + x;
        return labels instanceof byte[] bytes ? bytes[pixel] & 0xFF : ((short[]) labels)[pixel] & LabelMap.MAX_LABEL;
    }

    /** Returns the use of the arc from one point of the line to another, of which the arc is made if it is new. */
    private int use(int from, int to) {
        Integer known = backwards.remove(step(from, from + 1));
        if (known != null) {
            return 2 * known + 1;
        }
        if (arcs + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[arcs] = size / 2;
        points = withRoom(points, size + 2 * (to - from + 1));
        for (int i = from; i <= to; i++) {
            points[size++] = x(i);
            points[size++] = y(i);
        }
        backwards.put(step(to, to - 1), arcs);
        return 2 * arcs++;
    }

    private int x(int point) {
        return line[2 * point % lineSize];
    }

    private int y(int point) {
        return line[2 * point % lineSize + 1];
    }

    /** Returns a number for the place and the direction of the first step from one point of the line to the next. */
    private long step(int from, int to) {
        int stepX = Integer.signum(x(to) - x(from));
        int stepY = Integer.signum(y(to) - y(from));
        int direction = stepX != 0 ? 1 + stepX : 2 + stepY;
        return (y(from) * (width + 1L) + x(from)) * DIRECTIONS + direction;
    }

    private static int[] withRoom(int[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, Math.max(length, 2 * array.length));
    }
}
