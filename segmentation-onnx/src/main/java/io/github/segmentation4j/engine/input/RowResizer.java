package io.github.segmentation4j.engine.input;

/**
 * Makes rows of a resized image, with scratch memory for the source rows that they need. Used by one thread at a time.
 *
 * <p>Any rows may be asked for, in any order of calls; each call reads anew what it needs.
 *
 * @param <R> a row: samples of 8 bits or an array of floats for each of red, green and blue
 */
interface RowResizer<R> {

    /**
     * Sends the rows from {@code fromRow} up to and without {@code toRow} of the resized image to a sink.
     *
     * @param source the image
     */
    void run(RowSource source, int fromRow, int toRow, Sink<R> sink);

    /** Takes the rows of an image. */
    @FunctionalInterface
    interface Sink<R> {
        /** Takes row {@code y}; its arrays are used again for the next row. */
        void accept(int y, R row);
    }
}
