package io.github.segmentation4j.engine;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * A tensor in memory that somebody else owns.
 *
 * @param type the type of its elements
 * @param shape the length of each axis, at least 0
 * @param data the elements from index 0 up to the limit at most, in native byte order and row-major order
 */
public record TensorView(ElementType type, List<Long> shape, ByteBuffer data) {
    /**
     * Copies the shape.
     *
     * @throws IllegalArgumentException if the buffer holds less than a tensor of that shape, or is in the other byte order
     */
    public TensorView {
        Objects.requireNonNull(type, "type");
        shape = List.copyOf(shape);
        if (!fits(shape, data.limit() / type.bytes()) || data.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("A buffer of " + data.limit() + " bytes, " + data.order()
                    + ", was given for a tensor of " + type + " " + shape
                    + ", but one in native byte order with room for"
                    + " every element is needed");
        }
    }

    private static boolean fits(List<Long> shape, long room) {
        if (shape.contains(0L)) {
            return shape.stream().allMatch(length -> length >= 0);
        }
        long left = room;
        for (long length : shape) {
            if (length < 0) {
                return false;
            }
            // Divided and not multiplied, since the product may be more than a long holds.
            left /= length;
        }
        return left > 0;
    }
}
