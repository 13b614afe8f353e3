package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an axis of scores or labels counts. */
enum AxisRole {
    BATCH,
    CHANNEL,
    ROW,
    COLUMN;

    private static final List<AxisRole> PLANAR = List.of(BATCH, CHANNEL, ROW, COLUMN);
    private static final List<AxisRole> INTERLEAVED = List.of(BATCH, ROW, COLUMN, CHANNEL);

    /** Returns the axes of a tensor [N,C,h,w] or [N,h,w,C], or of [N,h,w] or [h,w]; empty for another number of axes. */
    static Optional<List<AxisRole>> of(TensorLayout layout, int rank) {
        return switch (rank) {
            case 2 -> Optional.of(List.of(ROW, COLUMN));
            case 3 -> Optional.of(List.of(BATCH, ROW, COLUMN));
            case 4 -> Optional.of(layout == TensorLayout.NCHW ? PLANAR : INTERLEAVED);
            default -> Optional.empty();
        };
    }

    /** Returns the layout that these axes are, if they are one of those of images. */
    static Optional<TensorLayout> layout(List<AxisRole> axes) {
        if (axes.equals(PLANAR)) {
            return Optional.of(TensorLayout.NCHW);
        }
        return axes.equals(INTERLEAVED) ? Optional.of(TensorLayout.NHWC) : Optional.empty();
    }

    /** Returns the axes of what a Transpose took to give a tensor with these axes; empty if it is not a permutation. */
    static Optional<List<AxisRole>> untransposed(List<AxisRole> axes, List<Long> permutation) {
        return Axes.start(axes.size())
                .untransposed(permutation)
                .map(before -> before.starts().stream().map(axes::get).toList());
    }

    /**
     * Returns the axes of what a Squeeze took to give a tensor with these axes: those that it dropped, all of length 1, are
     * the batch and the channels, in this order, as far as the tensor does not have them.
     */
    static Optional<List<AxisRole>> unsqueezed(List<AxisRole> axes, List<Long> dropped) {
        List<AxisRole> missing = new ArrayList<>(List.of(BATCH, CHANNEL));
        missing.removeAll(axes);
        if (dropped.size() > missing.size()) {
            return Optional.empty();
        }
        return Axes.start(axes.size()).with(dropped).map(before -> {
            List<AxisRole> open = new ArrayList<>(missing);
            return before.starts().stream()
                    .map(axis -> axis == Axes.NEW ? open.remove(0) : axes.get(axis))
                    .toList();
        });
    }
}
