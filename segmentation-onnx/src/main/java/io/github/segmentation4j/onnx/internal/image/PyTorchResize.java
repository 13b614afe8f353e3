package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;

/**
 * PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} on float32, with and without antialiasing.
 *
 * <p>A horizontal pass, then a vertical one, in float32. Rows stream through: of the horizontally resized rows only those
 * that the next target row needs are held.
 */
final class PyTorchResize {
    private static final int CHANNELS = 3;

    private final PyTorchTaps columns;
    private final PyTorchTaps rows;
    private final float[][] values;
    private final byte[] samples;

    private PyTorchResize(PyTorchTaps columns, PyTorchTaps rows, float[][] values, int sourceWidth) {
        this.columns = columns;
        this.rows = rows;
        this.values = values;
        this.samples = new byte[Math.multiplyExact(sourceWidth, CHANNELS)];
    }

    /** True for the filters of this class. */
    static boolean isFor(Resampling filter) {
        return filter == Resampling.PYTORCH_BILINEAR || filter == Resampling.PYTORCH_BILINEAR_ANTIALIAS;
    }

    /**
     * Sends the rows of an image of one size to a sink as an image of another size.
     *
     * @param values for each of red, green and blue the float of every sample
     */
    static void run(
            RowSource image,
            ImageSize source,
            ImageSize target,
            Resampling filter,
            float[][] values,
            FloatRowSink sink) {
        PyTorchTaps columns = PyTorchTaps.of(filter, source.width(), target.width());
        PyTorchTaps rows = PyTorchTaps.of(filter, source.height(), target.height());
        new PyTorchResize(columns, rows, values, source.width())
                .run(image, Math.multiplyExact(target.width(), CHANNELS), target.height(), sink);
    }

    private void run(RowSource image, int rowLength, int height, FloatRowSink sink) {
        float[][] ring = new float[rows.mostCount()][rowLength];
        float[] row = new float[rowLength];
        int ready = 0;
        for (int y = 0; y < height; y++) {
            int first = rows.first[y];
            int count = rows.count[y];
            for (ready = Math.max(ready, first); ready < first + count; ready++) {
                horizontal(image, ready, ring[ready % ring.length]);
            }
            Arrays.fill(row, 0);
            for (int i = 0; i < count; i++) {
                float[] in = ring[(first + i) % ring.length];
                float weight = rows.weights[y * rows.stride + i];
                for (int k = 0; k < rowLength; k++) {
                    row[k] += in[k] * weight;
                }
            }
            sink.accept(y, row);
        }
    }

    private void horizontal(RowSource image, int y, float[] row) {
        image.read(y, samples);
        for (int x = 0, out = 0; out < row.length; x++, out += CHANNELS) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int in = columns.first[x] * CHANNELS;
            int weightIndex = x * columns.stride;
            for (int i = 0; i < columns.count[x]; i++, in += CHANNELS) {
                float weight = columns.weights[weightIndex + i];
                red += values[0][samples[in] & 0xFF] * weight;
                green += values[1][samples[in + 1] & 0xFF] * weight;
                blue += values[2][samples[in + 2] & 0xFF] * weight;
            }
            row[out] = red;
            row[out + 1] = green;
            row[out + 2] = blue;
        }
    }
}
