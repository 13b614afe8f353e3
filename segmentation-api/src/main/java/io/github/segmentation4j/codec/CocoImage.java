package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outlines;
import java.util.Objects;

/**
 * An image of a data set in one of COCO's formats.
 *
 * @param fileName the path of its photo, seen from the folder of the data set's photos
 * @param outlines what is in it
 */
public record CocoImage(String fileName, Outlines outlines) {
    /** Checks that nothing is null. */
    public CocoImage {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(outlines, "outlines");
    }
}
