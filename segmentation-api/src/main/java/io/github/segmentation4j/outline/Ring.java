package io.github.segmentation4j.outline;

import java.util.Arrays;

/**
 * A closed line along corners of pixels: the last corner is joined to the first, which is not repeated.
 *
 * <p>Corner (x, y) is the top left corner of pixel (x, y), so that a ring round all of a 4x3 image runs through (0, 0),
 * (4, 0), (4, 3) and (0, 3). An outer ring runs clockwise as seen on the screen (y down), a hole counter-clockwise: what
 * is enclosed lies to the right of the way. Equality is by the corners and their order.
 */
public final class Ring {
    /** The fewest corners that enclose anything. */
    private static final int FEWEST = 3;

    private final int[] corners;

    private Ring(int[] corners) {
        this.corners = corners;
    }

    /**
     * Returns the ring through corners.
     *
     * @param xy x and y of each corner in turn
     * @throws IllegalArgumentException if the numbers are odd in number or make fewer than three corners
     */
    public static Ring of(int... xy) {
        if (xy.length % 2 != 0 || xy.length < 2 * FEWEST) {
            throw new IllegalArgumentException(
                    "A ring was given " + xy.length + " numbers; give x and y for each of three corners or more");
        }
        return new Ring(xy.clone());
    }

    /** Returns a ring that owns these corners, which nobody else holds. */
    static Ring owning(int[] xy) {
        return new Ring(xy);
    }

    /** Returns x and y of each corner in turn, to be read only. */
    int[] corners() {
        return corners;
    }

    /** Returns the number of corners. */
    public int size() {
        return corners.length / 2;
    }

    /**
     * Returns the x of a corner, in pixels from the left edge of the image.
     *
     * @throws IndexOutOfBoundsException if there is no such corner
     */
    public int x(int corner) {
        return corners[2 * corner];
    }

    /**
     * Returns the y of a corner, in pixels from the top edge of the image.
     *
     * @throws IndexOutOfBoundsException if there is no such corner
     */
    public int y(int corner) {
        return corners[2 * corner + 1];
    }

    /**
     * Returns twice the area that the ring encloses, in pixels: positive for an outer ring, negative for a hole.
     *
     * <p>The shoelace formula; twice, since the area of a ring with slanted sides may be half a pixel.
     */
    public long twiceSignedArea() {
        long sum = 0;
        int previous = corners.length - 2;
        for (int corner = 0; corner < corners.length; corner += 2) {
            sum += (long) corners[previous] * corners[corner + 1] - (long) corners[corner] * corners[previous + 1];
            previous = corner;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ring that && Arrays.equals(corners, that.corners);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(corners);
    }

    /** Returns the corners, for example {@code (0, 0) (4, 0) (4, 3) (0, 3)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int corner = 0; corner < size(); corner++) {
            text.append(corner == 0 ? "" : " ")
                    .append('(')
                    .append(x(corner))
                    .append(", ")
                    .append(y(corner))
                    .append(')');
        }
        return text.toString();
    }
}
