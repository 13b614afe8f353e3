package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import java.util.Arrays;

/**
 * OpenCV's {@code INTER_AREA} of 8-bit RGB where neither axis is enlarged: the mean of the source area that a target pixel
 * covers ({@code modules/imgproc/src/resize.cpp}, OpenCV 4.6).
 *
 * <p>With whole factors on both axes the samples of an area are added as integers; otherwise weights and sums are float32.
 */
final class OpenCvArea {
    private static final int CHANNELS = 3;
    private static final int MAX_SAMPLE = 255;

    /** The difference from a whole number below which a factor counts as one: C's {@code DBL_EPSILON}. */
    private static final double WHOLE = Math.ulp(1.0);

    /** A part of a source sample below which it is left out. */
    private static final double SMALLEST_PART = 1e-3;

    private OpenCvArea() {}

    /** True if neither axis is enlarged. */
    static boolean shrinks(ImageSize source, ImageSize target) {
        return OpenCvTaps.scale(source.width(), target.width()) >= 1
                && OpenCvTaps.scale(source.height(), target.height()) >= 1;
    }

    /** True if both axes are halved exactly. */
    static boolean isHalf(ImageSize source, ImageSize target) {
        return source.width() == 2 * target.width() && source.height() == 2 * target.height();
    }

    /** Sends the rows of an image of one size to a sink as an image of a smaller size. */
    static void run(RowSource image, ImageSize source, ImageSize target, RowSink sink) {
        double columns = OpenCvTaps.scale(source.width(), target.width());
        double rows = OpenCvTaps.scale(source.height(), target.height());
        if (isWhole(columns) && isWhole(rows)) {
            whole(image, source, target, sink);
        } else {
            fractional(image, source, target, sink);
        }
    }

    private static boolean isWhole(double factor) {
        return Math.abs(factor - Math.rint(factor)) < WHOLE;
    }

    private static void whole(RowSource image, ImageSize source, ImageSize target, RowSink sink) {
        int columns = source.width() / target.width();
        int rows = source.height() / target.height();
        boolean half = columns == 2 && rows == 2;
        float part = 1f / (columns * rows);
        byte[] wide = new byte[Math.multiplyExact(source.width(), CHANNELS)];
        int[] row = new int[Math.multiplyExact(target.width(), CHANNELS)];
        for (int y = 0; y < target.height(); y++) {
            Arrays.fill(row, 0);
            for (int i = 0; i < rows; i++) {
                image.read(y * rows + i, wide);
                for (int k = 0; k < row.length; k++) {
                    int in = k / CHANNELS * columns * CHANNELS + k % CHANNELS;
                    for (int column = 0; column < columns; column++, in += CHANNELS) {
                        row[k] += wide[in] & MAX_SAMPLE;
                    }
                }
            }
            for (int k = 0; k < row.length; k++) {
                row[k] = half ? (row[k] + 2) >> 2 : (int) Math.rint(row[k] * part);
            }
            sink.accept(y, row);
        }
    }

    private static void fractional(RowSource image, ImageSize source, ImageSize target, RowSink sink) {
        Parts columns = new Parts(source.width(), target.width());
        Parts rows = new Parts(source.height(), target.height());
        byte[] wide = new byte[Math.multiplyExact(source.width(), CHANNELS)];
        float[] narrow = new float[Math.multiplyExact(target.width(), CHANNELS)];
        float[] sum = new float[narrow.length];
        int[] row = new int[narrow.length];
        int loaded = -1;
        for (int y = 0; y < target.height(); y++) {
            for (int i = rows.first[y]; i < rows.first[y + 1]; i++) {
                if (rows.sample[i] != loaded) {
                    loaded = rows.sample[i];
                    image.read(loaded, wide);
                    horizontal(columns, wide, narrow);
                }
                float weight = rows.weight[i];
                if (i == rows.first[y]) {
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] = weight * narrow[k];
                    }
                } else {
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += weight * narrow[k];
                    }
                }
            }
            for (int k = 0; k < row.length; k++) {
                row[k] = Math.max(0, Math.min(MAX_SAMPLE, (int) Math.rint(sum[k])));
            }
            sink.accept(y, row);
        }
    }

    private static void horizontal(Parts parts, byte[] wide, float[] narrow) {
        for (int x = 0, out = 0; out < narrow.length; x++, out += CHANNELS) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int i = parts.first[x]; i < parts.first[x + 1]; i++) {
                int in = parts.sample[i] * CHANNELS;
                float weight = parts.weight[i];
                red += (wide[in] & MAX_SAMPLE) * weight;
                green += (wide[in + 1] & MAX_SAMPLE) * weight;
                blue += (wide[in + 2] & MAX_SAMPLE) * weight;
            }
            narrow[out] = red;
            narrow[out + 1] = green;
            narrow[out + 2] = blue;
        }
    }

    /** The source samples that each target sample covers along one axis, whole or in part ({@code computeResizeAreaTab}). */
    private static final class Parts {
        /** Where the parts of each target sample begin, and where those of the last one end. */
        private final int[] first;

        private final int[] sample;
        private final float[] weight;

        private Parts(int sourceLength, int targetLength) {
            double scale = OpenCvTaps.scale(sourceLength, targetLength);
            first = new int[targetLength + 1];
            int most = Math.addExact(sourceLength, Math.multiplyExact(2, targetLength));
            int[] samples = new int[most];
            float[] weights = new float[most];
            int count = 0;
            for (int target = 0; target < targetLength; target++) {
                first[target] = count;
                double from = target * scale;
                double to = from + scale;
                double cell = Math.min(scale, sourceLength - from);
                int last = Math.min((int) Math.floor(to), sourceLength - 1);
                int begin = Math.min((int) Math.ceil(from), last);
                if (begin - from > SMALLEST_PART) {
                    samples[count] = begin - 1;
                    weights[count++] = (float) ((begin - from) / cell);
                }
                for (int i = begin; i < last; i++) {
                    samples[count] = i;
                    weights[count++] = (float) (1 / cell);
                }
                if (to - last > SMALLEST_PART) {
                    samples[count] = last;
                    weights[count++] = (float) (Math.min(Math.min(to - last, 1), cell) / cell);
                }
            }
            first[targetLength] = count;
            sample = Arrays.copyOf(samples, count);
            weight = Arrays.copyOf(weights, count);
        }
    }
}
