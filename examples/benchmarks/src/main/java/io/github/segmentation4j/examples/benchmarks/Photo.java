package io.github.segmentation4j.examples.benchmarks;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/** A drawn photo: areas of color with soft light, and noise as of a camera. */
final class Photo {
    private static final int AREAS = 60;
    private static final int NOISE = 6;

    private Photo() {}

    /** Returns the photo as {@code ImageIO} gives photos, blue, green and red bytes. */
    static BufferedImage of(int width, int height) {
        Random random = new Random(7);
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = photo.createGraphics();
        for (int i = 0; i < AREAS; i++) {
            float x = random.nextFloat() * width;
            float y = random.nextFloat() * height;
            float side = (0.1f + random.nextFloat()) * height / 2;
            pen.setPaint(new GradientPaint(
                    x, y, new Color(random.nextInt(1 << 24)), x + side, y + side, new Color(random.nextInt(1 << 24))));
            pen.fillOval((int) (x - side / 2), (int) (y - side / 2), (int) side, (int) side);
        }
        pen.dispose();
        byte[] samples = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            int noisy = (samples[i] & 0xFF) + (int) Math.round(random.nextGaussian() * NOISE);
            samples[i] = (byte) Math.max(0, Math.min(255, noisy));
        }
        return photo;
    }
}
