package io.github.segmentation4j.onnx.internal.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a graph declares of an input or an output.
 *
 * @param name the name in the graph
 * @param type the element type in ONNX's words, for example {@code float32} or {@code int64}
 * @param shape one number for each axis, {@link #FREE} where the graph leaves it open
 */
public record TensorSpec(String name, String type, List<Long> shape) {
    /** The length of an axis that the graph leaves open. */
    public static final long FREE = -1;

    /** The element type of 32-bit floats. */
    public static final String FLOAT32 = "float32";

    /** Copies the shape. */
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** Returns the number of axes. */
    public int rank() {
        return shape.size();
    }

    /** True if an axis has this length or is left open. */
    public boolean allows(int axis, long length) {
        return isFree(axis) || shape.get(axis) == length;
    }

    /** True if the graph leaves the length of an axis open. */
    public boolean isFree(int axis) {
        return shape.get(axis) == FREE;
    }

    /** Returns the declaration in one line, for example {@code "input" float32 [?,3,?,?]}. */
    @Override
    public String toString() {
        return "\"" + name + "\" " + type
                + shape.stream()
                        .map(length -> length == FREE ? "?" : String.valueOf(length))
                        .collect(Collectors.joining(",", " [", "]"));
    }
}
