package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;

/** Distances as one would measure them: from the centre of a pixel to the square of every other pixel. */
final class SlowDistances {
    private SlowDistances() {}

    /** The distance to the nearest pixel with another label, in pixels; infinite if there is none. */
    static double toOtherLabel(LabelMap labels, int x, int y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int otherY = 0; otherY < labels.height(); otherY++) {
            for (int otherX = 0; otherX < labels.width(); otherX++) {
                if (labels.labelAt(otherX, otherY) != labels.labelAt(x, y)) {
                    nearest = Math.min(nearest, toSquare(x, y, otherX, otherY));
                }
            }
        }
        return nearest;
    }

    /** The same, or the distance to the frame of the map if that is less. */
    static double toOtherLabelOrFrame(LabelMap labels, int x, int y) {
        double sideways = Math.min(x, labels.width() - 1 - x) + 0.5;
        double upright = Math.min(y, labels.height() - 1 - y) + 0.5;
        return Math.min(toOtherLabel(labels, x, y), Math.min(sideways, upright));
    }

    static double toSquare(int x, int y, int otherX, int otherY) {
        return Math.hypot(Math.max(0, Math.abs(otherX - x) - 0.5), Math.max(0, Math.abs(otherY - y) - 0.5));
    }
}
