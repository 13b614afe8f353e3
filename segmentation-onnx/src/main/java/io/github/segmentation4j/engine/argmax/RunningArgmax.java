package io.github.segmentation4j.engine.argmax;

/**
 * The highest score and its class for a run of pixels, found class by class.
 *
 * <p>The order of classes is that of NumPy's and PyTorch's argmax: the lowest class wins a tie, negative and positive
 * zero are a tie, and the first NaN wins over every number. Not safe for use by two threads at once.
 */
final class RunningArgmax {
    final float[] best;
    final int[] labels;

    /** Creates one for runs of up to {@code capacity} pixels. */
    RunningArgmax(int capacity) {
        best = new float[capacity];
        labels = new int[capacity];
    }

    /** Makes the labels of a single channel: 1 where its value is above a threshold, 0 elsewhere and for NaN. */
    void threshold(float threshold, int count) {
        for (int i = 0; i < count; i++) {
            labels[i] = best[i] > threshold ? 1 : 0;
        }
    }

    /** True if a score replaces the best of the classes before it; a NaN fails the comparison and so replaces numbers. */
    static boolean wins(float score, float best) {
        return !(score <= best) && !Float.isNaN(best);
    }
}
