package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.LabelMap;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Labels and confidences of no, one and two resizes in a row equal a sum over {@link SlowTaps} and a search, and the
 * definition of the measure, pixel by pixel and bit for bit, whatever the scores, the layout and the number of threads.
 */
class ArgmaxProperties {

    @Property(tries = 400)
    void oneResize(
            @ForAll Random random,
            @ForAll DrawnScores.Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 120) int imageWidth,
            @ForAll @IntRange(min = 1, max = 60) int imageHeight,
            @ForAll ConfidenceMeasure measure) {
        check(
                DrawnScores.of(random, kind, classes, width, height),
                Taps.bilinear(width, imageWidth),
                Taps.bilinear(height, imageHeight),
                SlowTaps.bilinear(width, imageWidth),
                SlowTaps.bilinear(height, imageHeight),
                measure);
    }

    @Property(tries = 400)
    void twoResizes(
            @ForAll Random random,
            @ForAll DrawnScores.Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 4) int factor,
            @ForAll @IntRange(min = 0, max = 7) int offset,
            @ForAll @IntRange(min = 1, max = 90) int imageWidth,
            @ForAll @IntRange(min = 1, max = 60) int imageHeight,
            @ForAll ConfidenceMeasure measure) {
        Optional<Taps> columns =
                Taps.bilinear(width * factor, imageWidth).after(Taps.bilinear(width, width * factor), offset);
        Optional<Taps> rows =
                Taps.bilinear(height * factor, imageHeight).after(Taps.bilinear(height, height * factor), -offset);
        check(
                DrawnScores.of(random, kind, classes, width, height),
                columns.orElseThrow(),
                rows.orElseThrow(),
                SlowTaps.bilinear(width * factor, imageWidth)
                        .after(SlowTaps.bilinear(width, width * factor), offset, width),
                SlowTaps.bilinear(height * factor, imageHeight)
                        .after(SlowTaps.bilinear(height, height * factor), -offset, height),
                measure);
    }

    @Property(tries = 100)
    void noResize(
            @ForAll Random random,
            @ForAll DrawnScores.Kind kind,
            @ForAll("classes") int classes,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll ConfidenceMeasure measure) {
        check(
                DrawnScores.of(random, kind, classes, width, height),
                Taps.identity(width),
                Taps.identity(height),
                SlowTaps.identity(width),
                SlowTaps.identity(height),
                measure);
    }

    @Provide
    Arbitrary<Integer> classes() {
        return Arbitraries.of(1, 2, 3, 5, 21, 40, 256, 257);
    }

    private static void check(
            DrawnScores drawn,
            Taps columns,
            Taps rows,
            SlowTaps slowColumns,
            SlowTaps slowRows,
            ConfidenceMeasure measure) {
        int classes = drawn.classes();
        float[][] pixels = drawn.resized(slowColumns, slowRows);
        int[] expected = new int[pixels.length];
        float[] sure = new float[pixels.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = SlowArgmax.argmax(pixels[i]);
            sure[i] = SlowArgmax.confidence(pixels[i], expected[i], measure);
        }
        ScoreRule rule = ScoreRule.of(ScoreRule.Kind.LOGITS).measuring(measure);
        for (int threads = 1; threads <= 3; threads += 2) {
            Argmax argmax = new Argmax(classes, rule, columns, rows, threads);
            for (FloatGrid grid : new FloatGrid[] {drawn.planar(), drawn.interleaved()}) {
                LabelSink labels = LabelSink.of(classes, columns.length(), rows.length());
                argmax.run(grid, labels, null);
                check(expected, labels.toLabelMap());
                LabelSink again = LabelSink.of(classes, columns.length(), rows.length());
                float[] confidence = new float[expected.length];
                argmax.run(grid, again, confidence);
                check(expected, again.toLabelMap());
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(sure[i], confidence[i], measure + " of pixel " + i);
                }
            }
        }
    }

    private static void check(int[] expected, LabelMap found) {
        for (int i = 0; i < expected.length; i++) {
            int x = i % found.width();
            int y = i / found.width();
            assertEquals(expected[i], found.labelAt(x, y), "at " + x + "," + y);
        }
    }
}
