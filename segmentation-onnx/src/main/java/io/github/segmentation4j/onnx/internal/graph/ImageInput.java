package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;

/**
 * The input of a graph that takes images.
 *
 * @param name the name in the graph
 * @param layout the order of its axes
 */
public record ImageInput(String name, TensorLayout layout) {

    /** Returns the axis of the rows. */
    int rowAxis() {
        return layout == TensorLayout.NCHW ? 2 : 1;
    }

    /** Returns the axis of the columns. */
    int columnAxis() {
        return rowAxis() + 1;
    }
}
