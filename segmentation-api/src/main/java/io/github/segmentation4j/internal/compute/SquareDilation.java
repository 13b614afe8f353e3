package io.github.segmentation4j.internal.compute;

/**
 * Dilation of sets of pixels by a square, along rows and then along columns, so that its cost does not grow with the
 * square. Sets are {@code boolean} arrays, row by row.
 */
public final class SquareDilation {
    private SquareDilation() {}

    /** Returns the pixels that have one of these within a square of {@code 2 radius + 1} pixels a side around them. */
    public static boolean[] of(boolean[] pixels, int width, int radius) {
        int height = pixels.length / width;
        boolean[] wide = new boolean[pixels.length];
        for (int y = 0; y < height; y++) {
            line(pixels, wide, y * width, 1, width, radius);
        }
        boolean[] result = new boolean[pixels.length];
        for (int x = 0; x < width; x++) {
            line(wide, result, x, width, height, radius);
        }
        return result;
    }

    /** Slides a window along a line and counts what is in it. */
    private static void line(boolean[] from, boolean[] to, int start, int stride, int length, int radius) {
        int in = 0;
        for (int i = 0; i < Math.min(radius, length); i++) {
            in += from[start + i * stride] ? 1 : 0;
        }
        for (int i = 0; i < length; i++) {
            long entering = (long) i + radius;
            if (entering < length) {
                in += from[start + (int) entering * stride] ? 1 : 0;
            }
            if (i > radius) {
                in -= from[start + (i - radius - 1) * stride] ? 1 : 0;
            }
            to[start + i * stride] = in > 0;
        }
    }
}
