package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        RegionIds regions = RegionIds.of(labels);
        Search search = new Search(regions, DistanceField.toBordersAndFrame(labels), labels.width());
        return IntStream.range(0, regions.count())
                .mapToObj(region -> search.pole(labels, region))
                .sorted(Comparator.comparingDouble(Pole::radius).reversed())
                .toList();
    }

    /** The poles of all regions, found in one pass for the greatest distances and another for the best places. */
    private static final class Search {
        private final int width;
        /** For each region the square of the greatest distance. */
        private final int[] greatest;

        private final double[] centroidX;
        private final double[] centroidY;
        /** For each region the pixel that is its pole. */
        private final int[] places;

        Search(RegionIds regions, int[] squares, int width) {
            this.width = width;
            this.greatest = new int[regions.count()];
            this.centroidX = new double[regions.count()];
            this.centroidY = new double[regions.count()];
            this.places = new int[regions.count()];
            measure(regions, squares);
            choose(regions, squares);
        }

        private void measure(RegionIds regions, int[] squares) {
            long[] areas = new long[regions.count()];
            for (int pixel = 0; pixel < squares.length; pixel++) {
                int region = regions.at(pixel);
                greatest[region] = Math.max(greatest[region], squares[pixel]);
                int x = pixel % width;
                int y = pixel / width;
                areas[region]++;
                centroidX[region] += x;
                centroidY[region] += y;
            }
            for (int region = 0; region < areas.length; region++) {
                centroidX[region] /= areas[region];
                centroidY[region] /= areas[region];
            }
        }

        private void choose(RegionIds regions, int[] squares) {
            double[] nearest = new double[regions.count()];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (int pixel = 0; pixel < squares.length; pixel++) {
                int region = regions.at(pixel);
                if (squares[pixel] == greatest[region]) {
                    int x = pixel % width;
                    int y = pixel / width;
                    double square = square(x - centroidX[region]) + square(y - centroidY[region]);
                    if (square < nearest[region]) {
                        nearest[region] = square;
                        places[region] = pixel;
                    }
                }
            }
        }

        private static double square(double number) {
            return number * number;
        }

        Pole pole(LabelMap labels, int region) {
            int x = places[region] % width;
            int y = places[region] / width;
            return new Pole(labels.labelAt(x, y), x, y, Math.sqrt(greatest[region]) / DistanceField.UNITS);
        }
    }
}
