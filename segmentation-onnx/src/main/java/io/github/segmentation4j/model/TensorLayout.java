package io.github.segmentation4j.model;

/** The order of the axes of a tensor that holds images or scores. */
public enum TensorLayout {
    /** Batch, channel, row, column: a plane for each channel; PyTorch's order. */
    NCHW,
    /** Batch, row, column, channel: the channels of a pixel side by side; TensorFlow's order. */
    NHWC
}
