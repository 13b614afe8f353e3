package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * The network's input or output as another program wrote it to a file.
 *
 * @param name what messages call the file
 * @param type the type of its elements
 * @param shape the length of its axes
 * @param layout the order of its axes
 * @param planes its numbers
 */
public record ReferenceTensor(String name, ElementType type, List<Long> shape, TensorLayout layout, Planes planes) {
    private static final int RANK = 4;

    /**
     * Reads the tensor of one image: [1,C,H,W] or [1,H,W,C], the batch and a single channel's axis left out or not.
     *
     * @param channels how many channels are expected; decides which axis holds them
     * @param expected the layout that is taken if the shape allows both, or none
     * @throws InvalidFileException if the file cannot be read, or does not hold the tensor of one image
     */
    public static ReferenceTensor read(Path file, int channels, TensorLayout expected) {
        TensorView array = NpyFile.read(file);
        List<Long> axes = array.shape();
        if (axes.size() == RANK && axes.get(0) > 1) {
            throw new InvalidFileException(file + " holds " + array.shape() + ", the tensors of " + axes.get(0)
                    + " images: write that of the photo alone, array[:1]");
        }
        if (axes.size() == RANK) {
            axes = axes.subList(1, RANK);
        }
        if (axes.contains(0L)) {
            throw new InvalidFileException(file + " holds " + array.shape() + ", an array without elements: write"
                    + " the tensor of the photo");
        }
        if (axes.size() == 2 || (axes.size() == RANK - 1 && channels == 1 && axes.get(0) == 1)) {
            long height = axes.get(axes.size() - 2);
            return of(file, array, TensorLayout.NCHW, List.of(1L, height, axes.get(axes.size() - 1)));
        }
        if (axes.size() != RANK - 1) {
            throw new InvalidFileException(file + " holds " + array.shape()
                    + ", but the tensor of one photo has the shape [1,C,H,W] or [1,H,W,C]: write it as the network"
                    + " takes or gives it");
        }
        TensorLayout layout = layout(axes, channels, expected);
        return of(
                file,
                array,
                layout,
                layout == TensorLayout.NCHW ? axes : List.of(axes.get(2), axes.get(0), axes.get(1)));
    }

    private static TensorLayout layout(List<Long> axes, int channels, TensorLayout expected) {
        boolean first = axes.get(0) == channels;
        boolean last = axes.get(2) == channels;
        if (first == last) {
            return expected;
        }
        return first ? TensorLayout.NCHW : TensorLayout.NHWC;
    }

    /** Reads planes, given the channels, rows and columns. */
    private static ReferenceTensor of(Path file, TensorView array, TensorLayout layout, List<Long> lengths) {
        int channels = Math.toIntExact(lengths.get(0));
        ImageSize size = new ImageSize(Math.toIntExact(lengths.get(2)), Math.toIntExact(lengths.get(1)));
        Planes planes = Planes.of(array.type(), layout, channels, size, array.data());
        return new ReferenceTensor(file.toString(), array.type(), array.shape(), layout, planes);
    }

    /** Returns the file, its type and its shape. */
    @Override
    public String toString() {
        return name + " (" + type + " " + shape + ")";
    }
}
