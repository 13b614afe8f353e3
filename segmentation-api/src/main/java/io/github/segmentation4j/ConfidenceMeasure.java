package io.github.segmentation4j;

/**
 * What is meant by how sure a network is of the label of a pixel. All measures go from 0 to 1, and higher is surer.
 *
 * <p>Let p be the probabilities of the classes at a pixel, highest first. The three are those of uncertainty sampling (B.
 * Settles, "Active Learning Literature Survey", 2009, section 3.1), turned round where they grow with doubt.
 */
public enum ConfidenceMeasure {
    /** The probability of the label, {@code p[0]}. */
    PROBABILITY,

    /** How far it is above that of the second class, {@code p[0] - p[1]}: 0 where two classes are as likely. */
    MARGIN,

    /**
     * One less the entropy of all classes as a share of the highest that so many can have,
     * {@code 1 - (-sum of p ln p) / ln(classes)} (C. E. Shannon, "A Mathematical Theory of Communication", 1948): 0 where
     * all classes are as likely, 1 where one is certain.
     */
    ENTROPY
}
