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
    /** The axis of the rows in layout N,C,H,W. */
    public static final int ROW = 2;

    /** The axis of the columns in layout N,C,H,W. */
    public static final int COLUMN = 3;

    /** The axis of the channels in layout N,C,H,W. */
    public static final int CHANNEL = 1;

    private static final int BATCH = 0;
    private static final int RANK = 4;

    /** The length of an axis that the graph leaves open. */
    public static final long FREE = -1;

    /** The element type of 32-bit floats. */
    public static final String FLOAT32 = "float32";

    /** Copies the shape. */
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** True for float32 N,C,H,W with one image allowed and this number of channels. */
    public boolean holdsImages(int channels) {
        return holdsImages() && allows(CHANNEL, channels);
    }

    /** True for float32 N,C,H,W with one image allowed, whatever the number of channels. */
    public boolean holdsImages() {
        return type.equals(FLOAT32) && hasFourAxes() && allows(BATCH, 1);
    }

    /** True if there are as many axes as in layout N,C,H,W. */
    public boolean hasFourAxes() {
        return shape.size() == RANK;
    }

    /** True if an axis has this length or is left open. */
    private boolean allows(int axis, long length) {
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
