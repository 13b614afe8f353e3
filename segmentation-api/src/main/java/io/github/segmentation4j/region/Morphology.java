package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayDeque;
import java.util.Deque;

/** Opening and closing of one label by a square, which is done along rows and then along columns. */
final class Morphology {
    private static final int UNKNOWN = -1;

    private Morphology() {}

    static LabelMap open(LabelMap map, int label, int radius) {
        boolean[] before = pixelsOf(map, label);
        boolean[] eroded = not(spread(not(before), map.width(), radius));
        return withoutLabel(map, label, before, spread(eroded, map.width(), radius));
    }

    static LabelMap close(LabelMap map, int label, int radius) {
        boolean[] before = pixelsOf(map, label);
        boolean[] closed = not(spread(not(spread(before, map.width(), radius)), map.width(), radius));
        int[] labels = labels(map);
        for (int pixel = 0; pixel < labels.length; pixel++) {
            labels[pixel] = closed[pixel] ? label : labels[pixel];
        }
        return LabelMap.copyOf(map.width(), map.height(), labels);
    }

    private static LabelMap withoutLabel(LabelMap map, int label, boolean[] before, boolean[] after) {
        int[] labels = labels(map);
        int[] nearest = nearest(labels, label, map.width());
        for (int pixel = 0; pixel < labels.length; pixel++) {
            if (before[pixel] && !after[pixel] && nearest[pixel] != UNKNOWN) {
                labels[pixel] = nearest[pixel];
            }
        }
        return LabelMap.copyOf(map.width(), map.height(), labels);
    }

    /** Returns for every pixel the nearest label but one; where several are as near, the lowest. */
    private static int[] nearest(int[] labels, int label, int width) {
        int[] nearest = labels.clone();
        int[] distance = new int[labels.length];
        Deque<Integer> open = new ArrayDeque<>();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            if (labels[pixel] == label) {
                nearest[pixel] = UNKNOWN;
            } else {
                open.add(pixel);
            }
        }
        while (!open.isEmpty()) {
            int pixel = open.remove();
            int x = pixel % width;
            int[] near = {
                x > 0 ? pixel - 1 : pixel,
                x < width - 1 ? pixel + 1 : pixel,
                pixel >= width ? pixel - width : pixel,
                pixel < labels.length - width ? pixel + width : pixel
            };
            for (int other : near) {
                if (nearest[other] == UNKNOWN) {
                    nearest[other] = nearest[pixel];
                    distance[other] = distance[pixel] + 1;
                    open.add(other);
                } else if (distance[other] == distance[pixel] + 1) {
                    nearest[other] = Math.min(nearest[other], nearest[pixel]);
                }
            }
        }
        return nearest;
    }

    private static boolean[] pixelsOf(LabelMap map, int label) {
        int[] labels = labels(map);
        boolean[] pixels = new boolean[labels.length];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            pixels[pixel] = labels[pixel] == label;
        }
        return pixels;
    }

    private static int[] labels(LabelMap map) {
        int[] labels = new int[map.pixelCount()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, labels, y * map.width());
        }
        return labels;
    }

    private static boolean[] not(boolean[] pixels) {
        boolean[] others = new boolean[pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            others[pixel] = !pixels[pixel];
        }
        return others;
    }

    /** Returns the pixels that have one of these within a square around them: a dilation. */
    private static boolean[] spread(boolean[] pixels, int width, int radius) {
        int height = pixels.length / width;
        boolean[] wide = new boolean[pixels.length];
        for (int y = 0; y < height; y++) {
            spreadLine(pixels, wide, y * width, 1, width, radius);
        }
        boolean[] result = new boolean[pixels.length];
        for (int x = 0; x < width; x++) {
            spreadLine(wide, result, x, width, height, radius);
        }
        return result;
    }

    private static void spreadLine(boolean[] from, boolean[] to, int start, int stride, int length, int radius) {
        int in = 0;
        for (int i = 0; i < Math.min(radius, length); i++) {
            in += from[start + i * stride] ? 1 : 0;
        }
        for (int i = 0; i < length; i++) {
            long entering = (long) i + radius;
            if (entering < length) {
                in += from[start + (int) entering * stride] ? 1 : 0;
            }
            if (i > radius) {
                in -= from[start + (i - radius - 1) * stride] ? 1 : 0;
            }
            to[start + i * stride] = in > 0;
        }
    }
}
