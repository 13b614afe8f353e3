package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A whole image as bytes, red, green, blue, for comparison in tests. */
record RgbImage(int width, int height, byte[] bytes) {

    static RgbImage of(BufferedImage image) {
        byte[] bytes = new byte[image.getWidth() * image.getHeight() * 3];
        int i = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                bytes[i++] = (byte) (rgb >> 16);
                bytes[i++] = (byte) (rgb >> 8);
                bytes[i++] = (byte) rgb;
            }
        }
        return new RgbImage(image.getWidth(), image.getHeight(), bytes);
    }

    static RgbImage noise(int width, int height, long seed) {
        byte[] bytes = new byte[width * height * 3];
        new Random(seed).nextBytes(bytes);
        return new RgbImage(width, height, bytes);
    }

    int sample(int x, int y, int channel) {
        return bytes[(y * width + x) * 3 + channel] & 0xFF;
    }

    RgbImage resized(ImageSize target, Resampling filter) {
        byte[] result = new byte[target.width() * target.height() * 3];
        PillowResize.run(
                (y, rgb) -> System.arraycopy(bytes, y * width * 3, rgb, 0, width * 3),
                new ImageSize(width, height),
                target,
                filter,
                (y, rgb) -> System.arraycopy(rgb, 0, result, y * target.width() * 3, target.width() * 3));
        return new RgbImage(target.width(), target.height(), result);
    }
}
