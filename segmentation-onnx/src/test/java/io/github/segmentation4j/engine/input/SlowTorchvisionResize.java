package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * The slow, obvious twin of {@link TorchvisionResize}: two whole images, one pass each, weights of 16 bits computed anew for
 * every sample, as the scalar code of PyTorch adds them up. It shares no code with it.
 */
final class SlowTorchvisionResize {
    private final double support;
    private final DoubleUnaryOperator kernel;

    private SlowTorchvisionResize(double support, DoubleUnaryOperator kernel) {
        this.support = support;
        this.kernel = kernel;
    }

    static RgbImage resized(RgbImage image, ImageSize target, Resampling filter) {
        boolean small = target.width() + target.height() <= 128;
        return switch (filter) {
            case TORCHVISION_NEAREST -> picked(image, target, (t, scale) -> (int) Math.floor((float) t * scale));
            case TORCHVISION_NEAREST_EXACT -> picked(image, target, small ? small() : large());
            case TORCHVISION_BILINEAR ->
                new SlowTorchvisionResize(1, x -> Math.abs(x) < 1 ? 1 - Math.abs(x) : 0).run(image, target);
            case TORCHVISION_BICUBIC -> new SlowTorchvisionResize(2, SlowTorchvisionResize::cubic).run(image, target);
            case TORCHVISION_LANCZOS -> new SlowTorchvisionResize(3, SlowTorchvisionResize::lanczos).run(image, target);
            default -> throw new IllegalArgumentException(filter + " is not a filter of torchvision");
        };
    }

    private interface Pick {
        int index(int target, float scale);
    }

    private static Pick small() {
        return (t, scale) -> (int) Math.floor((float) ((t + 0.5) * (double) scale));
    }

    /** The product is not rounded before one half is subtracted. */
    private static Pick large() {
        return (t, scale) -> {
            BigDecimal product = new BigDecimal(scale).multiply(new BigDecimal(t + 0.5));
            float edge = product.subtract(new BigDecimal("0.5")).floatValue();
            return (int) Math.floor((float) ((edge < 0 ? 0 : edge) + 0.5));
        };
    }

    private static RgbImage picked(RgbImage image, ImageSize target, Pick pick) {
        RgbImage result = blank(target.width(), target.height());
        for (int y = 0; y < target.height(); y++) {
            int row = pick.index(y, (float) image.height() / target.height());
            for (int x = 0; x < target.width(); x++) {
                int column = pick.index(x, (float) image.width() / target.width());
                for (int c = 0; c < 3; c++) {
                    int sample =
                            image.sample(Math.min(column, image.width() - 1), Math.min(row, image.height() - 1), c);
                    result.set(x, y, c, sample);
                }
            }
        }
        return result;
    }

    private RgbImage run(RgbImage image, ImageSize target) {
        int wideBits = bits(image.width(), target.width());
        RgbImage wide = blank(target.width(), image.height());
        for (int y = 0; y < wide.height(); y++) {
            for (int x = 0; x < wide.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int row = y;
                    int channel = c;
                    wide.set(
                            x,
                            y,
                            c,
                            sample(i -> image.sample(i, row, channel), image.width(), wide.width(), x, wideBits));
                }
            }
        }
        int highBits = bits(image.height(), target.height());
        RgbImage result = blank(target.width(), target.height());
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int column = x;
                    int channel = c;
                    IntUnaryOperator samples = i -> wide.sample(column, i, channel);
                    result.set(x, y, c, sample(samples, wide.height(), result.height(), y, highBits));
                }
            }
        }
        return result;
    }

    /** Returns how many bits behind the point the largest weight of an axis leaves room for. */
    private int bits(int sourceLength, int targetLength) {
        double largest = 0;
        for (int target = 0; target < targetLength; target++) {
            for (double weight : weights(sourceLength, targetLength, target)) {
                largest = Math.max(largest, weight);
            }
        }
        for (int bits = 0; bits < 22; bits++) {
            if (Math.floor(largest * Math.pow(2, bits + 1) + 0.5) > Short.MAX_VALUE) {
                return bits;
            }
        }
        return 22;
    }

    private int from(int sourceLength, int targetLength, int target) {
        double scale = (double) sourceLength / targetLength;
        return Math.max(0, (int) ((target + 0.5) * scale - support * Math.max(scale, 1) + 0.5));
    }

    private double[] weights(int sourceLength, int targetLength, int target) {
        double scale = (double) sourceLength / targetLength;
        double stretch = scale < 1 ? 1 : scale;
        double center = (target + 0.5) * scale;
        int from = from(sourceLength, targetLength, target);
        int to = Math.min(sourceLength, (int) (center + support * stretch + 0.5));
        double[] weights = new double[to - from];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kernel.applyAsDouble((from + i - center + 0.5) * (1.0 / stretch));
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return weights;
    }

    private int sample(IntUnaryOperator source, int sourceLength, int targetLength, int target, int bits) {
        if (sourceLength == targetLength) {
            return source.applyAsInt(target);
        }
        double[] weights = weights(sourceLength, targetLength, target);
        int from = from(sourceLength, targetLength, target);
        int sum = 1 << (bits - 1);
        for (int i = 0; i < weights.length; i++) {
            int weight = (int) Math.floor(Math.abs(weights[i]) * Math.pow(2, bits) + 0.5);
            sum += (short) (weights[i] < 0 ? -weight : weight) * source.applyAsInt(from + i);
        }
        return Math.max(0, Math.min(255, sum >> bits));
    }

    private static double cubic(double x) {
        double d = Math.abs(x);
        if (d < 1) {
            return (1.5 * d - 2.5) * d * d + 1;
        }
        return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }

    private static double lanczos(double x) {
        double d = Math.abs(x);
        return d < 3 ? sinc(d) * sinc(d / 3) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }

    private static RgbImage blank(int width, int height) {
        return new RgbImage(width, height, new byte[width * height * 3]);
    }
}
