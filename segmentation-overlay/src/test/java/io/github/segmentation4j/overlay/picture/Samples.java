package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Photos and label maps for the tests, and the pixels of pictures. */
final class Samples {
    static final int[] TYPES = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY
    };

    private Samples() {}

    static BufferedImage photo(int width, int height, int type, Random random) {
        BufferedImage photo = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                photo.setRGB(x, y, random.nextInt());
            }
        }
        return photo;
    }

    static BufferedImage photo(int width, int height, Random random) {
        return photo(width, height, BufferedImage.TYPE_3BYTE_BGR, random);
    }

    /** Labels in rectangles that lie over each other, so that there are regions, holes and single pixels. */
    static LabelMap labels(int width, int height, int classes, Random random) {
        int[] labels = new int[width * height];
        for (int rectangle = random.nextInt(12); rectangle >= 0; rectangle--) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int right = left + 1 + random.nextInt(width - left);
            int bottom = top + 1 + random.nextInt(height - top);
            int label = random.nextInt(classes);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    labels[y * width + x] = label;
                }
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }

    /** Every pixel with a label of its own kind: blocks of a few pixels, so that all of so many classes are there. */
    static LabelMap manyClasses(int width, int height, int classes) {
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) ((long) i * classes / labels.length);
        }
        return LabelMap.copyOf(width, height, labels);
    }

    static Mask mask(int width, int height, Random random) {
        return labels(width, height, 2, random).mask(1);
    }

    /** Red, green, blue, yellow and so on: no two alike. */
    static Palette palette(int classes) {
        return Palette.generated(classes);
    }

    static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static int[] argb(BufferedImage image, int x, int y, int width, int height) {
        return image.getRGB(x, y, width, height, null, 0, width);
    }

    /** What the library reads of a photo: 8-bit samples as they are, those of gray replicated, and the alpha. */
    static int[] read(BufferedImage photo) {
        return argb(Sheet.copyOf(photo).image());
    }
}
