package io.github.segmentation4j.onnx.internal.kernel;

import java.util.Arrays;

/**
 * How sure a network is of the winning class of a run of pixels.
 *
 * <ul>
 *   <li>Logits: the softmax {@code 1 / sum over c of exp(score[c] - best)}.
 *   <li>Shares: {@code best / sum over c of score[c]}.
 *   <li>Probabilities: the winning one.
 *   <li>A single channel: the probability of the label, {@code p} or {@code 1 - p}, with {@code p = 1 / (1 + exp(-logit))}
 *       for a logit.
 * </ul>
 *
 * <p>Sums are kept in double, so that their rounding does not show in the float32 result however many classes there are.
 * Where a score is NaN or the confidence undefined it is 0; values beyond 0 to 1 are brought to its ends. Not safe for use
 * by two threads at once.
 */
final class Confidence {
    private final ScoreRule rule;
    private final double[] sums;

    /** Creates one for runs of up to {@code capacity} pixels. */
    Confidence(ScoreRule rule, int capacity) {
        this.rule = rule;
        this.sums = new double[capacity];
    }

    /** Begins a run of {@code count} pixels. */
    void start(int count) {
        Arrays.fill(sums, 0, count, 0);
    }

    /** Adds the scores of one class, the winning one included; needed only where the rule asks for all of them. */
    void add(float[] scores, float[] best, int count) {
        double[] sums = this.sums;
        if (rule.kind() == ScoreRule.Kind.SHARES) {
            for (int i = 0; i < count; i++) {
                sums[i] += scores[i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            sums[i] += Math.exp(scores[i] - best[i]);
        }
    }

    /** Writes the confidences of the run. */
    void finish(RunningArgmax winners, float[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            double confidence = of(winners.best[i], winners.labels[i], sums[i]);
            target[offset + i] = Double.isFinite(confidence) ? (float) Math.max(0, Math.min(1, confidence)) : 0;
        }
    }

    private double of(float best, int label, double sum) {
        return switch (rule.kind()) {
            case LOGITS -> Double.isFinite(sum) ? 1 / sum : Double.NaN;
            case SHARES -> best / sum;
            case PROBABILITIES -> best;
            case FOREGROUND_PROBABILITY -> label == 1 ? best : 1.0 - best;
            case FOREGROUND_LOGIT -> 1 / (1 + Math.exp(label == 1 ? -(double) best : best));
        };
    }
}
