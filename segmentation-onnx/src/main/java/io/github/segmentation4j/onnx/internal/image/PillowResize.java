package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pillow's {@code Image.resize} on 8-bit RGB, every byte equal.
 *
 * <p>A horizontal pass, rounded to bytes, then a vertical one; a pass that would not change the size is left out. Rows
 * stream through: at any time only the horizontally resized rows that the next target row needs are held, in a ring.
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
            case PILLOW_NEAREST -> nearest(image, source, target, sink);
            case PILLOW_BOX -> new PillowResize(source, target, FilterKernel.BOX).run(image, sink);
            case PILLOW_BILINEAR -> new PillowResize(source, target, FilterKernel.BILINEAR).run(image, sink);
            case PILLOW_HAMMING -> new PillowResize(source, target, FilterKernel.HAMMING).run(image, sink);
            case PILLOW_BICUBIC -> new PillowResize(source, target, FilterKernel.BICUBIC).run(image, sink);
            case PILLOW_LANCZOS -> new PillowResize(source, target, FilterKernel.LANCZOS).run(image, sink);
        }
    }

    private void run(RowSource image, RowSink sink) {
        byte[] wide = new byte[source.width() * CHANNELS];
        if (rows == null) {
            byte[] row = new byte[target.width() * CHANNELS];
            for (int y = 0; y < target.height(); y++) {
                horizontal(image, y, wide, row);
                sink.accept(y, row);
            }
            return;
        }
        byte[][] ring = new byte[rows.maxCount()][target.width() * CHANNELS];
        int[] sums = new int[target.width() * CHANNELS];
        byte[] row = new byte[sums.length];
        int ready = rows.first[0];
        for (int y = 0; y < target.height(); y++) {
            int end = rows.first[y] + rows.count[y];
            for (; ready < end; ready++) {
                horizontal(image, ready, wide, ring[ready % ring.length]);
            }
            vertical(ring, y, sums, row);
            sink.accept(y, row);
        }
    }

    /** Reads a source row and brings it to the target's width. */
    private void horizontal(RowSource image, int y, byte[] wide, byte[] row) {
        FilterTaps taps = columns;
        if (taps == null) {
            image.read(y, row);
            return;
        }
        image.read(y, wide);
        int[] weights = taps.weights;
        for (int x = 0; x < target.width(); x++) {
            int red = FilterTaps.HALF;
            int green = FilterTaps.HALF;
            int blue = FilterTaps.HALF;
            int in = taps.first[x] * CHANNELS;
            int weightIndex = x * taps.stride;
            int weightEnd = weightIndex + taps.count[x];
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
    private void vertical(byte[][] ring, int y, int[] sums, byte[] row) {
        FilterTaps taps = Objects.requireNonNull(rows);
        Arrays.fill(sums, FilterTaps.HALF);
        for (int i = 0; i < taps.count[y]; i++) {
            byte[] in = ring[(taps.first[y] + i) % ring.length];
            int weight = taps.weights[y * taps.stride + i];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += (in[k] & 0xFF) * weight;
            }
        }
        for (int k = 0; k < sums.length; k++) {
            row[k] = FilterTaps.sample(sums[k]);
        }
    }

    /**
     * Pillow's nearest filter, which is an affine transform ({@code ImagingScaleAffine} in
     * {@code src/libImaging/Geometry.c}): the source coordinate starts at half a step and grows by repeated addition in
     * double, whose rounding is part of the result.
     */
    private static void nearest(RowSource image, ImageSize source, ImageSize target, RowSink sink) {
        int[] columns = nearestTable(source.width(), target.width());
        int[] rows = nearestTable(source.height(), target.height());
        byte[] wide = new byte[source.width() * CHANNELS];
        byte[] row = new byte[target.width() * CHANNELS];
        int loaded = -1;
        for (int y = 0; y < target.height(); y++) {
            if (rows[y] != loaded) {
                loaded = rows[y];
                image.read(loaded, wide);
                for (int x = 0; x < target.width(); x++) {
                    System.arraycopy(wide, columns[x] * CHANNELS, row, x * CHANNELS, CHANNELS);
                }
            }
            sink.accept(y, row);
        }
    }

    private static int[] nearestTable(int sourceLength, int targetLength) {
        double step = (double) sourceLength / targetLength;
        double position = step * 0.5;
        int[] table = new int[targetLength];
        for (int i = 0; i < targetLength; i++) {
            table[i] = Math.min((int) position, sourceLength - 1);
            position += step;
        }
        return table;
    }
}
