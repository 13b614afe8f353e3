package io.github.segmentation4j.region;

/**
 * A rectangle of whole pixels: those from (x, y) up to but not including (x + width, y + height).
 *
 * @param x the column of the leftmost pixels, 0 or more
 * @param y the row of the topmost pixels, 0 or more
 * @param width the number of columns, 1 or more
 * @param height the number of rows, 1 or more
 */
public record Box(int x, int y, int width, int height) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if x or y is negative, or a side is below 1
     */
    public Box {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("A box of " + width + "x" + height + " pixels at (" + x + ", " + y
                    + ") was given; sides must be 1 or more, and places 0 or more");
        }
    }

    /** True if a pixel lies in the box. */
    public boolean contains(int pixelX, int pixelY) {
        return pixelX >= x && pixelX - x < width && pixelY >= y && pixelY - y < height;
    }
}
