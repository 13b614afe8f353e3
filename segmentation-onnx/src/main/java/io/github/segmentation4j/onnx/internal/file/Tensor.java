package io.github.segmentation4j.onnx.internal.file;

import java.util.List;
import java.util.Optional;

/**
 * A constant of a graph: its type and shape, and its values where there are few.
 *
 * @param name the name in the graph, empty for the value of an attribute
 * @param elementType the element type in ONNX's words, for example {@code float32}
 * @param shape the lengths of the axes, none for a scalar
 * @param values the elements in row-major order, integers of more than 53 bits rounded; empty where the file keeps
 *     more than {@link #MAX_VALUES} elements or keeps them elsewhere
 */
public record Tensor(String name, String elementType, List<Long> shape, Optional<List<Double>> values) {
    /** More elements than this are not read. */
    public static final int MAX_VALUES = 256;

    /** Copies the lists. */
    public Tensor {
        shape = List.copyOf(shape);
        values = values.map(List::copyOf);
    }
}
