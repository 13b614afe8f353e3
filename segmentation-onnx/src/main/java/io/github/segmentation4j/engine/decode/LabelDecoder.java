package io.github.segmentation4j.engine.decode;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.internal.map.Maps;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings labels that a network gives to the size of an image: each pixel takes one label, by Pillow's or OpenCV's rule of
 * the nearest pixel; crop and padding are undone in the same way.
 */
final class LabelDecoder {
    private static final int MAX_LABEL = LabelMap.MAX_LABEL;
    private static final int MAX_BYTE_LABEL = 0xFF;

    private LabelDecoder() {}

    static LabelMap labels(TensorView tensor, OutputFormat format, Geometry geometry) {
        ImageSize given = size(tensor, format);
        return read(tensor, format, given, columns(format, given, geometry), rows(format, given, geometry));
    }

    /** Brings labels that cover what the network sees to the size of an image. */
    static LabelMap labels(LabelMap labels, OutputFormat format, Geometry geometry) {
        ImageSize given = new ImageSize(labels.width(), labels.height());
        if (geometry.coversNetwork() && given.equals(geometry.image())) {
            return labels;
        }
        int[] columns = columns(format, given, geometry);
        int[] rows = rows(format, given, geometry);
        int pixels = Math.multiplyExact(columns.length, rows.length);
        if (Maps.labels(labels) instanceof byte[] source) {
            byte[] target = new byte[pixels];
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < columns.length; x++) {
                    target[y * columns.length + x] = source[rows[y] * given.width() + columns[x]];
                }
            }
            return Maps.labelMap(columns.length, rows.length, target);
        }
        short[] source = (short[]) Maps.labels(labels);
        short[] target = new short[pixels];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                target[y * columns.length + x] = source[rows[y] * given.width() + columns[x]];
            }
        }
        return Maps.labelMap(columns.length, rows.length, target);
    }

    /** Returns the column of the labels that each column of the image takes its labels from. */
    private static int[] columns(OutputFormat format, ImageSize given, Geometry geometry) {
        int image = geometry.image().width();
        return geometry.coversNetwork()
                ? format.nearest(given.width(), image)
                : through(
                        format.nearest(geometry.resized().width(), image),
                        geometry.offsetX(),
                        format.nearest(given.width(), geometry.network().width()));
    }

    /** Returns the row of the labels that each row of the image takes its labels from. */
    private static int[] rows(OutputFormat format, ImageSize given, Geometry geometry) {
        int image = geometry.image().height();
        return geometry.coversNetwork()
                ? format.nearest(given.height(), image)
                : through(
                        format.nearest(geometry.resized().height(), image),
                        geometry.offsetY(),
                        format.nearest(given.height(), geometry.network().height()));
    }

    static LabelMap labelsAsGiven(TensorView tensor, OutputFormat format) {
        ImageSize given = size(tensor, format);
        return read(
                tensor,
                format,
                given,
                IntStream.range(0, given.width()).toArray(),
                IntStream.range(0, given.height()).toArray());
    }

    /** Goes from pixels through the resized image and the network's input to the labels; beyond it counts the border. */
    private static int[] through(int[] pixels, int offset, int[] network) {
        int[] labels = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            labels[i] = network[Math.max(0, Math.min(network.length - 1, pixels[i] + offset))];
        }
        return labels;
    }

    /** Reads labels of one byte each; the first one that needs two makes it start over, so that the usual map is all. */
    private static LabelMap read(TensorView tensor, OutputFormat format, ImageSize given, int[] columns, int[] rows) {
        ElementReader reader = ElementReader.of(tensor.type(), tensor.data());
        byte[] labels = new byte[Math.multiplyExact(columns.length, rows.length)];
        int pixel = 0;
        for (int row : rows) {
            for (int column : columns) {
                int label = label(reader, format, given, column, row);
                if (label > MAX_BYTE_LABEL) {
                    return readWide(reader, format, given, columns, rows);
                }
                labels[pixel++] = (byte) label;
            }
        }
        return Maps.labelMap(columns.length, rows.length, labels);
    }

    private static LabelMap readWide(
            ElementReader reader, OutputFormat format, ImageSize given, int[] columns, int[] rows) {
        short[] labels = new short[Math.multiplyExact(columns.length, rows.length)];
        int pixel = 0;
        for (int row : rows) {
            for (int column : columns) {
                labels[pixel++] = (short) label(reader, format, given, column, row);
            }
        }
        return Maps.labelMap(columns.length, rows.length, labels);
    }

    private static int label(ElementReader reader, OutputFormat format, ImageSize given, int column, int row) {
        double value = reader.at(row * given.width() + column);
        int label = (int) value;
        if (label != value || label < 0 || label > MAX_LABEL) {
            throw new InvalidModelException("Output \"" + format.names().get(0) + "\" holds " + value
                    + " at column " + column + ", row " + row + ", but labels are whole numbers from 0 to "
                    + MAX_LABEL + ": say what the output holds with Builder.outputKind");
        }
        return label;
    }

    /** Returns the size of labels [h,w], [1,h,w], [1,1,h,w] or [1,h,w,1]. */
    private static ImageSize size(TensorView tensor, OutputFormat format) {
        List<Long> shape = tensor.shape();
        int rank = shape.size();
        int rowAxis = rank == 4 && format.layout() == TensorLayout.NHWC ? 1 : rank - 2;
        boolean fits = rank >= 2 && rank <= 4;
        for (int axis = 0; axis < rank && fits; axis++) {
            boolean side = axis == rowAxis || axis == rowAxis + 1;
            fits = side ? shape.get(axis) >= 1 : shape.get(axis) == 1;
        }
        if (!fits) {
            throw new InvalidModelException("Output \"" + format.names().get(0) + "\" is " + shape
                    + " for one image, but labels are [1,h,w], [1,1,h,w] or [1,h,w,1]: name another output with"
                    + " Builder.output, or say what it holds with Builder.outputKind");
        }
        return new ImageSize(Math.toIntExact(shape.get(rowAxis + 1)), Math.toIntExact(shape.get(rowAxis)));
    }
}
