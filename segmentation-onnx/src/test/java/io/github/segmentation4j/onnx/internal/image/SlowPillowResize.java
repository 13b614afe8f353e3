package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import java.util.function.DoubleUnaryOperator;

/**
 * The slow, obvious twin of {@link PillowResize}: two whole images, one pass each, weights computed anew for every sample.
 * It shares no code with it.
 */
final class SlowPillowResize {
    private SlowPillowResize() {}

    static RgbImage resized(RgbImage image, ImageSize target, double support, DoubleUnaryOperator kernel) {
        RgbImage wide = new RgbImage(target.width(), image.height(), new byte[target.width() * image.height() * 3]);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int row = y;
                    int channel = c;
                    set(
                            wide,
                            x,
                            y,
                            c,
                            sample(
                                    i -> image.sample(i, row, channel),
                                    image.width(),
                                    target.width(),
                                    x,
                                    support,
                                    kernel));
                }
            }
        }
        RgbImage result = new RgbImage(target.width(), target.height(), new byte[target.width() * target.height() * 3]);
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int column = x;
                    int channel = c;
                    set(
                            result,
                            x,
                            y,
                            c,
                            sample(
                                    i -> wide.sample(column, i, channel),
                                    image.height(),
                                    target.height(),
                                    y,
                                    support,
                                    kernel));
                }
            }
        }
        return result;
    }

    private interface Samples {
        int at(int index);
    }

    private static int sample(
            Samples source,
            int sourceLength,
            int targetLength,
            int target,
            double support,
            DoubleUnaryOperator kernel) {
        if (sourceLength == targetLength) {
            return source.at(target);
        }
        double scale = (double) sourceLength / targetLength;
        double stretch = scale < 1 ? 1 : scale;
        double center = (target + 0.5) * scale;
        int from = (int) (center - support * stretch + 0.5);
        int to = (int) (center + support * stretch + 0.5);
        from = from < 0 ? 0 : from;
        to = to > sourceLength ? sourceLength : to;
        double total = 0;
        for (int i = from; i < to; i++) {
            total += kernel.applyAsDouble((i - center + 0.5) * (1.0 / stretch));
        }
        int sum = 1 << 21;
        for (int i = from; i < to; i++) {
            double weight = kernel.applyAsDouble((i - center + 0.5) * (1.0 / stretch)) / total;
            sum += source.at(i) * (int) Math.floor(Math.abs(weight) * (1 << 22) + 0.5) * (weight < 0 ? -1 : 1);
        }
        int rounded = sum >> 22;
        return rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
    }

    private static void set(RgbImage image, int x, int y, int channel, int value) {
        image.bytes()[(y * image.width() + x) * 3 + channel] = (byte) value;
    }
}
