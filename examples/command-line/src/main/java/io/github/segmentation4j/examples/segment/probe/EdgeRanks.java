package io.github.segmentation4j.examples.segment.probe;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * How strong the edges of a photo are, on a small grid: for each cell the share of the photo's cells with weaker edges.
 *
 * <p>Ranks, since photos differ in contrast: the mean over a photo is one half, whatever it shows. A cell takes the
 * strongest edge within {@value #TOLERANCE} cells of it, since a network's borders are no finer than that.
 *
 * @param width of the grid
 * @param height of the grid
 * @param ranks from 0 to 1, row by row; cells of equal strength share the mean of their ranks
 */
record EdgeRanks(int width, int height, float[] ranks) {
    static final int TOLERANCE = 2;

    private static final int CHANNELS = 3;

    /** Returns the ranks of a photo on a grid that is no finer than the photo. */
    static EdgeRanks of(BufferedImage photo, int width, int height) {
        float[] strength = new float[width * height];
        for (float[] plane : averages(photo, width, height)) {
            addGradient(blurred(plane, width, height), width, height, strength);
        }
        return new EdgeRanks(width, height, ranked(strongestNearby(strength, width, height)));
    }

    /** Returns the mean color of each cell, channel by channel. */
    private static float[][] averages(BufferedImage photo, int width, int height) {
        long[][] sums = new long[CHANNELS][width];
        float[][] planes = new float[CHANNELS][width * height];
        int[] row = new int[photo.getWidth()];
        for (int y = 0; y < height; y++) {
            int top = edge(y, height, photo.getHeight());
            int bottom = edge(y + 1, height, photo.getHeight());
            for (long[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            for (int line = top; line < bottom; line++) {
                photo.getRGB(0, line, row.length, 1, row, 0, row.length);
                addRow(row, width, sums);
            }
            for (int x = 0; x < width; x++) {
                int columns = edge(x + 1, width, row.length) - edge(x, width, row.length);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    planes[channel][y * width + x] = (float) sums[channel][x] / (columns * (bottom - top));
                }
            }
        }
        return planes;
    }

    private static void addRow(int[] row, int width, long[][] sums) {
        for (int x = 0; x < width; x++) {
            for (int column = edge(x, width, row.length); column < edge(x + 1, width, row.length); column++) {
                int rgb = row[column];
                sums[0][x] += rgb >> 16 & 0xFF;
                sums[1][x] += rgb >> 8 & 0xFF;
                sums[2][x] += rgb & 0xFF;
            }
        }
    }

    private static int edge(int cell, int cells, int samples) {
        return (int) ((long) cell * samples / cells);
    }

    /** Smooths by the binomial kernel 1 4 6 4 1 in both directions, a Gaussian of deviation 1 but for its tails. */
    private static float[] blurred(float[] plane, int width, int height) {
        float[] result = plane;
        for (int pass = 0; pass < 2; pass++) {
            result = smoothed(smoothed(result, width, height, 1, 0), width, height, 0, 1);
        }
        return result;
    }

    private static float[] smoothed(float[] plane, int width, int height, int dx, int dy) {
        float[] result = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float before = plane[Math.max(y - dy, 0) * width + Math.max(x - dx, 0)];
                float after = plane[Math.min(y + dy, height - 1) * width + Math.min(x + dx, width - 1)];
                result[y * width + x] = (before + 2 * plane[y * width + x] + after) / 4;
            }
        }
        return result;
    }

    /** Adds the squared length of a channel's gradient, by central differences. */
    private static void addGradient(float[] plane, int width, int height, float[] strength) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float dx = plane[y * width + Math.min(x + 1, width - 1)] - plane[y * width + Math.max(x - 1, 0)];
                float dy = plane[Math.min(y + 1, height - 1) * width + x] - plane[Math.max(y - 1, 0) * width + x];
                strength[y * width + x] += dx * dx + dy * dy;
            }
        }
    }

    private static float[] strongestNearby(float[] strength, int width, int height) {
        float[] rows = new float[strength.length];
        float[] result = new float[strength.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int near = Math.max(x - TOLERANCE, 0); near <= Math.min(x + TOLERANCE, width - 1); near++) {
                    rows[y * width + x] = Math.max(rows[y * width + x], strength[y * width + near]);
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int near = Math.max(y - TOLERANCE, 0); near <= Math.min(y + TOLERANCE, height - 1); near++) {
                    result[y * width + x] = Math.max(result[y * width + x], rows[near * width + x]);
                }
            }
        }
        return result;
    }

    private static float[] ranked(float[] strength) {
        float[] sorted = strength.clone();
        Arrays.sort(sorted);
        float[] ranks = new float[strength.length];
        for (int i = 0; i < ranks.length; i++) {
            int below = firstAtLeast(sorted, strength[i]);
            int upTo = firstAtLeast(sorted, Math.nextUp(strength[i]));
            ranks[i] = (below + upTo) / (2f * sorted.length);
        }
        return ranks;
    }

    private static int firstAtLeast(float[] sorted, float value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
