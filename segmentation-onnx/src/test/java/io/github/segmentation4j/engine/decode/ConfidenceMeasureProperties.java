package io.github.segmentation4j.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.model.ImageSize;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Margins and entropies equal their definitions, computed in float64 from probabilities that are written down first. */
class ConfidenceMeasureProperties {
    private static final double TOLERANCE = 2e-6;

    @Property
    void measuresOfManyClasses(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 9) int classes,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll ConfidenceMeasure measure,
            @ForAll boolean areLogits) {
        int height = 3;
        float[] scores = new float[classes * width * height];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = areLogits ? (float) (4 * random.nextGaussian()) : random.nextFloat();
        }
        ScoreRule.Kind kind = areLogits ? ScoreRule.Kind.LOGITS : ScoreRule.Kind.SHARES;
        Segmentation found =
                found(scores, classes, width, height, ScoreRule.of(kind).measuring(measure));
        for (int pixel = 0; pixel < width * height; pixel++) {
            double[] parts = new double[classes];
            for (int label = 0; label < classes; label++) {
                float score = scores[label * width * height + pixel];
                parts[label] = areLogits ? Math.exp(score) : score;
            }
            double sum = Arrays.stream(parts).sum();
            double[] probabilities =
                    Arrays.stream(parts).map(part -> part / sum).toArray();
            assertEquals(
                    slow(probabilities, measure),
                    found.confidence().confidenceAt(pixel % width, pixel / width),
                    TOLERANCE,
                    measure + " of " + Arrays.toString(probabilities));
        }
    }

    @Property
    void measuresOfAForeground(@ForAll Random random, @ForAll ConfidenceMeasure measure, @ForAll boolean isLogit) {
        float[] scores = new float[12];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = isLogit ? (float) (3 * random.nextGaussian()) : random.nextFloat();
        }
        ScoreRule rule = new ScoreRule(
                isLogit ? ScoreRule.Kind.FOREGROUND_LOGIT : ScoreRule.Kind.FOREGROUND_PROBABILITY,
                isLogit ? 0 : 0.5f,
                measure);
        Segmentation found = found(scores, 1, 4, 3, rule);
        for (int pixel = 0; pixel < scores.length; pixel++) {
            double p = isLogit ? 1 / (1 + Math.exp(-scores[pixel])) : scores[pixel];
            assertEquals(
                    slow(new double[] {p, 1 - p}, measure),
                    found.confidence().confidenceAt(pixel % 4, pixel / 4),
                    TOLERANCE);
        }
    }

    private static Segmentation found(float[] scores, int classes, int width, int height, ScoreRule rule) {
        FloatGrid grid = FloatGrid.planar(FloatBuffer.wrap(scores), classes, width, height);
        return SemanticDecoder.labelsWithConfidence(grid, rule, new ImageSize(width, height));
    }

    private static double slow(double[] probabilities, ConfidenceMeasure measure) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        double first = sorted[sorted.length - 1];
        double second = sorted[sorted.length - 2];
        double entropy = 0;
        for (double p : probabilities) {
            entropy -= p == 0 ? 0 : p * Math.log(p);
        }
        return switch (measure) {
            case PROBABILITY -> first;
            case MARGIN -> first - second;
            case ENTROPY -> 1 - entropy / Math.log(probabilities.length);
        };
    }

    @Property
    void probabilitiesAreTakenAsTheyAre(@ForAll Random random, @ForAll ConfidenceMeasure measure) {
        float[] scores = {0.7f, 0.25f, 0.05f};
        Segmentation found = found(
                scores, 3, 1, 1, ScoreRule.of(ScoreRule.Kind.PROBABILITIES).measuring(measure));
        assertEquals(
                slow(new double[] {0.7f, 0.25f, 0.05f}, measure),
                found.confidence().confidenceAt(0, 0),
                TOLERANCE);
    }

    @Property
    void whatIsNotANumberIsNotSure(@ForAll ConfidenceMeasure measure) {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] scores = {1, odd, 0};
            Segmentation found =
                    found(scores, 3, 1, 1, ScoreRule.of(ScoreRule.Kind.LOGITS).measuring(measure));
            assertEquals(0, found.confidence().confidenceAt(0, 0));
            assertEquals(1, found.labels().labelAt(0, 0));
        }
    }
}
