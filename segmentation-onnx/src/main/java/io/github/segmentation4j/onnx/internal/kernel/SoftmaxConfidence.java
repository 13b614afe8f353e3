package io.github.segmentation4j.onnx.internal.kernel;

import java.util.Arrays;

/**
 * The softmax probability of the winning class for a run of pixels, gathered class by class once the highest score is
 * known: {@code 1 / sum over c of exp(score[c] - best)}.
 *
 * <p>The sum is kept in double, so that its rounding does not show in the float32 result however many classes there
 * are. Where a score is NaN or the best one infinite the softmax is undefined and the confidence 0. Not safe for use by
 * two threads at once.
 */
final class SoftmaxConfidence {
    private final double[] sums;

    /** Creates one for runs of up to {@code capacity} pixels. */
    SoftmaxConfidence(int capacity) {
        sums = new double[capacity];
    }

    /** Begins a run of {@code count} pixels. */
    void start(int count) {
        Arrays.fill(sums, 0, count, 0);
    }

    /** Adds the scores of one class, the winning one included. */
    void add(float[] scores, float[] best, int count) {
        double[] sums = this.sums;
        for (int i = 0; i < count; i++) {
            sums[i] += Math.exp(scores[i] - best[i]);
        }
    }

    /** Writes the probabilities of the run. */
    void finish(float[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            double sum = sums[i];
            target[offset + i] = Double.isFinite(sum) ? (float) (1 / sum) : 0;
        }
    }
}
