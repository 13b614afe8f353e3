package io.github.segmentation4j.engine;

import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;

/**
 * What an input for images looks like, whatever their size.
 *
 * @param layout the order of its axes
 * @param type the type of its elements
 * @param channels how many channels it has, at least 1
 * @param batch how many images it takes at once, at least 1
 */
public record InputShape(TensorLayout layout, ElementType type, int channels, int batch) {

    /** Returns the lengths of the axes for images of a size. */
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
