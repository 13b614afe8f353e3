package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;

/**
 * OpenCV's {@code resize} of 8-bit RGB without antialiasing ({@code modules/imgproc/src/resize.cpp}, OpenCV 4.6 on x86-64):
 * {@code INTER_NEAREST}, {@code INTER_LINEAR} and {@code INTER_CUBIC}, and {@code INTER_AREA} where it enlarges.
 *
 * <p>A horizontal pass to sums of 19 bits, then a vertical one. Rows stream through: of the horizontally resized rows only
 * those that the next target row needs are held.
 */
final class OpenCvResize {
    private static final int CHANNELS = 3;
    private static final int MAX_SAMPLE = 255;

    /** Bits behind the point after both passes. */
    private static final int SUM_BITS = 22;

    /** Samples that OpenCV's vertical cubic pass takes at once, in float32; the rest of a row is in fixed point. */
    private static final int LANES = 8;

    private static final float UNIT = 1f / ((float) OpenCvTaps.ONE * OpenCvTaps.ONE);

    private final OpenCvTaps columns;
    private final OpenCvTaps rows;
    private final int[][] held;
    private final int[] heldRow;

    private OpenCvResize(OpenCvTaps columns, OpenCvTaps rows, int rowLength) {
        this.columns = columns;
        this.rows = rows;
        this.held = new int[rows.count][rowLength];
        this.heldRow = new int[rows.count];
        Arrays.fill(heldRow, -1);
    }

    /** Sends the rows of an image of one size to a sink as an image of another size. */
    static void run(RowSource image, ImageSize source, ImageSize target, Resampling filter, RowSink sink) {
        if (source.equals(target)) {
            copy(image, source, sink);
            return;
        }
        int rowLength = Math.multiplyExact(target.width(), CHANNELS);
        switch (filter) {
            case OPENCV_NEAREST ->
                NearestResize.run(
                        image,
                        source.width(),
                        OpenCvNearest.table(source.width(), target.width()),
                        OpenCvNearest.table(source.height(), target.height()),
                        sink);
            case OPENCV_LINEAR -> {
                if (OpenCvArea.isHalf(source, target)) {
                    OpenCvArea.run(image, source, target, sink);
                } else {
                    new OpenCvResize(
                                    OpenCvTaps.linear(source.width(), target.width(), OpenCvTaps.Border.DROPS_FRACTION),
                                    OpenCvTaps.linear(
                                            source.height(), target.height(), OpenCvTaps.Border.KEEPS_FRACTION),
                                    rowLength)
                            .run(image, source, target, sink);
                }
            }
            case OPENCV_AREA -> {
                if (OpenCvArea.shrinks(source, target)) {
                    OpenCvArea.run(image, source, target, sink);
                } else {
                    new OpenCvResize(
                                    OpenCvTaps.enlargedArea(
                                            source.width(), target.width(), OpenCvTaps.Border.DROPS_FRACTION),
                                    OpenCvTaps.enlargedArea(
                                            source.height(), target.height(), OpenCvTaps.Border.KEEPS_FRACTION),
                                    rowLength)
                            .run(image, source, target, sink);
                }
            }
            case OPENCV_CUBIC ->
                new OpenCvResize(
                                OpenCvTaps.cubic(source.width(), target.width()),
                                OpenCvTaps.cubic(source.height(), target.height()),
                                rowLength)
                        .run(image, source, target, sink);
            default -> throw new IllegalArgumentException(filter + " is no filter of OpenCV");
        }
    }

    private static void copy(RowSource image, ImageSize size, RowSink sink) {
        byte[] samples = new byte[Math.multiplyExact(size.width(), CHANNELS)];
        int[] row = new int[samples.length];
        for (int y = 0; y < size.height(); y++) {
            image.read(y, samples);
            for (int k = 0; k < row.length; k++) {
                row[k] = samples[k] & MAX_SAMPLE;
            }
            sink.accept(y, row);
        }
    }

    private void run(RowSource image, ImageSize source, ImageSize target, RowSink sink) {
        byte[] wide = new byte[Math.multiplyExact(source.width(), CHANNELS)];
        int[] row = new int[target.width() * CHANNELS];
        int[][] needed = new int[rows.count][];
        for (int y = 0; y < target.height(); y++) {
            for (int tap = 0; tap < rows.count; tap++) {
                needed[tap] = horizontal(image, rows.samples[y * rows.count + tap], wide);
            }
            if (rows.count == 2) {
                linear(needed, y, row);
            } else {
                cubic(needed, y, row);
            }
            sink.accept(y, row);
        }
    }

    /** Returns a source row at the target's width; the rows of one target row are neighbors, so each has its own place. */
    private int[] horizontal(RowSource image, int y, byte[] wide) {
        int place = y % held.length;
        if (heldRow[place] != y) {
            image.read(y, wide);
            horizontal(wide, held[place]);
            heldRow[place] = y;
        }
        return held[place];
    }

    private void horizontal(byte[] wide, int[] row) {
        int count = columns.count;
        for (int out = 0, tap = 0; out < row.length; out += CHANNELS, tap += count) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int i = tap; i < tap + count; i++) {
                int in = columns.samples[i] * CHANNELS;
                int weight = columns.weights[i];
                red += (wide[in] & MAX_SAMPLE) * weight;
                green += (wide[in + 1] & MAX_SAMPLE) * weight;
                blue += (wide[in + 2] & MAX_SAMPLE) * weight;
            }
            row[out] = red;
            row[out + 1] = green;
            row[out + 2] = blue;
        }
    }

    private void linear(int[][] needed, int y, int[] row) {
        int[] upper = needed[0];
        int[] lower = needed[1];
        int upperWeight = rows.weights[y * 2];
        int lowerWeight = rows.weights[y * 2 + 1];
        for (int k = 0; k < row.length; k++) {
            row[k] = (((upperWeight * (upper[k] >> 4)) >> 16) + ((lowerWeight * (lower[k] >> 4)) >> 16) + 2) >> 2;
        }
    }

    private void cubic(int[][] needed, int y, int[] row) {
        int[] weights = Arrays.copyOfRange(rows.weights, y * 4, y * 4 + 4);
        int vectors = row.length / LANES * LANES;
        for (int k = 0; k < vectors; k++) {
            float sum = needed[3][k] * (weights[3] * UNIT);
            sum = needed[2][k] * (weights[2] * UNIT) + sum;
            sum = needed[1][k] * (weights[1] * UNIT) + sum;
            sum = needed[0][k] * (weights[0] * UNIT) + sum;
            row[k] = sample((int) Math.rint(sum));
        }
        for (int k = vectors; k < row.length; k++) {
            int sum = 1 << (SUM_BITS - 1);
            for (int tap = 0; tap < weights.length; tap++) {
                sum += needed[tap][k] * weights[tap];
            }
            row[k] = sample(sum >> SUM_BITS);
        }
    }

    private static int sample(int value) {
        return Math.max(0, Math.min(MAX_SAMPLE, value));
    }
}
