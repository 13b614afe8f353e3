package io.github.segmentation4j.contract;

import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Images for tests, and copies of them. */
final class Pictures {
    /** The side of a block: a network that looks at the surroundings of a pixel finds more than noise. */
    private static final int BLOCK = 4;

    private static final int OPAQUE = 0xFF000000;

    private Pictures() {}

    /** Returns an image of blocks, each of one random color, the same for each size. */
    static BufferedImage blocks(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long block = (x / BLOCK * 31L) + (y / BLOCK);
                image.setRGB(x, y, new Random(block).nextInt(0x1000000));
            }
        }
        return image;
    }

    /** Returns a copy of another type. */
    static BufferedImage copy(BufferedImage image, int type) {
        return changed(image, type, rgb -> rgb);
    }

    /** Returns a copy whose samples are 0 where they were below 128, and 255 elsewhere. */
    static BufferedImage withFullSamples(BufferedImage image) {
        return changed(image, BufferedImage.TYPE_INT_RGB, rgb -> OPAQUE | (((rgb >> 7) & 0x010101) * 0xFF));
    }

    /** Returns a copy that is white where an image has any green, and black elsewhere. */
    static BufferedImage blackAndWhite(BufferedImage image) {
        return changed(image, BufferedImage.TYPE_INT_RGB, rgb -> (rgb & 0xFF00) == 0 ? OPAQUE : OPAQUE | 0xFFFFFF);
    }

    private static BufferedImage changed(BufferedImage image, int type, IntUnaryOperator change) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                copy.setRGB(x, y, change.applyAsInt(image.getRGB(x, y)));
            }
        }
        return copy;
    }

    /** Returns the colors of all pixels, row by row. */
    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
