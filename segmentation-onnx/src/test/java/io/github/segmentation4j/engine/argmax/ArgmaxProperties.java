package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Labels of one and of two resizes in a row equal a sum over the taps and a search, pixel by pixel, whatever the scores,
 * the layout and the number of threads.
 */
class ArgmaxProperties {
    /** What scores look like. */
    enum Kind {
        REGIONS,
        NOISE,
        ROWS_OF_NOISE,
        EDGES,
        COARSE,
        ONE_ULP_APART,
        TINY,
        HUGE,
        SPARSE_NAN,
        SPARSE_INFINITY
    }

    @Property(tries = 400)
    void oneResize(
            @ForAll Random random,
            @ForAll Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 120) int imageWidth,
            @ForAll @IntRange(min = 1, max = 60) int imageHeight) {
        check(
                random,
                kind,
                classes,
                width,
                height,
                Taps.bilinear(width, imageWidth),
                Taps.bilinear(height, imageHeight));
    }

    @Property(tries = 400)
    void twoResizes(
            @ForAll Random random,
            @ForAll Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 4) int factor,
            @ForAll @IntRange(min = 0, max = 7) int offset,
            @ForAll @IntRange(min = 1, max = 90) int imageWidth,
            @ForAll @IntRange(min = 1, max = 60) int imageHeight) {
        Optional<Taps> columns =
                Taps.bilinear(width * factor, imageWidth).after(Taps.bilinear(width, width * factor), offset);
        Optional<Taps> rows =
                Taps.bilinear(height * factor, imageHeight).after(Taps.bilinear(height, height * factor), -offset);
        check(random, kind, classes, width, height, columns.orElseThrow(), rows.orElseThrow());
    }

    @Property(tries = 100)
    void noResize(
            @ForAll Random random,
            @ForAll Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 40) int height) {
        check(random, kind, classes, width, height, Taps.identity(width), Taps.identity(height));
    }

    @Provide
    Arbitrary<Integer> classes() {
        return Arbitraries.of(1, 2, 3, 5, 21, 40, 256, 257);
    }

    private static void check(Random random, Kind kind, int classes, int width, int height, Taps columns, Taps rows) {
        float[] scores = scores(random, kind, classes, width, height);
        ByteBuffer planar =
                ByteBuffer.allocateDirect(scores.length * Float.BYTES).order(ByteOrder.nativeOrder());
        planar.asFloatBuffer().put(scores);
        ByteBuffer interleaved = ByteBuffer.allocateDirect(planar.capacity()).order(ByteOrder.nativeOrder());
        int plane = width * height;
        for (int i = 0; i < scores.length; i++) {
            interleaved.asFloatBuffer().put(i % plane * classes + i / plane, scores[i]);
        }
        int[] expected = slowLabels(scores, classes, width, height, columns, rows);
        ScoreRule rule = ScoreRule.of(ScoreRule.Kind.LOGITS);
        for (int threads = 1; threads <= 3; threads += 2) {
            Argmax argmax = new Argmax(classes, rule, columns, rows, threads);
            LabelSink labels = LabelSink.of(classes, columns.length(), rows.length());
            argmax.run(FloatGrid.planar(planar, classes, width, height), labels, null);
            LabelSink again = LabelSink.of(classes, columns.length(), rows.length());
            argmax.run(FloatGrid.interleaved(interleaved.asFloatBuffer(), classes, width, height), again, null);
            for (int i = 0; i < expected.length; i++) {
                int x = i % columns.length();
                int y = i / columns.length();
                assertEquals(expected[i], labels.toLabelMap().labelAt(x, y), "at " + x + "," + y);
                assertEquals(expected[i], again.toLabelMap().labelAt(x, y), "interleaved at " + x + "," + y);
            }
        }
    }

    private static int[] slowLabels(float[] scores, int classes, int width, int height, Taps columns, Taps rows) {
        int[] labels = new int[columns.length() * rows.length()];
        for (int i = 0; i < labels.length; i++) {
            float[] pixel = new float[classes];
            for (int label = 0; label < classes; label++) {
                pixel[label] = score(
                        scores,
                        label * width * height,
                        width,
                        columns,
                        rows,
                        i % columns.length(),
                        i / columns.length());
            }
            labels[i] = SlowArgmax.argmax(pixel);
        }
        return labels;
    }

    private static float score(float[] scores, int plane, int width, Taps columns, Taps rows, int x, int y) {
        float sum = Float.NaN;
        for (int j = rows.count[y] - 1; j >= 0; j--) {
            float along = Float.NaN;
            for (int i = columns.count[x] - 1; i >= 0; i--) {
                float score = scores[plane + rows.sample(y, j) * width + columns.sample(x, i)];
                along = i == columns.count[x] - 1
                        ? score * columns.weight(x, i)
                        : Math.fma(score, columns.weight(x, i), along);
            }
            sum = j == rows.count[y] - 1 ? along * rows.weight(y, j) : Math.fma(along, rows.weight(y, j), sum);
        }
        return sum;
    }

    private static float[] scores(Random random, Kind kind, int classes, int width, int height) {
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
                case HUGE -> Float.MAX_VALUE * (random.nextInt(3) - 1);
                case SPARSE_NAN -> random.nextInt(50) == 0 ? Float.intBitsToFloat(0xFFC00000) : noise;
                case SPARSE_INFINITY ->
                    random.nextInt(50) == 0
                            ? (random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY)
                            : noise;
            };
        }
        return scores;
    }

    private static float[] gaussian(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * (float) random.nextGaussian();
        }
        return values;
    }
}
