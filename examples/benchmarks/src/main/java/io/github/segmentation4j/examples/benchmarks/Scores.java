package io.github.segmentation4j.examples.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * Drawn scores of a network, always the same for the same arguments: smooth fields of noise, one for each class, of which
 * some have an advantage, as few classes fill most of a photo, and a little noise on top.
 */
final class Scores {
    /** How many samples apart the points of the smooth fields lie, and how strong the noise on top is. */
    enum Kind {
        /** Regions as of a real network: some 17 of 100 neighbourhoods of four samples have more than one class. */
        SMOOTH(20, 0.15f),
        /** Small objects everywhere: some 35 to 40 of 100. */
        BUSY(8, 0.25f),
        /** White noise: all of them. */
        NOISE(1, 0.25f);

        private final int spacing;
        private final float noise;

        Kind(int spacing, float noise) {
            this.spacing = spacing;
            this.noise = noise;
        }
    }

    /** The strength of the smooth fields. */
    private static final float FIELD = 3;

    /** With more classes than this, few dominate strongly. */
    private static final int MANY_CLASSES = 30;

    /** The parameter of Keys' cubic convolution that OpenCV uses. */
    private static final float CUBIC = -0.75f;

    private Scores() {}

    /** Returns planes of scores, one for each class, in direct memory. */
    static ByteBuffer of(Kind kind, int classes, int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(classes * width * height * Float.BYTES)
                .order(ByteOrder.nativeOrder());
        Random random = new Random(31L * classes + width);
        int across = Math.max(3, width / kind.spacing);
        int down = Math.max(3, height / kind.spacing);
        float[] field = new float[across * down];
        for (int label = 0; label < classes; label++) {
            float advantage = classes > MANY_CLASSES ? -0.9f * (float) Math.sqrt(label) : -0.15f * label;
            for (int i = 0; i < field.length; i++) {
                field[i] = (float) random.nextGaussian();
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float smooth = kind.spacing == 1
                            ? field[y * across + x]
                            : at(field, across, down, (x + 0.5f) * across / width, (y + 0.5f) * down / height);
                    float score = FIELD * smooth + advantage + kind.noise * (float) random.nextGaussian();
                    bytes.putFloat(((label * height + y) * width + x) * Float.BYTES, score);
                }
            }
        }
        return bytes;
    }

    /** Bicubic interpolation at a place whose unit is a cell of the field. */
    private static float at(float[] field, int across, int down, float x, float y) {
        int column = (int) Math.floor(x - 0.5f);
        int row = (int) Math.floor(y - 0.5f);
        float sum = 0;
        for (int j = -1; j <= 2; j++) {
            for (int i = -1; i <= 2; i++) {
                int cellX = Math.max(0, Math.min(across - 1, column + i));
                int cellY = Math.max(0, Math.min(down - 1, row + j));
                sum += field[cellY * across + cellX] * weight(x - 0.5f - column - i) * weight(y - 0.5f - row - j);
            }
        }
        return sum;
    }

    private static float weight(float distance) {
        float t = Math.abs(distance);
        if (t < 1) {
            return ((CUBIC + 2) * t - (CUBIC + 3)) * t * t + 1;
        }
        return t < 2 ? ((CUBIC * t - 5 * CUBIC) * t + 8 * CUBIC) * t - 4 * CUBIC : 0;
    }
}
