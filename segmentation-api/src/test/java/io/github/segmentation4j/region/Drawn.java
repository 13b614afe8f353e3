package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.Random;

/** Label maps for tests. */
final class Drawn {
    private Drawn() {}

    /** Returns a map of rows of digits. */
    static LabelMap of(String... rows) {
        int width = rows[0].length();
        int[] labels = new int[width * rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows[i / width].charAt(i % width) - '0';
        }
        return LabelMap.copyOf(width, rows.length, labels);
    }

    /** Returns a map of a few labels in patches, some beyond 255 if {@code step} is large. */
    static LabelMap random(Random random, int width, int height, int classes, int step) {
        int[] labels = new int[width * height];
        int patch = 1 + random.nextInt(4);
        int[] patches = random.ints((long) (width / patch + 1) * (height / patch + 1), 0, classes)
                .toArray();
        for (int i = 0; i < labels.length; i++) {
            int label = patches[i / width / patch * (width / patch + 1) + i % width / patch];
            labels[i] = step * (random.nextInt(6) == 0 ? random.nextInt(classes) : label);
        }
        return LabelMap.copyOf(width, height, labels);
    }

    static int[] labels(LabelMap map) {
        int[] labels = new int[map.pixelCount()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, labels, y * map.width());
        }
        return labels;
    }
}
