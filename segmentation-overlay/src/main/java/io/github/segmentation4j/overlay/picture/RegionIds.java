package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;

/**
 * The regions of a label map: for each pixel the number of the 8-connected set of pixels of one label that it belongs to.
 *
 * <p>They are found by union-find in one pass over the rows and numbered in a second one, from 0, in the order of their
 * first pixels row by row.
 */
final class RegionIds {
    private final int[] ids;
    private int count;

    private RegionIds(LabelMap labels) {
        int width = labels.width();
        int[] parents = new int[labels.pixelCount()];
        int[] above = new int[width];
        int[] row = new int[width];
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, row, 0);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                parents[pixel] = pixel;
                if (x > 0 && row[x - 1] == row[x]) {
                    join(parents, pixel, pixel - 1);
                }
                for (int column = Math.max(0, x - 1); y > 0 && column <= Math.min(x + 1, width - 1); column++) {
                    if (above[column] == row[x]) {
                        join(parents, pixel, pixel - width - x + column);
                    }
                }
            }
            System.arraycopy(row, 0, above, 0, width);
        }
        this.ids = numbered(parents);
    }

    /** Returns the regions of a map. */
    static RegionIds of(LabelMap labels) {
        return new RegionIds(labels);
    }

    /** Makes the earlier of two first pixels that of both sets. */
    private static void join(int[] parents, int one, int other) {
        int first = root(parents, one);
        int second = root(parents, other);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private static int root(int[] parents, int pixel) {
        int at = pixel;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Replaces the parents, none of which lies behind its pixel, by numbers. */
    private int[] numbered(int[] parents) {
        for (int pixel = 0; pixel < parents.length; pixel++) {
            parents[pixel] = parents[pixel] == pixel ? count++ : parents[parents[pixel]];
        }
        return parents;
    }

    /** Returns how many regions there are. */
    int count() {
        return count;
    }

    /** Returns the number of the region of a pixel, from 0; pixels are counted row by row. */
    int at(int pixel) {
        return ids[pixel];
    }
}
