package io.github.segmentation4j.examples.segment.probe;

import java.util.Arrays;
import java.util.Random;

/** Labels and confidences for tests. */
final class Samples {
    private Samples() {}

    /** Returns random samples, of which neighbors often share a label. */
    static SampledLabels random(int classes, int width, int height, long seed) {
        Random random = new Random(seed);
        int[] labels = new int[width * height];
        float[] confidences = new float[labels.length];
        int label = 0;
        for (int i = 0; i < labels.length; i++) {
            if (random.nextInt(4) == 0) {
                label = random.nextInt(classes);
            }
            labels[i] = label;
            confidences[i] = 1f / classes + random.nextFloat() * (1 - 1f / classes);
        }
        return new SampledLabels(classes, width, height, labels, confidences);
    }

    /** Returns samples of labels that are written as digits, row by row, all with one confidence. */
    static SampledLabels of(int classes, float confidence, String... rows) {
        String text = String.join("", rows);
        float[] confidences = new float[text.length()];
        Arrays.fill(confidences, confidence);
        return new SampledLabels(
                classes,
                rows[0].length(),
                rows.length,
                text.chars().map(digit -> digit - '0').toArray(),
                confidences);
    }

    /** Returns the whole distribution over the classes at a sample. */
    static double[] distribution(SampledLabels samples, int index) {
        double[] distribution = new double[samples.classes()];
        Arrays.fill(distribution, (1.0 - samples.confidences()[index]) / (samples.classes() - 1));
        distribution[samples.labels()[index]] = samples.confidences()[index];
        return distribution;
    }
}
