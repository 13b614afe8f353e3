package io.github.segmentation4j;

import java.io.IOException;

/**
 * A segmenter that sees images in tiles, at their own scale, and so also images that are larger than memory.
 *
 * <p>{@link #segment(java.awt.image.BufferedImage) segment} works on images in memory; they are neither resized nor cropped nor
 * padded. Not made to be implemented outside this library: methods may be added.
 */
public interface TiledSegmenter extends Segmenter {

    /**
     * Finds the class of every pixel of an image of any size, from top to bottom. Of the image only the tiles of the current row are
     * held, of the labels only the rows that are handed over.
     *
     * @param image is read from top to bottom, a tile at a time; it stays open
     * @param rows takes the labels, as wide as the image, rows after rows; called by the thread that made the call, while other calls
     *     may go on. What it throws ends the call
     * @throws IOException if {@code rows} throws it
     * @throws InvalidImageException if a part of the image cannot be read
     * @throws InferenceFailedException if the network fails on a tile
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run for the last time
     */
    default void segment(ImageRegions image, Rows rows) throws IOException {
        segment(image, 0, rows);
    }

    /**
     * Finds the class of every pixel of an image of any size from one of its rows on: to go on where an earlier call was stopped.
     * The labels are those that {@link #segment(ImageRegions, Rows)} finds for these rows. The tiles that these rows lie in are
     * seen again, and no others.
     *
     * @param image is read from top to bottom, a tile at a time; it stays open
     * @param fromRow the first row of the image whose labels are wanted, from 0 on
     * @param rows takes the labels, as for the other method
     * @throws IndexOutOfBoundsException if the image has no such row
     * @throws IOException if {@code rows} throws it
     * @throws InvalidImageException if a part of the image cannot be read
     * @throws InferenceFailedException if the network fails on a tile
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run for the last time
     */
    void segment(ImageRegions image, int fromRow, Rows rows) throws IOException;

    /** What takes the labels of an image from top to bottom, such as {@code LabelTiffWriter::append}. */
    @FunctionalInterface
    interface Rows {
        /**
         * Takes the next rows.
         *
         * @param labels as wide as the image
         * @throws IOException if they cannot be written where they go
         */
        void accept(LabelMap labels) throws IOException;
    }
}
