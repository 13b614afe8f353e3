package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.TensorLayout;
import java.util.Optional;

/**
 * How an image enters a network.
 *
 * @param tensor the input that takes it
 * @param layout the order of its axes
 * @param elementType the type of its numbers
 * @param channels how many channels of an image it takes
 * @param batch how many images it takes at once
 * @param steps how it is made of an image; empty if something is missing for that
 */
public record InputPlan(
        TensorSpec tensor,
        TensorLayout layout,
        ElementType elementType,
        int channels,
        int batch,
        Optional<Preprocessing> steps) {

    /** A multiple of the strides of common networks, for axes that the graph leaves open, in pixels. */
    private static final int PROBE_SIDE = 64;

    /** Returns what the input looks like, whatever the size of images. */
    public NetworkInput shape() {
        return new NetworkInput(layout, elementType, channels, batch);
    }

    /** Returns the size of a small image that the graph takes. */
    ImageSize smallSize() {
        return new ImageSize(side(layout.columnAxis()), side(layout.rowAxis()));
    }

    private int side(int axis) {
        return tensor.isFree(axis) ? PROBE_SIDE : Math.toIntExact(tensor.shape().get(axis));
    }
}
