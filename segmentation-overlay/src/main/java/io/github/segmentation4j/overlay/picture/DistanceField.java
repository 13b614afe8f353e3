package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import java.util.Arrays;

/**
 * For the centre of each pixel the distance to the nearest border between two labels, exactly.
 *
 * <p>Borders are made of edges of pixels. A border's nearest point is in the same row, on an edge between left and right,
 * or in the same column, on an edge between above and below, or it is a corner, which is an end of the latter kind of
 * edge in a column further left or right: an end of edges of the former kind alone is nearer in its own row, or no end
 * of a border. So one pass down and up finds the nearest edge of each column, and one along each row finds the minimum
 * over its columns as the lower envelope of parabolas (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled
 * Functions", Theory of Computing 8, 2012). The time is that of reading a few numbers for each pixel, however far borders
 * lie.
 *
 * <p>Distances are counted in half pixels, in which they have whole squares.
 */
final class DistanceField {
    /** What a pixel has that no border can be reached from. */
    static final int NONE = Integer.MAX_VALUE;

    /** Half pixels in a pixel. */
    static final int UNITS = 2;

    private static final int FAR = Integer.MAX_VALUE / 2;

    private final int width;
    private final int height;
    private final boolean framed;
    /** For each pixel the distance to the nearest edge above or below in its column, then the square of the result. */
    private final int[] field;

    private final int[] row;
    private final Envelope envelope;

    private DistanceField(LabelMap labels, boolean framed) {
        this.width = labels.width();
        this.height = labels.height();
        this.framed = framed;
        this.field = new int[width * height];
        this.row = new int[width];
        this.envelope = new Envelope(width + 1);
        Arrays.fill(field, FAR);
        sweep(labels, 0, 1);
        sweep(labels, height - 1, -1);
        for (int y = 0; y < height; y++) {
            labels.copyRow(y, row, 0);
            finishRow(y);
        }
    }

    /** Returns for each pixel, row by row, the square of its distance to the nearest border, in square half pixels. */
    static int[] toBorders(LabelMap labels) {
        return new DistanceField(labels, false).field;
    }

    /** Returns the same where the frame of the map counts as a border. */
    static int[] toBordersAndFrame(LabelMap labels) {
        return new DistanceField(labels, true).field;
    }

    /** Takes the distances within columns to the edges that were passed, from the first row down or the last row up. */
    private void sweep(LabelMap labels, int firstRow, int step) {
        int[] before = new int[width];
        int[] nearest = new int[width];
        Arrays.fill(nearest, framed ? -1 : FAR);
        for (int y = firstRow; y >= 0 && y < height; y += step) {
            labels.copyRow(y, row, 0);
            for (int x = 0; x < width; x++) {
                boolean edge = y != firstRow && row[x] != before[x];
                nearest[x] = edge ? 1 : Math.min(FAR, nearest[x] + UNITS);
                field[y * width + x] = Math.min(field[y * width + x], nearest[x]);
            }
            System.arraycopy(row, 0, before, 0, width);
        }
    }

    /** Replaces the distances within columns of a row by squares of the distances to any border. */
    private void finishRow(int y) {
        int start = y * width;
        envelope.clear();
        for (int corner = 0; corner <= width; corner++) {
            int left = corner == 0 ? FAR : field[start + corner - 1];
            int right = corner == width ? FAR : field[start + corner];
            int nearest = Math.min(left, right);
            if (nearest < FAR) {
                envelope.add(UNITS * corner, (double) nearest * nearest);
            }
        }
        envelope.rewind();
        int[] sideways = sideways();
        for (int x = 0; x < width; x++) {
            double straight = Math.min(field[start + x], sideways[x]);
            double nearest = straight >= FAR ? NONE : straight * straight;
            field[start + x] = (int) Math.min(NONE, Math.min(nearest, envelope.at(UNITS * x + 1)));
        }
    }

    /** Returns for each pixel of the row the distance to the nearest edge to its left or right. */
    private int[] sideways() {
        int[] distances = new int[width];
        Arrays.fill(distances, FAR);
        sweep(distances, 0, 1);
        sweep(distances, width - 1, -1);
        return distances;
    }

    private void sweep(int[] distances, int firstColumn, int step) {
        int nearest = framed ? -1 : FAR;
        for (int x = firstColumn; x >= 0 && x < width; x += step) {
            boolean edge = x != firstColumn && row[x] != row[x - step];
            nearest = edge ? 1 : Math.min(FAR, nearest + UNITS);
            distances[x] = Math.min(distances[x], nearest);
        }
    }

    /** The lower envelope of parabolas (u - place)<sup>2</sup> + offset, read from left to right. */
    private static final class Envelope {
        private final int[] places;
        private final double[] offsets;
        /** Where each parabola begins to be the lowest. */
        private final double[] begins;

        private int count;
        private int reading;

        Envelope(int capacity) {
            places = new int[capacity];
            offsets = new double[capacity];
            begins = new double[capacity];
        }

        void clear() {
            count = 0;
        }

        void rewind() {
            reading = 0;
        }

        /** Adds a parabola to the right of those that are there. */
        void add(int place, double offset) {
            double begin = Double.NEGATIVE_INFINITY;
            while (count > 0) {
                begin = crossing(count - 1, place, offset);
                if (begin > begins[count - 1]) {
                    break;
                }
                count--;
                begin = Double.NEGATIVE_INFINITY;
            }
            places[count] = place;
            offsets[count] = offset;
            begins[count] = begin;
            count++;
        }

        private double crossing(int left, int place, double offset) {
            double squares = (double) place * place - (double) places[left] * places[left];
            return (offset - offsets[left] + squares) / (2.0 * (place - places[left]));
        }

        /** Returns the lowest value at a place not left of those asked for since the last rewind. */
        double at(int place) {
            if (count == 0) {
                return NONE;
            }
            while (reading + 1 < count && begins[reading + 1] <= place) {
                reading++;
            }
            double distance = (double) place - places[reading];
            return distance * distance + offsets[reading];
        }
    }
}
