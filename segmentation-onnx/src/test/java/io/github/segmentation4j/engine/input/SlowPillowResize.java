package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.function.DoubleUnaryOperator;

/**
 * The slow, obvious twin of {@link PillowResize}: two whole images, one pass each, weights computed anew for every sample.
 * It shares no code with it.
 */
final class SlowPillowResize {
    private final double support;
    private final DoubleUnaryOperator kernel;

    private SlowPillowResize(double support, DoubleUnaryOperator kernel) {
        this.support = support;
        this.kernel = kernel;
    }

    static RgbImage resized(RgbImage image, ImageSize target, Resampling filter) {
        return switch (filter) {
            case PILLOW_NEAREST -> nearest(image, target);
            case PILLOW_BOX -> new SlowPillowResize(0.5, x -> -0.5 < x && x <= 0.5 ? 1 : 0).run(image, target);
            case PILLOW_BILINEAR ->
                new SlowPillowResize(1, x -> Math.abs(x) < 1 ? 1 - Math.abs(x) : 0).run(image, target);
            case PILLOW_HAMMING -> new SlowPillowResize(1, SlowPillowResize::hamming).run(image, target);
            case PILLOW_BICUBIC -> new SlowPillowResize(2, SlowPillowResize::cubic).run(image, target);
            case PILLOW_LANCZOS -> new SlowPillowResize(3, SlowPillowResize::lanczos).run(image, target);
            default -> throw new IllegalArgumentException(filter + " is not a filter of Pillow");
        };
    }

    private static RgbImage nearest(RgbImage image, ImageSize target) {
        RgbImage result = blank(target.width(), target.height());
        for (int y = 0; y < target.height(); y++) {
            int row = nearest(y, image.height(), target.height());
            for (int x = 0; x < target.width(); x++) {
                int column = nearest(x, image.width(), target.width());
                for (int c = 0; c < 3; c++) {
                    result.set(x, y, c, image.sample(column, row, c));
                }
            }
        }
        return result;
    }

    /** Steps from the first center to this one; a product would round otherwise where a center meets a pixel's edge. */
    private static int nearest(int target, int sourceLength, int targetLength) {
        double position = (double) sourceLength / targetLength * 0.5;
        for (int i = 0; i < target; i++) {
            position += (double) sourceLength / targetLength;
        }
        return (int) position;
    }

    private RgbImage run(RgbImage image, ImageSize target) {
        RgbImage wide = blank(target.width(), image.height());
        for (int y = 0; y < wide.height(); y++) {
            for (int x = 0; x < wide.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int row = y;
                    int channel = c;
                    wide.set(x, y, c, sample(i -> image.sample(i, row, channel), image.width(), wide.width(), x));
                }
            }
        }
        RgbImage result = blank(target.width(), target.height());
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int column = x;
                    int channel = c;
                    result.set(
                            x, y, c, sample(i -> wide.sample(column, i, channel), wide.height(), result.height(), y));
                }
            }
        }
        return result;
    }

    private interface Samples {
        int at(int index);
    }

    private int sample(Samples source, int sourceLength, int targetLength, int target) {
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

    private static double cubic(double x) {
        double d = Math.abs(x);
        if (d < 1) {
            return (1.5 * d - 2.5) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
    }

    private static double hamming(double x) {
        double angle = Math.abs(x) * Math.PI;
        if (angle == 0) {
            return 1;
        }
        return angle < Math.PI ? Math.sin(angle) / angle * (0.54f + 0.46f * Math.cos(angle)) : 0;
    }

    private static double lanczos(double x) {
        if (x < -3 || x >= 3) {
            return 0;
        }
        return x == 0 ? 1 : sinc(x * Math.PI) * sinc(x / 3 * Math.PI);
    }

    private static double sinc(double angle) {
        return Math.sin(angle) / angle;
    }

    private static RgbImage blank(int width, int height) {
        return new RgbImage(width, height, new byte[width * height * 3]);
    }
}
