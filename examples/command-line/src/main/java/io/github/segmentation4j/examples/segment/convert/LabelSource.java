package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.ClassNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where labels come from. Images are read one by one, when they are asked for. */
public interface LabelSource {
    /** Returns the names of the classes; their ignored label is that of pixels that nothing is said about. */
    ClassNames classNames();

    /** Returns whether the names are mere numbers, since nobody gave any. */
    default boolean isNumbered() {
        return false;
    }

    /** Returns the number of images. */
    int size();

    /**
     * Returns where an image is, with its folders, for telling it from others: the path of its file, or that which a file gives
     * for its photo, with nothing in it that leads out of a folder.
     *
     * @param index from 0
     */
    Path path(int index);

    /** Returns what the files hold that no label map does, one sentence for each kind: it is left out. */
    default List<String> losses() {
        return List.of();
    }

    /** Returns what one should know of the labels, one sentence for each. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Reads an image.
     *
     * @param index from 0
     * @throws io.github.segmentation4j.InvalidFileException if a file is damaged or holds something else
     * @throws IOException if a file cannot be read
     */
    LabelledImage read(int index) throws IOException;
}
