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
 * confidence undefined it is 0; values beyond 0 to 1 are brought to its ends.
 *
 * <p>For logits the result is defined by {@link Math#exp} and additions in the order of the classes, {@link #exact}. It is
 * found in another way: with {@link ExponentialSums}, and without the classes that are {@link #farBelow} the best. The error
 * of that has a bound; where the float32 nearest to the value is the same at both ends of it, that is the result, and
 * elsewhere, at a pixel or two of a hundred, {@link #exact} is asked. So the result does not depend on the way, bit for bit.
 *
 * <p>Not safe for use by two threads at once.
 */
final class Confidence {
    /** The natural logarithm of 2^40: classes below the best by that and the logarithm of their number are left out. */
    private static final double FAR_BELOW = 40 * Math.log(2);

    /** The bound on what all classes left out have added: 2^-40, and twice that with those that were too far to be added. */
    private static final double LEFT_OUT = 0x1p-39;

    /** The bound on what they add to the sum of {@code d exp(d)}: none has {@code d exp(d)} above {@code 39 exp(-39)}. */
    private static final double LEFT_OUT_WEIGHTED = 64 * LEFT_OUT;

    /** The bound, for each class, on what roundings to float64 do to a sum: those of two additions and two exponentials. */
    private static final double ROUNDING_PER_CLASS = 0x1p-50;

    /** Makes room for terms of second order, of which the bounds are below 2^-20 of the first. */
    private static final double SECOND_ORDER = 1.01;

    private final ScoreRule rule;
    private final ConfidenceMeasure measure;
    private final int classes;
    private final double logarithmOfClasses;

    /** The highest scores, and their classes. */
    private final float[] best;

    private final int[] labels;

    /** Of logits. */
    private final ExponentialSums exponentials;

    /** Of shares and probabilities. */
    private final double[] sums;

    /** The sums of {@code e ln e} for the entropy; the highest part but the winner's for the margin. */
    private final double[] others;

    private int count;

    /** The scores of a run of pixels. */
    @FunctionalInterface
    interface Scores {
        /** Returns the score of a class at a pixel of the run. */
        float at(int label, int pixel);
    }

    /**
     * Creates one for runs of pixels of which somebody else finds the highest scores and their classes.
     *
     * @param winners holds these when a run is started
     */
    Confidence(ScoreRule rule, int classes, RunningArgmax winners) {
        int capacity = winners.best.length;
        this.rule = rule;
        this.measure = rule.measure();
        this.classes = classes;
        this.logarithmOfClasses = Math.log(classes);
        this.best = winners.best;
        this.labels = winners.labels;
        this.exponentials = new ExponentialSums(measure, areLogits() ? capacity : 0);
        this.sums = new double[areLogits() ? 0 : capacity];
        this.others = new double[sums.length];
    }

    private boolean areLogits() {
        return rule.kind() == ScoreRule.Kind.LOGITS;
    }

    /**
     * Returns how far below the best score, at least, a class must be that need not be added; infinite where all must.
     *
     * <p>{@code n} logits that are {@code 40 ln 2 + ln n} below the best add less than {@code n exp(-40 ln 2 - ln n) = 2^-40}
     * to the sum of exponentials.
     */
    double farBelow() {
        return areLogits() ? FAR_BELOW + logarithmOfClasses : Double.POSITIVE_INFINITY;
    }

    /** Begins a run of {@code count} pixels, whose winners are known. */
    void start(int count) {
        this.count = count;
        if (areLogits()) {
            exponentials.start(count);
        } else {
            Arrays.fill(sums, 0, count, 0);
            Arrays.fill(others, 0, count, 0);
        }
    }

    /**
     * Adds the scores of a class at some pixels; needed only where the rule asks for all scores. Classes are added in their
     * order, the winning ones included.
     */
    void add(int label, float[] scores, int from, int to) {
        if (areLogits()) {
            exponentials.add(label, scores, best, labels, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            double part = scores[i];
            sums[i] += part;
            if (measure == ConfidenceMeasure.ENTROPY && part > 0) {
                others[i] += part * Math.log(part);
            } else if (measure == ConfidenceMeasure.MARGIN && labels[i] != label) {
                others[i] = Math.max(others[i], part);
            }
        }
    }

    /**
     * Writes the confidences of the run.
     *
     * @param scores those that were, or could have been, added
     */
    void finish(Scores scores, float[] target, int offset) {
        for (int i = 0; i < count; i++) {
            target[offset + i] =
                    areLogits() ? ofLogits(scores, i) : rounded(rule.isForeground() ? ofTwo(i) : ofMany(i));
        }
    }

    /** Returns the nearest float from 0 to 1, and 0 for what is undefined. */
    private static float rounded(double confidence) {
        return Double.isFinite(confidence) ? (float) Math.max(0, Math.min(1, confidence)) : 0;
    }

    private float ofLogits(Scores scores, int i) {
        if (!(Math.abs(best[i]) <= Float.MAX_VALUE)) {
            // Infinity less infinity is not a number.
            return 0;
        }
        if (classes == 1) {
            return 1;
        }
        double sum = exponentials.sums[i];
        double rounding = classes * ROUNDING_PER_CLASS;
        double error = ((sum - 1) * ExponentialSums.RELATIVE_ERROR + rounding * sum + LEFT_OUT) * SECOND_ORDER;
        double value;
        double bound;
        if (measure == ConfidenceMeasure.PROBABILITY) {
            value = 1 / sum;
            bound = error * value * value;
        } else if (measure == ConfidenceMeasure.MARGIN) {
            value = (1 - Math.exp(exponentials.second[i])) / sum;
            bound = (error * value + LEFT_OUT) / sum;
        } else {
            double mean = exponentials.weighted[i] / sum;
            double logarithm = Math.log(sum);
            double meanError = -mean * (ExponentialSums.RELATIVE_ERROR + rounding) + LEFT_OUT_WEIGHTED / sum;
            value = entropyConfidence(logarithm - mean);
            bound = SECOND_ORDER
                    * ((1 - mean) * error / sum + meanError + (1 + logarithm) * ROUNDING_PER_CLASS)
                    / logarithmOfClasses;
        }
        float low = (float) (value - bound);
        float high = (float) (value + bound);
        return low == high && low >= 0 && high <= 1 ? low : rounded(exact(scores, i));
    }

    /** Returns the confidence by its definition, term after term. */
    private double exact(Scores scores, int i) {
        double sum = 0;
        double other = 0;
        for (int label = 0; label < classes; label++) {
            double logarithm = scores.at(label, i) - best[i];
            double part = Math.exp(logarithm);
            sum += part;
            if (measure == ConfidenceMeasure.ENTROPY && part > 0) {
                other += part * logarithm;
            } else if (measure == ConfidenceMeasure.MARGIN && labels[i] != label) {
                other = Math.max(other, part);
            }
        }
        return ofMany(1, sum, other);
    }

    private double ofMany(int i) {
        return ofMany(best[i], rule.kind() == ScoreRule.Kind.PROBABILITIES ? 1 : sums[i], others[i]);
    }

    /** Returns the confidence from the winner's part, the sum of all, and what is kept of the others. */
    private double ofMany(double winning, double sum, double other) {
        if (!Double.isFinite(sum) || Double.isNaN(winning)) {
            return Double.NaN;
        }
        return switch (measure) {
            case PROBABILITY -> winning / sum;
            case MARGIN -> (winning - other) / sum;
            case ENTROPY -> entropyConfidence(Math.log(sum) - other / sum);
        };
    }

    private double entropyConfidence(double entropy) {
        return classes == 1 ? 1 : 1 - entropy / logarithmOfClasses;
    }

    /** Returns the confidence where the label has a probability and one other label the rest. */
    private double ofTwo(int i) {
        double probability = probability(best[i], labels[i]);
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
