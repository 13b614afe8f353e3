package io.github.segmentation4j.codec;

/**
 * The pixels of a polygon by COCO's rule ({@code rleFrPoly} of {@code maskApi.c}, pycocotools 2.0.11), which rounds corners
 * to fifths of a pixel and draws lines on that finer grid: a line that passes from the third to the fourth fifth of a column
 * switches between outside and inside there, at the row of its upper end.
 */
final class PolygonRuns {
    /** Steps of the finer grid in a pixel. */
    private static final int STEPS = 5;

    /** The step before the middle of a pixel's column. */
    private static final int MIDDLE = STEPS / 2;

    private static final double HALF = 0.5;

    private final int width;
    private final int height;
    private final Switches switches = new Switches();

    private PolygonRuns(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Returns the counts of a polygon given as x and y of its corners in turn, in pixels. */
    static int[] counts(int width, int height, double[] corners) {
        PolygonRuns runs = new PolygonRuns(width, height);
        int last = corners.length - 2;
        for (int corner = 0; corner < corners.length; corner += 2) {
            runs.add(step(corners[last]), step(corners[last + 1]), step(corners[corner]), step(corners[corner + 1]));
            last = corner;
        }
        runs.switches.sort();
        return runs.switches.counts(width * height);
    }

    private static int step(double coordinate) {
        return (int) (STEPS * coordinate + HALF);
    }

    private void add(int fromX, int fromY, int toX, int toY) {
        long wide = Math.abs((long) toX - fromX);
        long high = Math.abs((long) toY - fromY);
        if (wide >= high) {
            if (fromX <= toX) {
                addFlat(fromX, fromY, toX, toY);
            } else {
                addFlat(toX, toY, fromX, fromY);
            }
        } else if (fromY <= toY) {
            addSteep(fromX, fromY, toX, toY);
        } else {
            addSteep(toX, toY, fromX, fromY);
        }
    }

    /** Adds a line that is at least as wide as it is high, given from left to right: it has one point in each step of x. */
    private void addFlat(int leftX, int leftY, int rightX, int rightY) {
        double slope = (double) ((long) rightY - leftY) / ((long) rightX - leftX);
        // The columns whose middles the line passes: leftX <= STEPS * column + MIDDLE < rightX.
        int column = Math.max(0, Math.floorDiv(leftX - MIDDLE + STEPS - 1, STEPS));
        for (; column < width && STEPS * column + MIDDLE < rightX; column++) {
            double along = (double) (STEPS * column + MIDDLE) - leftX;
            int here = (int) (leftY + slope * along + HALF);
            int next = (int) (leftY + slope * (along + 1) + HALF);
            add(column, Math.min(here, next));
        }
    }

    /** Adds a line that is higher than wide, given from the top down: it has one point in each step of y. */
    private void addSteep(int topX, int topY, int bottomX, int bottomY) {
        long high = (long) bottomY - topY;
        double slope = (double) ((long) bottomX - topX) / high;
        int previous = topX;
        for (long along = 1; along <= high; along++) {
            int x = (int) (topX + slope * along + HALF);
            int left = Math.min(x, previous);
            if (x != previous && left % STEPS == MIDDLE && left / STEPS < width) {
                add(left / STEPS, topY + along - 1);
            }
            previous = x;
        }
    }

    /** Adds a switch at the first row whose middle is at or below a step of y. */
    private void add(int column, long step) {
        double row = Math.ceil((step + HALF) / STEPS - HALF);
        switches.add((long) column * height + (long) Math.max(0, Math.min(height, row)));
    }
}
