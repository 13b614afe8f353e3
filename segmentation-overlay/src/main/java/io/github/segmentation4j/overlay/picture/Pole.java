package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.region.Connectivity;
import io.github.segmentation4j.region.InstanceMap;
import io.github.segmentation4j.region.Region;
import io.github.segmentation4j.region.Regions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The pole of inaccessibility of a region: the pixel of it that is farthest from everything else, where a name has the
 * most room.
 *
 * <p>The idea is that of Garcia-Castellanos and Lombardo, "Poles of Inaccessibility", Scottish Geographical Journal
 * 123(3), 2007, and of Mapbox' polylabel, which searches a polygon by ever smaller cells. On a grid of pixels the
 * distances are had for all regions at once, exactly, and the search is a look at each pixel.
 *
 * @param label the label of the region
 * @param x the column of the pixel
 * @param y its row
 * @param radius the distance from its centre to the border of the region or the frame of the map, in pixels
 */
record Pole(int label, int x, int y, double radius) {

    /**
     * Returns the pole of every region of 8-connected pixels of one label, the one with the greatest radius first, of
     * equals the one that begins first row by row. Where pixels of a region are equally far, as along the middle of a
     * band, the one closest to the region's centroid is taken, and of these the first.
     */
    static List<Pole> of(LabelMap labels) {
        Search search = new Search(labels);
        return search.regions.stream()
                .map(search::pole)
                .sorted(Comparator.comparingDouble(Pole::radius).reversed())
                .toList();
    }

    /** The poles of all regions, found in one pass for the greatest distances and another for the best places. */
    private static final class Search {
        final List<Region> regions;
        private final int width;
        private final InstanceMap ids;
        private final int[] squares;
        /** For each id of a region the square of the greatest distance. */
        private final int[] greatest;

        /** For each id of a region the pixel that is its pole. */
        private final int[] places;

        Search(LabelMap labels) {
            Regions found = Regions.of(labels, Connectivity.EIGHT);
            this.regions = found.list();
            this.width = labels.width();
            this.ids = found.instances();
            this.squares = DistanceField.toBordersAndFrame(labels);
            this.greatest = new int[regions.size() + 1];
            this.places = new int[regions.size() + 1];
            measure();
            choose();
        }

        private void measure() {
            int[] row = new int[width];
            for (int y = 0; y < ids.height(); y++) {
                ids.copyRow(y, row, 0);
                for (int x = 0; x < width; x++) {
                    greatest[row[x]] = Math.max(greatest[row[x]], squares[y * width + x]);
                }
            }
        }

        private void choose() {
            double[] nearest = new double[greatest.length];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            int[] row = new int[width];
            for (int y = 0; y < ids.height(); y++) {
                ids.copyRow(y, row, 0);
                for (int x = 0; x < width; x++) {
                    int id = row[x];
                    if (squares[y * width + x] == greatest[id]) {
                        double square = squareToCentroid(regions.get(id - 1), x, y);
                        if (square < nearest[id]) {
                            nearest[id] = square;
                            places[id] = y * width + x;
                        }
                    }
                }
            }
        }

        private static double squareToCentroid(Region region, int x, int y) {
            double right = x + 0.5 - region.centroidX();
            double down = y + 0.5 - region.centroidY();
            return right * right + down * down;
        }

        Pole pole(Region region) {
            int place = places[region.id()];
            double radius = Math.sqrt(greatest[region.id()]) / DistanceField.UNITS;
            return new Pole(region.label(), place % width, place / width, radius);
        }
    }
}
