package io.github.segmentation4j.internal.tiff;

/** The rows of one plane of a strip or tile, from top to bottom. */
interface PartRows extends AutoCloseable {
    /**
     * Reads the next row.
     *
     * @param samples receives the samples of the columns that lie in the picture, pixel by pixel
     * @param first the index of the first that is written
     * @param step the distance of one to the next
     */
    void next(int[] samples, int first, int step) throws TiffException;

    /** Passes over the next rows. */
    void skip(int rows) throws TiffException;

    @Override
    default void close() {}
}
