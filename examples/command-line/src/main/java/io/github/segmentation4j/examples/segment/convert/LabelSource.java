package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.ClassNames;
import java.io.IOException;

/** Where labels come from. Images are read one by one, when they are asked for. */
public interface LabelSource {
    /** Returns the names of the classes; their ignored label is that of pixels that nothing is said about. */
    ClassNames classNames();

    /** Returns whether the names are no more than numbers, since nobody gave any. */
    default boolean isNumbered() {
        return false;
    }

    /** Returns the number of images. */
    int size();

    /**
     * Reads an image.
     *
     * @param index from 0
     * @throws io.github.segmentation4j.InvalidFileException if a file is damaged or holds something else
     * @throws IOException if a file cannot be read
     */
    LabelledImage read(int index) throws IOException;
}
