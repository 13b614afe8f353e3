package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
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
        int[] squares = DistanceField.toBordersAndFrame(labels);
        int[] ids = Components.of(labels);
        int count = 0;
        for (int id : ids) {
            count = Math.max(count, id);
        }
        double[] sumX = new double[count + 1];
        double[] sumY = new double[count + 1];
        long[] area = new long[count + 1];
        int width = labels.width();
        int[] best = new int[count + 1];
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            sumX[id] += i % width;
            sumY[id] += i / width;
            area[id]++;
            best[id] = Math.max(best[id], squares[i]);
        }
        int[] place = new int[count + 1];
        double[] off = new double[count + 1];
        java.util.Arrays.fill(off, Double.POSITIVE_INFINITY);
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            if (squares[i] == best[id]) {
                double dx = i % width - sumX[id] / area[id];
                double dy = i / width - sumY[id] / area[id];
                double d = dx * dx + dy * dy;
                if (d < off[id]) {
                    off[id] = d;
                    place[id] = i;
                }
            }
        }
        List<Pole> poles = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            int x = place[id] % width;
            int y = place[id] / width;
            poles.add(new Pole(labels.labelAt(x, y), x, y, Math.sqrt(best[id]) / DistanceField.UNITS));
        }
        poles.sort(Comparator.comparingDouble(Pole::radius).reversed());
        return poles;
    }
}
