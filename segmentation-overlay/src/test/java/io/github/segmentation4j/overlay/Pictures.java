package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Photos, label maps and palettes for the tests. */
final class Pictures {
    private Pictures() {}

    /** Returns a photo of random pixels, of a type that stores red, green and blue in 8 bits each. */
    static BufferedImage photo(int width, int height, int type, Random random) {
        BufferedImage photo = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                photo.setRGB(x, y, random.nextInt());
            }
        }
        return photo;
    }

    /** Returns labels below a count, in runs of up to 30 pixels: stored as bytes, or as shorts above 256. */
    static LabelMap labels(int width, int height, int count, Random random) {
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; ) {
            int label = random.nextInt(count);
            int end = Math.min(labels.length, i + 1 + random.nextInt(30));
            while (i < end) {
                labels[i++] = label;
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }

    /** Returns a palette of random colors. */
    static Palette palette(int size, Random random) {
        return Palette.of(random.ints(size, 0, 0x1000000).toArray());
    }

    /** Returns the pixels of an opaque image as 0xRRGGBB, row by row. */
    static int[] rgb(BufferedImage image) {
        int[] pixels = argb(image);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
        }
        return pixels;
    }

    /** Returns the pixels of an image as 0xAARRGGBB, row by row. */
    static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** Returns labels written as letters, one string a row: A is 0, B is 1. */
    static LabelMap letters(String... rows) {
        int width = rows[0].length();
        int[] labels = new int[width * rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows[i / width].charAt(i % width) - 'A';
        }
        return LabelMap.copyOf(width, rows.length, labels);
    }
}
