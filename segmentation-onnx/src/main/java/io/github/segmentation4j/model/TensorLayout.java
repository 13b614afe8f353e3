package io.github.segmentation4j.model;

/** The order of the axes of a tensor that holds images or scores. */
public enum TensorLayout {
    /** Batch, channel, row, column: a plane for each channel; PyTorch's order. */
    NCHW(1, 2, 3),
    /** Batch, row, column, channel: the channels of a pixel side by side; TensorFlow's order. */
    NHWC(3, 1, 2);

    private static final int RANK = 4;

    private final int channelAxis;
    private final int rowAxis;
    private final int columnAxis;

    TensorLayout(int channelAxis, int rowAxis, int columnAxis) {
        this.channelAxis = channelAxis;
        this.rowAxis = rowAxis;
        this.columnAxis = columnAxis;
    }

    /** Returns the axis of the channels, counted from 0. */
    public int channelAxis() {
        return channelAxis;
    }

    /** Returns the axis of the rows, counted from 0. */
    public int rowAxis() {
        return rowAxis;
    }

    /** Returns the axis of the columns, counted from 0. */
    public int columnAxis() {
        return columnAxis;
    }

    /** Returns the lengths of the four axes of a batch of images. */
    public long[] lengths(int batch, int channels, ImageSize size) {
        long[] lengths = new long[RANK];
        lengths[0] = batch;
        lengths[channelAxis] = channels;
        lengths[rowAxis] = size.height();
        lengths[columnAxis] = size.width();
        return lengths;
    }
}
