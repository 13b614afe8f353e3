package io.github.segmentation4j.engine.npy;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array of numbers in memory.
 *
 * @param type the type of its elements
 * @param shape the length of each axis, none for a single number
 * @param data the elements from index 0 on, in native byte order and C order, which lets the last axis vary fastest
 */
public record NpyArray(ElementType type, List<Long> shape, ByteBuffer data) {
    /** Copies the shape. */
    public NpyArray {
        shape = List.copyOf(shape);
    }

    /**
     * Returns the number of elements of an array of this shape.
     *
     * @throws ArithmeticException if it is beyond the range of long
     */
    static long elements(List<Long> shape) {
        // An empty axis makes the array empty, however long the others are.
        return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
    }
}
