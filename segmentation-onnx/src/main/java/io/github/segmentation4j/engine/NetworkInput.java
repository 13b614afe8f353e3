package io.github.segmentation4j.engine;

import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.util.Objects;

/**
 * What the input of a network looks like, whatever the size of the image.
 *
 * @param layout the order of its axes
 * @param type the type of its elements
 * @param channels how many channels it has, at least 1
 * @param batch how many images it takes at once, at least 1
 */
public record NetworkInput(TensorLayout layout, ElementType type, int channels, int batch) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public NetworkInput {
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(type, "type");
        if (channels < 1 || batch < 1) {
            throw new IllegalArgumentException("An input of " + channels + " channels and " + batch
                    + " images was given, but at least 1 of each is needed");
        }
    }

    /** Returns the input of one image at a time. */
    public static NetworkInput of(TensorLayout layout, ElementType type, int channels) {
        return new NetworkInput(layout, type, channels, 1);
    }

    /** Returns the lengths of the four axes for images of a size. */
    public long[] lengths(ImageSize size) {
        return layout.lengths(batch, channels, size);
    }

    /** Returns the number of elements of all images of a size; the largest number where there are even more. */
    public long elements(ImageSize size) {
        long pixels = (long) size.width() * size.height();
        long each = (long) channels * batch;
        return pixels > Long.MAX_VALUE / each ? Long.MAX_VALUE : pixels * each;
    }
}
