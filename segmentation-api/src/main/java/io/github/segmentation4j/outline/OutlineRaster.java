package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a label map of outlines that cover an image: each pixel takes the label of the outline that its centre lies in.
 *
 * <p>Along the centres of a row, a ring that runs up enters its region and one that runs down leaves it. Labels are added
 * where they are entered and taken away where they are left; since every centre lies in one region, the sums along the row
 * are the labels. A centre on a line belongs to the region on its right, which both neighbours compute alike, in whole
 * numbers.
 */
final class OutlineRaster {
    /** Pixels that are summed up at once; their sums take four bytes each. */
    private static final int BAND_PIXELS = 1 << 20;

    private static final int MAX_BYTE_LABEL = 0xFF;

    private final int width;
    private final int[] changes;
    private int top;
    private int bottom;

    private OutlineRaster(int width, int rows) {
        this.width = width;
        changes = new int[width * rows];
    }

    static LabelMap labels(int width, int height, List<Outline> outlines) {
        int rows = Math.min(height, Math.max(1, BAND_PIXELS / width));
        OutlineRaster raster = new OutlineRaster(width, rows);
        boolean fitsBytes = outlines.stream().allMatch(outline -> outline.label() <= MAX_BYTE_LABEL);
        byte[] bytes = new byte[fitsBytes ? width * height : 0];
        short[] shorts = new short[fitsBytes ? 0 : width * height];
        for (int y = 0; y < height; y += rows) {
            raster.draw(outlines, y, Math.min(rows, height - y));
            if (fitsBytes) {
                raster.sum(bytes);
            } else {
                raster.sum(shorts);
            }
        }
        return fitsBytes ? Maps.labelMap(width, height, bytes) : Maps.labelMap(width, height, shorts);
    }

    private void draw(List<Outline> outlines, int y, int rows) {
        Arrays.fill(changes, 0);
        top = y;
        bottom = y + rows;
        for (Outline outline : outlines) {
            draw(outline.outer(), outline.label());
            for (Ring hole : outline.holes()) {
                draw(hole, outline.label());
            }
        }
    }

    private void draw(Ring ring, int label) {
        int[] xy = ring.corners();
        int x = xy[xy.length - 2];
        int y = xy[xy.length - 1];
        for (int i = 0; i < xy.length; i += 2) {
            if (y < xy[i + 1]) {
                draw(x, y, xy[i], xy[i + 1], -label);
            } else if (y > xy[i + 1]) {
                draw(xy[i], xy[i + 1], x, y, label);
            }
            x = xy[i];
            y = xy[i + 1];
        }
    }

    /** Changes the first pixel right of a line in each row of the band, from the line's upper end to its lower one. */
    private void draw(int x, int y, int lowerX, int lowerY, int change) {
        int end = Math.min(lowerY, bottom);
        long twiceHeight = 2L * (lowerY - y);
        for (int row = Math.max(y, top); row < end; row++) {
            // The line passes the row's centres at x + (row + 0.5 - y) * slope; the first centre at or after it is
            // sought.
            long twiceDown = 2L * (row - y) + 1;
            int right =
                    x == lowerX ? x : (int) (x - Math.floorDiv((lowerY - y) - twiceDown * (lowerX - x), twiceHeight));
            if (right < width) {
                changes[(row - top) * width + right] += change;
            }
        }
    }

    private void sum(byte[] labels) {
        int offset = top * width;
        for (int row = 0; row < bottom - top; row++) {
            int label = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                label += changes[i];
                labels[offset + i] = (byte) label;
            }
        }
    }

    private void sum(short[] labels) {
        int offset = top * width;
        for (int row = 0; row < bottom - top; row++) {
            int label = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                label += changes[i];
                labels[offset + i] = (short) label;
            }
        }
    }
}
