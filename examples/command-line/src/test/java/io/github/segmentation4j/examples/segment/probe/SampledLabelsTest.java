package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampledLabelsTest {
    private static Segmentation segmentation(SampledLabels samples) {
        return new Segmentation(
                samples.toLabelMap(), ConfidenceMap.copyOf(samples.width(), samples.height(), samples.confidences()));
    }

    @Property
    void distanceIsHalfTheSumOfAllDifferences(@ForAll @IntRange(min = 2, max = 20) int classes, @ForAll long seed) {
        SampledLabels samples = Samples.random(classes, 6, 4, seed);
        for (int i = 1; i < samples.labels().length; i++) {
            double[] p = Samples.distribution(samples, i - 1);
            double[] q = Samples.distribution(samples, i);
            double sum = 0;
            for (int label = 0; label < classes; label++) {
                sum += Math.abs(p[label] - q[label]);
            }
            assertEquals(sum / 2, samples.distance(i - 1, i), 1e-9);
            assertEquals(samples.distance(i - 1, i), samples.distance(i, i - 1), 1e-9);
        }
    }

    @Property
    void samplesOfAMirrorImageAreMirrored(
            @ForAll @IntRange(min = 8, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 4) int halfGrid,
            @ForAll long seed) {
        SampledLabels full = Samples.random(4, width, height, seed);

        SampledLabels sampled = SampledLabels.of(segmentation(full), 4, 2 * halfGrid, Math.min(height, 5));
        SampledLabels ofMirrored =
                SampledLabels.of(segmentation(full.mirrored()), 4, 2 * halfGrid, Math.min(height, 5));

        assertArrayEquals(sampled.labels(), ofMirrored.mirrored().labels());
        assertArrayEquals(sampled.confidences(), ofMirrored.mirrored().confidences());
    }

    @Property
    void aMirrorUndoesItself(@ForAll @IntRange(min = 1, max = 9) int width, @ForAll long seed) {
        SampledLabels samples = Samples.random(3, width, 4, seed);

        assertArrayEquals(samples.labels(), samples.mirrored().mirrored().labels());
        assertArrayEquals(samples.confidences(), samples.mirrored().mirrored().confidences());
    }

    @Test
    void takesTheCentersOfTheCells() {
        SampledLabels full = Samples.of(9, 1, "012345", "678012", "345678");

        SampledLabels sampled = SampledLabels.of(segmentation(full), 9, 2, 1);

        assertEquals(LabelMap.copyOf(2, 1, new int[] {7, 1}), sampled.toLabelMap());
    }

    @Test
    void confidencesBelowChanceCountAsChance() {
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {0, 1});
        ConfidenceMap confidences = ConfidenceMap.copyOf(2, 1, new float[] {0.1f, 0.6f});

        SampledLabels sampled = SampledLabels.of(new Segmentation(labels, confidences), 4, 2, 1);

        assertArrayEquals(new float[] {0.25f, 0.6f}, sampled.confidences());
    }
}
