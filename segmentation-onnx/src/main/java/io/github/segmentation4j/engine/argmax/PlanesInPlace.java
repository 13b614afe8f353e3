package io.github.segmentation4j.engine.argmax;

/** Planes of scores, one for each class, that kernels read where they are. Any number of threads may read at once. */
interface PlanesInPlace {
    /** Returns what {@code count} must be a multiple of. */
    int multiple();

    /**
     * Finds the highest scores of some samples and their classes, by the order of {@link RunningArgmax}.
     *
     * @param start the first sample
     * @param plane samples in a plane
     * @param best receives the highest scores
     * @param found receives their classes
     */
    void highest(int start, int plane, int classes, int count, float[] best, float[] found);
}
