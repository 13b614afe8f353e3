package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A whole image as bytes, red, green, blue, for comparison in tests. */
record RgbImage(int width, int height, byte[] bytes) {
    /** The channels of a color image. */
    static final ChannelGroup CHANNELS = new ChannelGroup(0, 3, 3, false);

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

    /** Noise that Python makes too; {@code make_pillow_digests.py} has the formula. */
    static RgbImage congruentialNoise(int width, int height, int seed) {
        byte[] bytes = new byte[width * height * 3];
        int state = seed;
        for (int i = 0; i < bytes.length; i++) {
            state = state * 1664525 + 1013904223;
            bytes[i] = (byte) (state >>> 24);
        }
        return new RgbImage(width, height, bytes);
    }

    BufferedImage toBufferedImage(int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | sample(x, y, 0) << 16 | sample(x, y, 1) << 8 | sample(x, y, 2));
            }
        }
        return image;
    }

    int sample(int x, int y, int channel) {
        return bytes[(y * width + x) * 3 + channel] & 0xFF;
    }

    void set(int x, int y, int channel, int sample) {
        bytes[(y * width + x) * 3 + channel] = (byte) sample;
    }

    RgbImage resized(ImageSize target, Resampling filter) {
        byte[] result = new byte[target.width() * target.height() * 3];
        ByteResize.of(new ImageSize(width, height), target, filter, CHANNELS)
                .resizer()
                .run(this::readPixels, 0, target.height(), (y, row) -> {
                    for (int i = 0; i < target.width() * 3; i++) {
                        int color = i % 3;
                        result[y * target.width() * 3 + i] = (byte) (row.values()[color][i / 3] >> row.shifts()[color]);
                    }
                });
        return new RgbImage(target.width(), target.height(), result);
    }

    /** Reads a row as packed pixels, with something in the byte that has no meaning. */
    void readPixels(int y, int[] pixels) {
        for (int x = 0; x < width; x++) {
            pixels[x] = 0xA5000000 | sample(x, y, 0) << 16 | sample(x, y, 1) << 8 | sample(x, y, 2);
        }
    }
}
