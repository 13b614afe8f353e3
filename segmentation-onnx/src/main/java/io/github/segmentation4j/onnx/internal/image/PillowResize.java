package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.internal.raster.NearestTable;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pillow's {@code Image.resize} on 8-bit RGB, every byte equal.
 *
 * <p>A horizontal pass, rounded to samples of 8 bits, then a vertical one; a pass that would not change the size is left
 * out. Rows stream through: at any time only the horizontally resized rows that the next target row needs are held, in a
 * ring. They are held as ints, since the JIT compiler turns the vertical pass into vector instructions for those.
 */
final class PillowResize {
    private static final int CHANNELS = 3;

    private final ImageSize source;
    private final ImageSize target;
    private final @Nullable FilterTaps columns;
    private final @Nullable FilterTaps rows;

    private PillowResize(ImageSize source, ImageSize target, FilterKernel kernel) {
        this.source = source;
        this.target = target;
        this.columns = source.width() == target.width() ? null : FilterTaps.of(source.width(), target.width(), kernel);
        this.rows = source.height() == target.height() ? null : FilterTaps.of(source.height(), target.height(), kernel);
    }

    /** Sends the rows of an image of one size to a sink as an image of another size. */
    static void run(RowSource image, ImageSize source, ImageSize target, Resampling filter, RowSink sink) {
        switch (filter) {
            case PILLOW_NEAREST ->
                NearestResize.run(
                        image,
                        source.width(),
                        NearestTable.of(source.width(), target.width()),
                        NearestTable.of(source.height(), target.height()),
                        sink);
            case PILLOW_BOX -> new PillowResize(source, target, FilterKernel.BOX).run(image, sink);
            case PILLOW_BILINEAR -> new PillowResize(source, target, FilterKernel.BILINEAR).run(image, sink);
            case PILLOW_HAMMING -> new PillowResize(source, target, FilterKernel.HAMMING).run(image, sink);
            case PILLOW_BICUBIC -> new PillowResize(source, target, FilterKernel.BICUBIC).run(image, sink);
            case PILLOW_LANCZOS -> new PillowResize(source, target, FilterKernel.LANCZOS).run(image, sink);
            default -> throw new IllegalArgumentException(filter + " is no filter of Pillow");
        }
    }

    private void run(RowSource image, RowSink sink) {
        byte[] wide = new byte[samples(source)];
        int[] row = new int[samples(target)];
        if (rows == null) {
            for (int y = 0; y < target.height(); y++) {
                horizontal(image, y, wide, row);
                sink.accept(y, row);
            }
            return;
        }
        int[][] ring = new int[rows.maxCount()][row.length];
        int ready = rows.first[0];
        for (int y = 0; y < target.height(); y++) {
            int end = rows.first[y] + rows.count[y];
            for (; ready < end; ready++) {
                horizontal(image, ready, wide, ring[ready % ring.length]);
            }
            vertical(rows, ring, y, row);
            sink.accept(y, row);
        }
    }

    /** Reads a source row and brings it to the target's width. */
    private void horizontal(RowSource image, int y, byte[] wide, int[] row) {
        image.read(y, wide);
        if (columns == null) {
            for (int k = 0; k < row.length; k++) {
                row[k] = wide[k] & 0xFF;
            }
        } else {
            horizontal(columns, wide, row);
        }
    }

    private static void horizontal(FilterTaps taps, byte[] wide, int[] row) {
        int[] first = taps.first;
        int[] count = taps.count;
        int[] weights = taps.weights;
        for (int x = 0; x < first.length; x++) {
            int red = FilterTaps.HALF;
            int green = FilterTaps.HALF;
            int blue = FilterTaps.HALF;
            int in = first[x] * CHANNELS;
            int weightIndex = x * taps.stride;
            int weightEnd = weightIndex + count[x];
            for (; weightIndex < weightEnd; weightIndex++, in += CHANNELS) {
                int weight = weights[weightIndex];
                red += (wide[in] & 0xFF) * weight;
                green += (wide[in + 1] & 0xFF) * weight;
                blue += (wide[in + 2] & 0xFF) * weight;
            }
            int out = x * CHANNELS;
            row[out] = FilterTaps.sample(red);
            row[out + 1] = FilterTaps.sample(green);
            row[out + 2] = FilterTaps.sample(blue);
        }
    }

    /** Combines the rows of the ring that a target row needs. */
    private static void vertical(FilterTaps taps, int[][] ring, int y, int[] row) {
        Arrays.fill(row, FilterTaps.HALF);
        for (int i = 0; i < taps.count[y]; i++) {
            int[] in = ring[(taps.first[y] + i) % ring.length];
            int weight = taps.weights[y * taps.stride + i];
            for (int k = 0; k < row.length; k++) {
                row[k] += in[k] * weight;
            }
        }
        for (int k = 0; k < row.length; k++) {
            row[k] = FilterTaps.sample(row[k]);
        }
    }

    /** Returns the number of samples in a row of an image of this size. */
    private static int samples(ImageSize size) {
        return Math.multiplyExact(size.width(), CHANNELS);
    }
}
