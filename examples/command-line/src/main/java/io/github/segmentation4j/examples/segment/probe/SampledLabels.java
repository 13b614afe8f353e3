package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;

/**
 * Labels of a photo and the network's confidence in them on a small grid, row by row.
 *
 * <p>Of the network's distribution over its classes at a pixel only this is kept: the probability {@code p} of the label
 * and, for each of the other {@code C - 1} classes alike, {@code (1 - p) / (C - 1)}. That is exact for two classes, and
 * for many it costs no more than for two.
 *
 * @param classes how many classes the network has, at least 2
 * @param width of the grid
 * @param height of the grid
 * @param labels below {@code classes}
 * @param confidences from {@code 1 / classes} to 1
 */
record SampledLabels(int classes, int width, int height, int[] labels, float[] confidences) {

    /** Returns the samples of a segmentation at the centers of the grid's cells. */
    static SampledLabels of(Segmentation segmentation, int classes, int width, int height) {
        LabelMap map = segmentation.labels();
        ConfidenceMap confidence = segmentation.confidence();
        int[] labels = new int[width * height];
        float[] confidences = new float[labels.length];
        int[] labelRow = new int[map.width()];
        float[] confidenceRow = new float[map.width()];
        for (int y = 0; y < height; y++) {
            int row = center(y, height, map.height());
            map.copyRow(row, labelRow, 0);
            confidence.copyRow(row, confidenceRow, 0);
            for (int x = 0; x < width; x++) {
                int column = center(x, width, map.width());
                labels[y * width + x] = labelRow[column];
                confidences[y * width + x] = Math.max(confidenceRow[column], 1f / classes);
            }
        }
        return new SampledLabels(classes, width, height, labels, confidences);
    }

    /** Returns the index of the sample at the center of a cell; mirrored cells take mirrored samples. */
    private static int center(int cell, int cells, int samples) {
        return 2 * cell < cells ? index(cell, cells, samples) : samples - 1 - index(cells - 1 - cell, cells, samples);
    }

    private static int index(int cell, int cells, int samples) {
        return (int) ((2L * cell + 1) * samples / (2L * cells));
    }

    /** Returns these samples seen in a mirror: left is right. */
    SampledLabels mirrored() {
        int[] mirroredLabels = new int[labels.length];
        float[] mirroredConfidences = new float[labels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = y * width + width - 1 - x;
                mirroredLabels[y * width + x] = labels[from];
                mirroredConfidences[y * width + x] = confidences[from];
            }
        }
        return new SampledLabels(classes, width, height, mirroredLabels, mirroredConfidences);
    }

    /** Returns the probability of every class but the label at a sample. */
    double otherProbability(int index) {
        return (1.0 - confidences[index]) / (classes - 1);
    }

    /**
     * Returns how much the distributions of two samples differ: their total variation distance, half the sum of the
     * absolute differences of all classes, from 0 to 1.
     */
    double distance(int one, int other) {
        double p = confidences[one];
        double q = confidences[other];
        if (labels[one] == labels[other]) {
            return Math.abs(p - q);
        }
        double pElse = otherProbability(one);
        double qElse = otherProbability(other);
        return (Math.abs(p - qElse) + Math.abs(q - pElse) + (classes - 2) * Math.abs(pElse - qElse)) / 2;
    }

    /** Returns the labels alone. */
    LabelMap toLabelMap() {
        return LabelMap.copyOf(width, height, labels);
    }
}
