package io.github.segmentation4j.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.model.ImageSize;
import java.nio.FloatBuffer;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The decoder equals its slow twin on every pixel, whatever the scores and the sizes. */
class DecoderProperties {
    private static final float[] SPECIAL = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE
    };

    /** A grid of scores and the kind of its values, for readable counterexamples. */
    record Grid(float[] scores, int classes, int width, int height, String kind) {
        ScoreGrid view() {
            return FloatGrid.planar(FloatBuffer.wrap(scores), classes, width, height);
        }

        SlowArgmax twin() {
            return new SlowArgmax(scores, classes, width, height);
        }
    }

    @Property
    void labelsEqualTheSlowTwin(
            @ForAll("grids") Grid grid,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height) {
        check(grid, width, height);
    }

    @Property(tries = 100)
    void labelsOfWideImagesEqualTheSlowTwin(
            @ForAll("grids") Grid grid,
            @ForAll @IntRange(min = 250, max = 800) int width,
            @ForAll @IntRange(min = 1, max = 6) int height) {
        check(grid, width, height);
    }

    @Property
    void labelsAtTheGridsOwnSizeEqualTheSlowTwin(@ForAll("grids") Grid grid) {
        check(grid, grid.width(), grid.height());
    }

    @Property(tries = 100)
    void confidenceIsTheSoftmaxOfTheWinner(
            @ForAll("grids") Grid grid,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height) {
        Segmentation result = SemanticDecoder.labelsWithConfidence(
                grid.view(), ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(width, height));
        assertEquals(
                SemanticDecoder.labels(grid.view(), ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(width, height)),
                result.labels());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float[] scores = grid.twin().scoresAt(x, y, width, height);
                double expected = SlowArgmax.softmax(scores, SlowArgmax.argmax(scores));
                assertEquals(expected, result.confidence().confidenceAt(x, y), 1e-6, "at " + x + "," + y);
            }
        }
    }

    private static void check(Grid grid, int width, int height) {
        LabelMap labels =
                SemanticDecoder.labels(grid.view(), ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(width, height));
        assertEquals(width, labels.width());
        assertEquals(height, labels.height());
        SlowArgmax twin = grid.twin();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int expected = SlowArgmax.argmax(twin.scoresAt(x, y, width, height));
                if (labels.labelAt(x, y) != expected) {
                    fail("at " + x + "," + y + " of " + width + "x" + height + ": expected " + expected + ", got "
                            + labels.labelAt(x, y));
                }
            }
        }
    }

    @Provide
    Arbitrary<Grid> grids() {
        Arbitrary<Integer> classes = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(1, 25)),
                Tuple.of(1, Arbitraries.integers().between(255, 300)));
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 12);
        Arbitrary<String> kind = Arbitraries.of("noise", "coarse", "one ulp apart", "special");
        return Combinators.combine(classes, side, side, kind, Arbitraries.longs())
                .as(DecoderProperties::grid);
    }

    private static Grid grid(int classes, int width, int height, String kind, long seed) {
        Random random = new Random(seed);
        float[] scores = new float[classes * width * height];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = switch (kind) {
                case "noise" -> (float) random.nextGaussian();
                case "coarse" -> random.nextInt(3) - 1;
                case "one ulp apart" -> random.nextBoolean() ? 1f : Math.nextUp(1f);
                default ->
                    random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextGaussian();
            };
        }
        return new Grid(scores, classes, width, height, kind);
    }
}
