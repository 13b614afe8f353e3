package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.ConfidenceMeasure;
import java.util.Arrays;

/**
 * How sure a network is of the winning class of a run of pixels, by a {@link ConfidenceMeasure} of the probabilities.
 *
 * <ul>
 *   <li>Logits: the softmax {@code exp(score[c] - best) / sum over c of exp(score[c] - best)}.
 *   <li>Shares: {@code score[c] / sum over c of score[c]}.
 *   <li>Probabilities: as they are.
 *   <li>A single channel: {@code p} and {@code 1 - p}, with {@code p = 1 / (1 + exp(-logit))} for a logit.
 * </ul>
 *
 * <p>Sums are kept in double, so that their rounding does not show in the float32 result however many classes there are.
 * The entropy of parts {@code e} with sum {@code s} is {@code ln s - (sum of e ln e) / s}. Where a score is NaN or the
 * confidence undefined it is 0; values beyond 0 to 1 are brought to its ends. Not safe for use by two threads at once.
 */
final class Confidence {
    private final ScoreRule rule;
    private final ConfidenceMeasure measure;
    private final double[] sums;

    /** The sums of {@code e ln e} for the entropy; the highest part but the winner's for the margin. */
    private final double[] others;

    /** Classes added in this run. */
    private int classes;

    /** Creates one for runs of up to {@code capacity} pixels. */
    Confidence(ScoreRule rule, int capacity) {
        this.rule = rule;
        this.measure = rule.measure();
        this.sums = new double[capacity];
        this.others = new double[measure == ConfidenceMeasure.PROBABILITY ? 0 : capacity];
    }

    /** Begins a run of {@code count} pixels. */
    void start(int count) {
        Arrays.fill(sums, 0, count, 0);
        Arrays.fill(others, 0, Math.min(count, others.length), 0);
        classes = 0;
    }

    /** Adds the scores of the next class, the winning one included; needed only where the rule asks for all of them. */
    void add(float[] scores, RunningArgmax winners, int count) {
        boolean areLogits = rule.kind() == ScoreRule.Kind.LOGITS;
        int label = classes++;
        for (int i = 0; i < count; i++) {
            double logarithm = areLogits ? scores[i] - winners.best[i] : 0;
            double part = areLogits ? Math.exp(logarithm) : scores[i];
            sums[i] += part;
            if (measure == ConfidenceMeasure.ENTROPY && part > 0) {
                others[i] += part * (areLogits ? logarithm : Math.log(part));
            } else if (measure == ConfidenceMeasure.MARGIN && winners.labels[i] != label) {
                others[i] = Math.max(others[i], part);
            }
        }
    }

    /** Writes the confidences of the run. */
    void finish(RunningArgmax winners, float[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            double confidence = rule.isForeground()
                    ? ofTwo(probability(winners.best[i], winners.labels[i]))
                    : ofMany(winners.best[i], i);
            target[offset + i] = Double.isFinite(confidence) ? (float) Math.max(0, Math.min(1, confidence)) : 0;
        }
    }

    private double ofMany(float best, int i) {
        double winning = rule.kind() == ScoreRule.Kind.LOGITS ? 1 : best;
        double sum = rule.kind() == ScoreRule.Kind.PROBABILITIES ? 1 : sums[i];
        if (!Double.isFinite(sum) || Float.isNaN(best)) {
            return Double.NaN;
        }
        return switch (measure) {
            case PROBABILITY -> winning / sum;
            case MARGIN -> (winning - others[i]) / sum;
            case ENTROPY -> classes == 1 ? 1 : 1 - (Math.log(sum) - others[i] / sum) / Math.log(classes);
        };
    }

    /** Returns the confidence where the label has a probability and one other label the rest. */
    private double ofTwo(double probability) {
        return switch (measure) {
            case PROBABILITY -> probability;
            case MARGIN -> Math.abs(2 * probability - 1);
            case ENTROPY -> 1 - (surprise(probability) + surprise(1 - probability)) / Math.log(2);
        };
    }

    private static double surprise(double probability) {
        return probability > 0 ? -probability * Math.log(probability) : probability < 0 ? Double.NaN : -probability;
    }

    /** Returns the probability of a label of a single channel. */
    private double probability(float foreground, int label) {
        return rule.kind() == ScoreRule.Kind.FOREGROUND_PROBABILITY
                ? label == 1 ? foreground : 1.0 - foreground
                : 1 / (1 + Math.exp(label == 1 ? -(double) foreground : foreground));
    }
}
