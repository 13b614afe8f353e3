package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import java.util.Random;

/** Label maps for tests. */
final class SampleMaps {
    private SampleMaps() {}

    /** A map drawn with a character for each pixel: 'a' is label 0, 'b' label 1, and so on. */
    static LabelMap drawn(String... rows) {
        int[] labels = new int[rows.length * rows[0].length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) - 'a';
        }
        return LabelMap.copyOf(rows[0].length(), rows.length, labels);
    }

    /** Noise: every pixel on its own. */
    static LabelMap noise(int width, int height, int classes, long seed) {
        return LabelMap.copyOf(
                width,
                height,
                new Random(seed).ints((long) width * height, 0, classes).toArray());
    }

    /** Rectangles and discs thrown on top of each other. */
    static LabelMap shapes(int width, int height, int classes, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[width * height];
        int shapes = 1 + random.nextInt(30);
        for (int shape = 0; shape < shapes; shape++) {
            int label = random.nextInt(classes);
            boolean disc = random.nextBoolean();
            double centerX = random.nextInt(width);
            double centerY = random.nextInt(height);
            double radiusX = 1 + random.nextInt(width) / 3.0;
            double radiusY = 1 + random.nextInt(height) / 3.0;
            for (int i = 0; i < labels.length; i++) {
                int row = i / width;
                double x = (i % width - centerX) / radiusX;
                double y = (row - centerY) / radiusY;
                if (disc ? x * x + y * y <= 1 : Math.abs(x) <= 1 && Math.abs(y) <= 1) {
                    labels[i] = label;
                }
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }
}
