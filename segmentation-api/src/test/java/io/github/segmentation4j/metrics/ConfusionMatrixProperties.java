package io.github.segmentation4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConfusionMatrixProperties {
    private static final int VOID = 255;

    private static LabelMap random(Random random, int width, int height, int classes, boolean hasVoid) {
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = hasVoid && random.nextInt(5) == 0 ? VOID : random.nextInt(classes);
        }
        return LabelMap.copyOf(width, height, labels);
    }

    @Property
    void scoresEqualThoseOfSets(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 5) int classes) {
        LabelMap truth = random(random, width, 4, classes, true);
        LabelMap prediction = random(random, width, 4, classes, true);
        ConfusionMatrix matrix = ConfusionMatrix.of(classes).ignoring(VOID).with(truth, prediction);
        SegmentationScores scores = matrix.scores();
        int counted = 0;
        int right = 0;
        for (int label = 0; label < classes; label++) {
            int both = 0;
            int either = 0;
            int inTruth = 0;
            int inPrediction = 0;
            for (int pixel = 0; pixel < truth.pixelCount(); pixel++) {
                int a = truth.labelAt(pixel % width, pixel / width);
                int b = prediction.labelAt(pixel % width, pixel / width);
                if (a != VOID) {
                    both += a == label && b == label ? 1 : 0;
                    either += a == label || b == label ? 1 : 0;
                    inTruth += a == label ? 1 : 0;
                    inPrediction += b == label ? 1 : 0;
                }
            }
            counted += inTruth;
            right += both;
            check(both, either, scores.iou(label));
            check(both, inTruth, scores.recall(label));
            check(both, inPrediction, scores.precision(label));
            check(2 * both, inTruth + inPrediction, scores.dice(label));
            assertEquals(inTruth, scores.truePixels(label));
        }
        assertEquals(counted, matrix.pixelCount());
        check(right, counted, scores.pixelAccuracy());
    }

    private static void check(int part, int whole, OptionalDouble score) {
        assertEquals(whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole), score);
    }

    @Property
    void labelsBeyondAByteAreCountedAlike(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int width) {
        LabelMap truth = random(random, width, 5, 4, false);
        LabelMap prediction = random(random, width, 5, 4, false);
        ConfusionMatrix small = ConfusionMatrix.of(4).with(truth, prediction);
        ConfusionMatrix large = ConfusionMatrix.of(1000)
                .with(truth.remap(label -> 300 + label), prediction.remap(label -> 300 + label));
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                assertEquals(small.count(row, column), large.count(300 + row, 300 + column));
            }
        }
    }

    @Property
    void twoMatricesAddUp(@ForAll Random random) {
        ConfusionMatrix none = ConfusionMatrix.of(3).ignoring(VOID);
        ConfusionMatrix all = none;
        ConfusionMatrix even = none;
        ConfusionMatrix odd = none;
        for (int image = 0; image < 6; image++) {
            LabelMap truth = random(random, 5, 1 + image, 3, true);
            LabelMap prediction = random(random, 5, 1 + image, 3, true);
            all = all.with(truth, prediction);
            even = image % 2 == 0 ? even.with(truth, prediction) : even;
            odd = image % 2 == 1 ? odd.with(truth, prediction) : odd;
        }
        assertEquals(all, odd.plus(even));
        assertEquals(all.hashCode(), even.plus(odd).hashCode());
    }

    @Property
    void truthAndPredictionMayBeExchanged(@ForAll Random random) {
        LabelMap a = random(random, 9, 7, 4, false);
        LabelMap b = random(random, 9, 7, 4, false);
        SegmentationScores there = ConfusionMatrix.of(4).with(a, b).scores();
        SegmentationScores back = ConfusionMatrix.of(4).with(b, a).scores();
        for (Function<SegmentationScores, OptionalDouble> score : List.<Function<SegmentationScores, OptionalDouble>>of(
                SegmentationScores::meanIou,
                SegmentationScores::meanDice,
                SegmentationScores::pixelAccuracy,
                SegmentationScores::kappa)) {
            assertEquals(score.apply(there).orElseThrow(), score.apply(back).orElseThrow(), 1e-12);
        }
        assertEquals(there.meanAccuracy(), back.meanPrecision());
        for (int label = 0; label < 4; label++) {
            double iou = there.iou(label).orElse(0);
            assertEquals(2 * iou / (1 + iou), there.dice(label).orElse(0), 1e-12);
        }
    }

    @Property
    void otherNamesForClassesMoveScoresAlong(@ForAll Random random) {
        List<Integer> names = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(names, random);
        LabelMap a = random(random, 9, 7, 5, false);
        LabelMap b = random(random, 9, 7, 5, false);
        SegmentationScores before = ConfusionMatrix.of(5).with(a, b).scores();
        SegmentationScores after = ConfusionMatrix.of(5)
                .with(a.remap(names::get), b.remap(names::get))
                .scores();
        for (int label = 0; label < 5; label++) {
            assertEquals(before.iou(label), after.iou(names.get(label)));
        }
        assertEquals(before.meanIou().orElseThrow(), after.meanIou().orElseThrow(), 1e-12);
        assertEquals(
                before.frequencyWeightedIou().orElseThrow(),
                after.frequencyWeightedIou().orElseThrow(),
                1e-12);
    }

    @Property
    void scoresStayWithinTheirBounds(@ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int classes) {
        LabelMap a = random(random, 4, 3, classes, true);
        LabelMap b = random(random, 4, 3, classes, true);
        SegmentationScores scores =
                ConfusionMatrix.of(classes).ignoring(VOID).with(a, b).scores();
        for (OptionalDouble score : List.of(
                scores.meanIou(),
                scores.meanDice(),
                scores.frequencyWeightedIou(),
                scores.meanAccuracy(),
                scores.meanPrecision())) {
            assertTrue(score.orElse(0) >= 0 && score.orElse(0) <= 1 + 1e-12);
        }
        assertTrue(Math.abs(scores.kappa().orElse(0)) <= 1 + 1e-12);
        assertTrue(scores.meanIou().orElse(0) <= scores.meanDice().orElse(0) + 1e-12);
    }
}
