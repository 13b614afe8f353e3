package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.Arrays;

/**
 * The label that most pixels of a window have. The counts of a window slide along the row: a column of pixels comes in,
 * another leaves, so that the work at a pixel grows with the radius and not with its square.
 */
final class Majority {
    private final int width;
    private final int height;
    private final int radius;
    private final int[] places;
    private final int[] present;
    private final int[] counts;

    private Majority(LabelMap map, int radius) {
        width = map.width();
        height = map.height();
        this.radius = Math.min(radius, Math.max(width, height));
        present = map.presentLabels();
        counts = new int[present.length];
        places = new int[map.pixelCount()];
        int[] placeOf = new int[map.maxLabel() + 1];
        for (int place = 0; place < present.length; place++) {
            placeOf[present[place]] = place;
        }
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            map.copyRow(y, row, 0);
            for (int x = 0; x < width; x++) {
                places[y * width + x] = placeOf[row[x]];
            }
        }
    }

    static LabelMap filter(LabelMap map, int radius) {
        return radius == 0 || map.presentLabels().length == 1 ? map : new Majority(map, radius).labels();
    }

    private LabelMap labels() {
        int[] labels = new int[places.length];
        for (int y = 0; y < height; y++) {
            Arrays.fill(counts, 0);
            for (int x = 0; x < Math.min(radius, width); x++) {
                addColumn(x, y, 1);
            }
            for (int x = 0; x < width; x++) {
                if (x + radius < width) {
                    addColumn(x + radius, y, 1);
                }
                if (x > radius) {
                    addColumn(x - radius - 1, y, -1);
                }
                labels[y * width + x] = present[winner(places[y * width + x])];
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }

    private void addColumn(int x, int y, int step) {
        int to = Math.min(height - 1, y + radius);
        for (int row = Math.max(0, y - radius); row <= to; row++) {
            counts[places[row * width + x]] += step;
        }
    }

    private int winner(int own) {
        int best = own;
        for (int place = 0; place < counts.length; place++) {
            boolean isLower = best != own && place < best;
            if (counts[place] > counts[best] || (isLower && counts[place] == counts[best])) {
                best = place;
            }
        }
        return best;
    }
}
