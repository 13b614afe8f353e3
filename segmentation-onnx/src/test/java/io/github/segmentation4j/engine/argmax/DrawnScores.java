package io.github.segmentation4j.engine.argmax;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * Planes of scores, one for each class, drawn for a property.
 *
 * @param scores class after class, row after row
 */
record DrawnScores(float[] scores, int classes, int width, int height) {
    /** What scores look like. */
    enum Kind {
        REGIONS,
        NOISE,
        ROWS_OF_NOISE,
        EDGES,
        COARSE,
        ONE_ULP_APART,
        TINY,
        STEEP,
        HUGE,
        SPARSE_NAN,
        SPARSE_INFINITY,
        SIGNED_ZEROS
    }

    static DrawnScores of(Random random, Kind kind, int classes, int width, int height) {
        float[] scores = new float[classes * width * height];
        int border = random.nextInt(width);
        int upper = random.nextInt(classes);
        int other = random.nextInt(classes);
        int noisyRows = random.nextInt();
        float[] slopes = gaussian(random, classes);
        float[] brightness = gaussian(random, width * height);
        for (int i = 0; i < scores.length; i++) {
            int label = i / (width * height);
            float noise = (float) random.nextGaussian();
            float region = noise * 0.3f + (label == (i % width < border ? upper : other) ? 4 : 0);
            scores[i] = switch (kind) {
                case REGIONS -> region;
                case ROWS_OF_NOISE -> ((noisyRows >> (i / width % height)) & 1) == 1 ? noise : region;
                case NOISE -> noise;
                case EDGES -> slopes[label] * brightness[i % brightness.length] - slopes[label] * slopes[label] / 2;
                case COARSE -> random.nextInt(3) - 1;
                case ONE_ULP_APART -> random.nextBoolean() ? 1f : Math.nextUp(1f);
                case TINY -> Float.MIN_VALUE * random.nextInt(9) * (random.nextBoolean() ? 1 : -1);
                case STEEP -> 10 * region + noise;
                case HUGE -> Float.MAX_VALUE * (random.nextInt(3) - 1);
                case SPARSE_NAN ->
                    random.nextInt(50) == 0
                            ? Float.intBitsToFloat(random.nextBoolean() ? 0xFFC00000 : 0x7FC00001)
                            : noise;
                case SPARSE_INFINITY ->
                    random.nextInt(50) == 0
                            ? (random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY)
                            : noise;
                case SIGNED_ZEROS -> random.nextInt(9) == 0 ? -1 : random.nextBoolean() ? 0f : -0f;
            };
        }
        return new DrawnScores(scores, classes, width, height);
    }

    private static float[] gaussian(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * (float) random.nextGaussian();
        }
        return values;
    }

    FloatGrid planar() {
        ByteBuffer planar =
                ByteBuffer.allocateDirect(scores.length * Float.BYTES).order(ByteOrder.nativeOrder());
        planar.asFloatBuffer().put(scores);
        return FloatGrid.planar(planar, classes, width, height);
    }

    FloatGrid interleaved() {
        ByteBuffer interleaved =
                ByteBuffer.allocateDirect(scores.length * Float.BYTES).order(ByteOrder.nativeOrder());
        int plane = width * height;
        for (int i = 0; i < scores.length; i++) {
            interleaved.asFloatBuffer().put(i % plane * classes + i / plane, scores[i]);
        }
        return FloatGrid.interleaved(interleaved.asFloatBuffer(), classes, width, height);
    }

    /** The scores of all classes at every pixel of an image, row after row, one array for each. */
    float[][] resized(SlowTaps columns, SlowTaps rows) {
        float[][] pixels = new float[columns.length() * rows.length()][classes];
        for (int label = 0; label < classes; label++) {
            float[][] plane = new float[height][width];
            for (int y = 0; y < height; y++) {
                System.arraycopy(scores, (label * height + y) * width, plane[y], 0, width);
            }
            float[][] resized = SlowTaps.resize(plane, columns, rows);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i][label] = resized[i / columns.length()][i % columns.length()];
            }
        }
        return pixels;
    }
}
