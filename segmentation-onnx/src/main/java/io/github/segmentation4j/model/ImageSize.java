package io.github.segmentation4j.model;

/**
 * A width and a height in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record ImageSize(int width, int height) {

    /**
     * Checks both sides.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A size of " + width + "x" + height + " was given, but both sides must be at least 1 pixel");
        }
    }

    /** Returns the size as {@code widthxheight}, for example {@code 640x480}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
