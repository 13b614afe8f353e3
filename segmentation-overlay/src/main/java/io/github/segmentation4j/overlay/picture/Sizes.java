package io.github.segmentation4j.overlay.picture;

import java.awt.image.BufferedImage;

/** Checks that what is drawn together covers the same pixels. */
final class Sizes {
    private Sizes() {}

    /**
     * Checks that something has the size of a photo.
     *
     * @throws IllegalArgumentException if it has not
     */
    static void check(BufferedImage photo, String name, int width, int height) {
        if (width != photo.getWidth() || height != photo.getHeight()) {
            throw new IllegalArgumentException("The photo is " + photo.getWidth() + "x" + photo.getHeight()
                    + " and the "
                    + name + " is " + width + "x" + height + ", but both must cover the same pixels; resize the " + name
                    + " to the photo first");
        }
    }
}
