package io.github.segmentation4j.engine;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;

/**
 * Lends the memory that a network writes its outputs to.
 *
 * <p>The same memory is lent again and again: what was written is valid until the next run. Used by one call at a time.
 */
public interface OutputBuffers {

    /**
     * Returns a direct buffer in native byte order, its content undefined.
     *
     * @param index which of the outputs, from 0 on
     * @param elements how many elements it has, at least 0
     * @param type the type of its elements
     * @throws InvalidImageException if such a buffer cannot be had
     */
    ByteBuffer output(int index, long elements, ElementType type);
}
