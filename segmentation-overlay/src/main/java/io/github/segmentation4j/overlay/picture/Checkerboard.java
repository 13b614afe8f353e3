package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;

/**
 * Shows two images of one size in the squares of a checkerboard, to compare them where squares meet: a photo and its
 * overlay, or two results.
 */
public final class Checkerboard {
    private final int squareSide;

    private Checkerboard(int squareSide) {
        this.squareSide = squareSide;
    }

    /**
     * Returns a checkerboard.
     *
     * @param squareSide the side of a square in pixels, 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public static Checkerboard of(int squareSide) {
        if (squareSide < 1) {
            throw new IllegalArgumentException(
                    "Squares of " + squareSide + " pixels were given; give 1 or more, such as an eighth of the width");
        }
        return new Checkerboard(squareSide);
    }

    /**
     * Returns a new image of both.
     *
     * @param first shows in the square at the top left and in every second one from there
     * @param second shows in the others
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage draw(BufferedImage first, BufferedImage second) {
        Sizes.check(first, "second image", second.getWidth(), second.getHeight());
        int width = first.getWidth();
        Sheet sheet = Sheet.fit(width, first.getHeight(), first, second);
        RgbRows[] rows = {RgbRows.of(first), RgbRows.of(second)};
        int[][] pixels = new int[2][width];
        byte[][] alphas = new byte[2][width];
        for (int y = 0; y < sheet.height(); y++) {
            for (int image = 0; image < rows.length; image++) {
                rows[image].readPixels(y, pixels[image]);
                rows[image].readAlpha(y, alphas[image], 0);
            }
            for (int x = 0; x < width; x++) {
                int image = (x / squareSide + y / squareSide) % 2;
                sheet.set(x, y, pixels[image][x], alphas[image][x]);
            }
        }
        return sheet.image();
    }

    /** Returns the side of a square, on one line. */
    @Override
    public String toString() {
        return "checkerboard of squares of " + squareSide + " pixels";
    }
}
