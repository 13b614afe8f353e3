package io.github.segmentation4j.model;

/** What the numbers in a network's output mean. */
public enum OutputKind {
    /** Scores without bounds, one for each class; with a single channel the log-odds of the foreground. */
    LOGITS,
    /** Scores from 0 to 1, one for each class; with a single channel the probability of the foreground. */
    PROBABILITIES,
    /** Class ids. */
    LABELS,
    /**
     * The pair of MaskFormer and Mask2Former: logits of the classes of every query, and logits of every query's mask
     * (Cheng, Schwing, Kirillov, NeurIPS 2021).
     */
    MASK_QUERIES
}
