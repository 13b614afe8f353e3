package io.github.segmentation4j;

import java.util.Objects;

/**
 * The labels of an image together with the confidence in each of them.
 *
 * @param labels the class of every pixel
 * @param confidence for every pixel how sure its label is, from 0 to 1 by some {@link ConfidenceMeasure}; the same size as
 *     the labels
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

    /**
     * Returns the labels of those pixels that are sure enough, and another label for the others.
     *
     * @param confidence the least confidence of a pixel that keeps its label, from 0 to 1
     * @param voidLabel the label of the others, from 0 to 65,535; 255 by custom
     * @throws IllegalArgumentException if a number is outside its range
     */
    public LabelMap labelsAtLeast(double confidence, int voidLabel) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "Confidence " + confidence + " was asked for; give a number from 0 to 1");
        }
        if (voidLabel < 0 || voidLabel > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(
                    "Label " + voidLabel + " was given for void; labels are 0 to " + LabelMap.MAX_LABEL);
        }
        int width = labels.width();
        int[] kept = new int[labels.pixelCount()];
        float[] row = new float[width];
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, kept, y * width);
            this.confidence.copyRow(y, row, 0);
            for (int x = 0; x < width; x++) {
                kept[y * width + x] = row[x] >= confidence ? kept[y * width + x] : voidLabel;
            }
        }
        return LabelMap.copyOf(width, labels.height(), kept);
    }
}
