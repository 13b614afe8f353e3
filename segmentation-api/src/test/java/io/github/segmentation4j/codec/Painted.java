package io.github.segmentation4j.codec;

import io.github.segmentation4j.LabelMap;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/** A map painted polygon by polygon, each on the pixels whose centres it encloses by java.awt.geom's even-odd rule. */
final class Painted {
    private static final int NONE = -1;

    private final int width;
    private final int height;
    private final int[] labels;

    Painted(int width, int height) {
        this.width = width;
        this.height = height;
        this.labels = new int[width * height];
        Arrays.fill(labels, NONE);
    }

    /** Returns the path of rings given as x and y of each corner in turn. */
    static Path2D path(double[]... rings) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (double[] ring : rings) {
            path.moveTo(ring[0], ring[1]);
            for (int i = 2; i < ring.length; i += 2) {
                path.lineTo(ring[i], ring[i + 1]);
            }
            path.closePath();
        }
        return path;
    }

    /** Paints a region; no pixel may have been painted before. Returns the number of its pixels. */
    int paint(int label, Path2D path) {
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (path.contains(x + 0.5, y + 0.5)) {
                    paint(label, x, y);
                    count++;
                }
            }
        }
        return count;
    }

    /** Paints a region given as COCO's run lengths, down the columns. Returns the number of its pixels. */
    int paintRuns(int label, List<Integer> counts) {
        int pixel = 0;
        int count = 0;
        for (int run = 0; run < counts.size(); run++) {
            for (int i = 0; i < counts.get(run); i++, pixel++) {
                if (run % 2 == 1) {
                    paint(label, pixel / height, pixel % height);
                    count++;
                }
            }
        }
        if (pixel != width * height) {
            throw new AssertionError("runs of " + pixel + " pixels");
        }
        return count;
    }

    private void paint(int label, int x, int y) {
        if (labels[y * width + x] != NONE) {
            throw new AssertionError("regions overlap at (" + x + ", " + y + ")");
        }
        labels[y * width + x] = label;
    }

    /** Returns the map, whose pixels must all have been painted. */
    LabelMap map() {
        return LabelMap.copyOf(width, height, labels);
    }
}
