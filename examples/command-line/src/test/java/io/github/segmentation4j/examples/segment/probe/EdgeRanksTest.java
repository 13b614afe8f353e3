package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EdgeRanksTest {
    private static BufferedImage noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    /** The slow twin: every step cell by cell, on whole images of colors. */
    private static float[] slowRanks(BufferedImage image, int width, int height) {
        float[][] strength = new float[height][width];
        for (int shift = 16; shift >= 0; shift -= 8) {
            float[][] plane = new float[height][width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane[y][x] = mean(image, shift, x, y, width, height);
                }
            }
            for (int pass = 0; pass < 4; pass++) {
                float[][] smoothed = new float[height][width];
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        boolean across = pass % 2 == 0;
                        float before = across ? at(plane, x - 1, y) : at(plane, x, y - 1);
                        float after = across ? at(plane, x + 1, y) : at(plane, x, y + 1);
                        smoothed[y][x] = (before + 2 * plane[y][x] + after) / 4;
                    }
                }
                plane = smoothed;
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float dx = at(plane, x + 1, y) - at(plane, x - 1, y);
                    float dy = at(plane, x, y + 1) - at(plane, x, y - 1);
                    strength[y][x] += dx * dx + dy * dy;
                }
            }
        }
        float[] nearby = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = -EdgeRanks.TOLERANCE; i <= EdgeRanks.TOLERANCE; i++) {
                    for (int j = -EdgeRanks.TOLERANCE; j <= EdgeRanks.TOLERANCE; j++) {
                        nearby[y * width + x] = Math.max(nearby[y * width + x], at(strength, x + j, y + i));
                    }
                }
            }
        }
        float[] ranks = new float[nearby.length];
        for (int i = 0; i < ranks.length; i++) {
            int twice = 0;
            for (float other : nearby) {
                twice += other < nearby[i] ? 2 : other == nearby[i] ? 1 : 0;
            }
            ranks[i] = twice / (2f * ranks.length);
        }
        return ranks;
    }

    private static float at(float[][] plane, int x, int y) {
        float[] row = plane[Math.max(0, Math.min(plane.length - 1, y))];
        return row[Math.max(0, Math.min(row.length - 1, x))];
    }

    private static float mean(BufferedImage image, int shift, int x, int y, int width, int height) {
        long sum = 0;
        int count = 0;
        for (int row = y * image.getHeight() / height; row < (y + 1) * image.getHeight() / height; row++) {
            for (int column = x * image.getWidth() / width; column < (x + 1) * image.getWidth() / width; column++) {
                sum += image.getRGB(column, row) >> shift & 0xFF;
                count++;
            }
        }
        return (float) sum / count;
    }

    @Property(tries = 200)
    void equalsTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 3) int scale,
            @ForAll long seed) {
        BufferedImage image = noise(width * scale + (scale > 1 ? 1 : 0), height * scale, seed);

        assertArrayEquals(
                slowRanks(image, width, height),
                EdgeRanks.of(image, width, height).ranks());
    }

    @Property(tries = 200)
    void meanIsOneHalfWhateverThePhotoShows(@ForAll @IntRange(min = 1, max = 24) int side, @ForAll long seed) {
        double sum = 0;
        for (float rank : EdgeRanks.of(noise(side, side, seed), side, side).ranks()) {
            sum += rank;
        }
        assertEquals(0.5, sum / (side * side), 1e-6);
    }

    @Test
    void theOnlyEdgeRanksFirst() {
        BufferedImage image = new BufferedImage(40, 10, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 10; y++) {
            for (int x = 20; x < 40; x++) {
                image.setRGB(x, y, 0xFF8000);
            }
        }

        EdgeRanks edges = EdgeRanks.of(image, 40, 10);

        for (int x = 0; x < 40; x++) {
            float rank = edges.ranks()[5 * 40 + x];
            boolean near = x >= 17 && x < 23;
            assertTrue(near ? rank > 0.8 : rank < 0.9, x + ": " + rank);
            assertTrue(!(x < 14 || x >= 26) || rank < 0.5, x + ": " + rank);
        }
    }
}
