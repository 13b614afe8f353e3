package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.ConfidenceMeasure;

/**
 * How scores become labels and confidences.
 *
 * @param kind what the scores are
 * @param threshold the value above which a pixel of a single channel is foreground
 * @param measure what confidences are
 */
public record ScoreRule(Kind kind, float threshold, ConfidenceMeasure measure) {

    /** What scores are. */
    public enum Kind {
        /** Logits of all classes: the highest wins, its softmax is the confidence. */
        LOGITS,
        /** Probabilities of all classes: the highest wins and is the confidence. */
        PROBABILITIES,
        /** Shares of all classes in something: the highest wins, its part in their sum is the confidence. */
        SHARES,
        /** The logit of the foreground. */
        FOREGROUND_LOGIT,
        /** The probability of the foreground. */
        FOREGROUND_PROBABILITY
    }

    /** Returns the rule for scores of all classes. */
    public static ScoreRule of(Kind kind) {
        return new ScoreRule(kind, 0, ConfidenceMeasure.PROBABILITY);
    }

    /** Returns this rule with another measure of confidence. */
    public ScoreRule measuring(ConfidenceMeasure other) {
        return new ScoreRule(kind, threshold, other);
    }

    /** True if a single channel stands for background and foreground. */
    public boolean isForeground() {
        return kind == Kind.FOREGROUND_LOGIT || kind == Kind.FOREGROUND_PROBABILITY;
    }

    /** Returns how many labels there are for this many channels. */
    public int labels(int channels) {
        return isForeground() ? 2 : channels;
    }

    /** True if the confidence needs the scores of all classes, not only the winning one. */
    boolean needsAllScores() {
        return kind == Kind.LOGITS
                || kind == Kind.SHARES
                || (kind == Kind.PROBABILITIES && measure != ConfidenceMeasure.PROBABILITY);
    }
}
