package io.github.segmentation4j.engine.tensor;

import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.ElementType;
import java.util.List;
import java.util.Optional;
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

    /** The shape of images of which nothing is known. */
    public static final List<Long> OPEN_IMAGE = List.of(FREE, FREE, FREE, FREE);

    private static final int BATCH = 0;
    private static final int IMAGE_RANK = 4;

    /** Copies the shape. */
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** Returns the element type, if it is one that images or scores can have. */
    public Optional<ElementType> elementType() {
        return ElementType.named(type);
    }

    /** Returns the number of axes. */
    public int rank() {
        return shape.size();
    }

    /** True for four axes of which the first may be a batch of one. */
    public boolean isImageLike() {
        return rank() == IMAGE_RANK && allows(BATCH, 1);
    }

    /** True if an axis has this length or is left open. */
    public boolean allows(int axis, long length) {
        return isFree(axis) || shape.get(axis) == length;
    }

    /** True if the graph leaves the length of an axis open. */
    public boolean isFree(int axis) {
        return shape.get(axis) == FREE;
    }

    /** True if any axis is left open. */
    public boolean hasFreeAxes() {
        return shape.contains(FREE);
    }

    /** Returns this declaration with another shape. */
    public TensorSpec withShape(List<Long> newShape) {
        return new TensorSpec(name, type, newShape);
    }

    /** Returns the declaration in one line, for example {@code "input" float32 [?,3,?,?]}. */
    @Override
    public String toString() {
        return "\"" + OneLine.of(name) + "\" " + type
                + shape.stream()
                        .map(length -> length == FREE ? "?" : String.valueOf(length))
                        .collect(Collectors.joining(",", " [", "]"));
    }
}
