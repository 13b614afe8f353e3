package io.github.segmentation4j.examples.segment.probe;

import java.awt.image.BufferedImage;

/**
 * A photo that conventions are tried on.
 *
 * @param name what the contact sheet calls it
 * @param image the photo, upright
 * @param edges how strong its edges are
 */
record ProbePhoto(String name, BufferedImage image, EdgeRanks edges) {
    /** Longest side of the grid on which labels are compared, in cells: enough for borders, quick for many photos. */
    static final int LONGEST_GRID_SIDE = 256;

    /** Returns a photo with its edges found; large ones are scaled down. */
    static ProbePhoto of(String name, BufferedImage photo) {
        BufferedImage image = ImageBands.reduced(photo);
        int longest = Math.max(image.getWidth(), image.getHeight());
        int side = Math.min(LONGEST_GRID_SIDE, longest);
        int width = side(image.getWidth(), side, longest);
        int height = side(image.getHeight(), side, longest);
        // an even number of columns, so that none of them is its own mirror image
        return new ProbePhoto(name, image, EdgeRanks.of(image, Math.max(1, width - width % 2), height));
    }

    private static int side(int pixels, int side, int longest) {
        return (int) Math.max(1, Math.round((double) pixels * side / longest));
    }

    /** Returns the photo seen in a mirror: left is right. */
    BufferedImage mirrorImage() {
        return ImageBands.mirrored(image);
    }
}
