package io.github.segmentation4j;

import java.util.Objects;

/**
 * The labels of an image together with the confidence in each of them.
 *
 * @param labels the class of every pixel
 * @param confidence for every pixel the probability of its label, from 0 to 1; the same size as the labels
 */
public record Segmentation(LabelMap labels, ConfidenceMap confidence) {

    /**
     * Checks that both maps have one size.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public Segmentation {
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(confidence, "confidence");
        if (labels.width() != confidence.width() || labels.height() != confidence.height()) {
            throw new IllegalArgumentException("The labels are " + labels.width() + "x" + labels.height()
                    + " and the confidence is " + confidence.width() + "x" + confidence.height()
                    + ", but both must cover the same pixels");
        }
    }
}
