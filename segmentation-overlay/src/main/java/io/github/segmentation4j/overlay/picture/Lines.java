package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the borders between labels as lines with smooth edges.
 *
 * <p>A line lies with its middle on the edges between pixels. On each side it has the color of the label there, or that
 * of the other side where a side is ignored; so neighbours never hide each other's lines. Around it there may be a rim.
 */
final class Lines {
    /** The rim on each side of a line, for the width of the line. */
    private static final double RIM = 0.5;

    private static final double THINNEST_RIM = 1.2;

    /** Covers no pixel. */
    private static final double NO_RIM = -1;

    private final Palette palette;
    private final Visibility visibility;
    private final double reach;
    private final double rimReach;

    private Lines(Palette palette, Visibility visibility, double width, double rim) {
        this.palette = palette;
        this.visibility = visibility;
        this.reach = width / 2;
        this.rimReach = rim == 0 ? NO_RIM : width / 2 + rim;
    }

    /** Returns lines without a rim. */
    static Lines plain(Palette palette, Visibility visibility, double width) {
        return new Lines(palette, visibility, width, 0);
    }

    /** Returns lines with a rim: black around bright colors, white around dark ones. */
    static Lines withRim(Palette palette, Visibility visibility, double width) {
        return new Lines(palette, visibility, width, Math.max(THINNEST_RIM, width * RIM));
    }

    /** Draws the borders of a map on a picture that begins at the top left of a sheet. */
    void draw(Sheet sheet, LabelMap labels) {
        LabelMap merged = visibility.merge(labels);
        int[] squares = DistanceField.toBorders(merged);
        double furthest = Math.max(reach, rimReach) + 0.5;
        Neighbours neighbours = new Neighbours(merged, furthest);
        int[] rims = rims(merged);
        int[] row = new int[merged.width()];
        int most = (int) (furthest * furthest * DistanceField.UNITS * DistanceField.UNITS);
        for (int y = 0; y < merged.height(); y++) {
            merged.copyRow(y, row, 0);
            for (int x = 0; x < row.length; x++) {
                int square = squares[y * row.length + x];
                if (square <= most) {
                    int label = visibility.shows(row[x]) ? row[x] : neighbours.nearest(x, y, row[x], square);
                    double distance = Math.sqrt(square) / DistanceField.UNITS;
                    sheet.blend(x, y, rims[label], Sheet.coverage(rimReach + 0.5 - distance));
                    sheet.blend(x, y, palette.rgb(label), Sheet.coverage(reach + 0.5 - distance));
                }
            }
        }
    }

    /** Returns for each visible label of a map the color of the rim around its lines. */
    private int[] rims(LabelMap labels) {
        int[] rims = new int[labels.maxLabel() + 1];
        for (int label : labels.presentLabels()) {
            rims[label] = visibility.shows(label) ? Contrast.blackOrWhite(palette.rgb(label)) : 0;
        }
        return rims;
    }

    /** Finds the label across the nearest border, whose distance is known. */
    private static final class Neighbours {
        private final LabelMap labels;
        /** For each square of a distance the places of pixels that lie so far, x and y in turns. */
        private final List<List<int[]>> places = new ArrayList<>();

        Neighbours(LabelMap labels, double furthest) {
            this.labels = labels;
            int radius = (int) Math.ceil(furthest + 0.5);
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    int square = gap(dx) * gap(dx) + gap(dy) * gap(dy);
                    while (places.size() <= square) {
                        places.add(new ArrayList<>());
                    }
                    places.get(square).add(new int[] {dx, dy});
                }
            }
        }

        /** Returns the distance from a pixel's centre to the nearest side of another, in half pixels. */
        private static int gap(int offset) {
            return offset == 0 ? 0 : DistanceField.UNITS * Math.abs(offset) - 1;
        }

        int nearest(int x, int y, int label, int square) {
            for (int[] place : places.get(square)) {
                int column = x + place[0];
                int line = y + place[1];
                if (column >= 0 && column < labels.width() && line >= 0 && line < labels.height()) {
                    int other = labels.labelAt(column, line);
                    if (other != label) {
                        return other;
                    }
                }
            }
            throw new AssertionError("no border at the distance that was measured");
        }
    }
}
