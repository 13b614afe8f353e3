package io.github.segmentation4j.engine;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor in memory that somebody else owns.
 *
 * @param type the type of its elements
 * @param shape the length of each axis
 * @param data the elements from index 0 on, in native byte order and row-major order
 */
public record TensorView(ElementType type, List<Long> shape, ByteBuffer data) {
    /** Copies the shape. */
    public TensorView {
        shape = List.copyOf(shape);
    }
}
