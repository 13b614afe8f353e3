package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which axis of a tensor counts the channels of the convolution that it comes from.
 *
 * @param tensor the name of the tensor
 * @param source the convolution, or the multiplication by a matrix of weights
 * @param axes the axes of what the source gives, by those of the tensor
 * @param channel the axis of the channels in what the source gives
 * @param channels how many channels the tensor has; empty where nodes behind the source may have changed that
 * @param rank how many axes the tensor has
 */
record ChannelAxis(String tensor, Node source, Axes axes, int channel, OptionalLong channels, int rank) {

    /** Returns the axis of the channels in the tensor, or {@link Axes#NEW} if it does not have them any more. */
    int number() {
        return axes.starts().get(channel);
    }

    /** True if an axis of the tensor, which may be counted from the end, is that of the channels. */
    boolean is(long axis) {
        return (axis < 0 ? axis + rank : axis) == number();
    }

    /** Returns the order of the tensor's axes if they are those of an image. */
    Optional<TensorLayout> layout() {
        boolean first = channel == 1;
        if (axes.rank() != rank) {
            return Optional.empty();
        }
        if (first ? axes.are(0, 1, 2, 3) : axes.are(0, 2, 3, 1)) {
            return Optional.of(TensorLayout.NCHW);
        }
        if (first ? axes.are(0, 3, 1, 2) : axes.are(0, 1, 2, 3)) {
            return Optional.of(TensorLayout.NHWC);
        }
        return Optional.empty();
    }
}
