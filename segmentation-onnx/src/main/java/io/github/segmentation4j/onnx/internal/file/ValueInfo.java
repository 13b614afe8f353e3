package io.github.segmentation4j.onnx.internal.file;

import java.util.List;
import java.util.Optional;

/**
 * What a graph declares of an input, an output or a value in between.
 *
 * @param name the name in the graph
 * @param elementType the element type in ONNX's words, for example {@code float32}; empty if the value is not a tensor or
 *     the file does not say
 * @param shape one dimension for each axis; empty if the file gives no shape, not even the number of axes
 */
public record ValueInfo(String name, String elementType, Optional<List<Dimension>> shape) {

    /** Copies the shape. */
    public ValueInfo {
        shape = shape.map(List::copyOf);
    }
}
