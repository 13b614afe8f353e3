package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;

/**
 * Brings one band of 16-bit samples from one size to another and scales it. Immutable and safe for use by any number of
 * threads, each with a resizer of its own.
 *
 * <p>Pillow's filters are those of its mode {@code I;16}, every sample equal ({@code ImagingResampleHorizontal_16bpc} in
 * {@code src/libImaging/Resample.c}, {@code ImagingGenericTransform} in {@code Geometry.c}, Pillow 12.3): sums in double, rounded to a sample after each of both passes. PyTorch's
 * work on the scaled samples in float32. Of the horizontally resized rows only those that the next target row needs are held.
 */
final class WideResize {
    private static final int MAX_SAMPLE = 65535;

    /** How a sum becomes a sample. */
    private enum Rounding {
        /** It stays as it is. */
        NONE,
        /** As in Pillow. */
        PILLOW
    }

    private final Axis columns;
    private final Axis rows;
    private final int sourceWidth;
    private final Rounding rounding;

    /** The factor of a source sample. */
    private final double before;

    /** The factor of a result. */
    private final double after;

    private WideResize(Axis columns, Axis rows, int sourceWidth, Rounding rounding, double before, double after) {
        this.columns = columns;
        this.rows = rows;
        this.sourceWidth = sourceWidth;
        this.rounding = rounding;
        this.before = before;
        this.after = after;
    }

    /**
     * What the target samples along one axis are made of: sample {@code t} of {@code count[t]} source samples from
     * {@code first[t]} on, with weights from index {@code t * stride} on.
     */
    private record Axis(int[] first, int[] count, double[] weights, int stride) {
        static Axis of(KernelTaps taps) {
            return new Axis(taps.first, taps.count, taps.weights, taps.stride);
        }

        static Axis of(PyTorchTaps taps) {
            double[] weights = new double[taps.weights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = taps.weights[i];
            }
            return new Axis(taps.first, taps.count, weights, taps.stride);
        }

        static Axis of(int[] nearest) {
            int[] one = new int[nearest.length];
            double[] weights = new double[nearest.length];
            Arrays.fill(one, 1);
            Arrays.fill(weights, 1);
            return new Axis(nearest, one, weights, 1);
        }

        int mostCount() {
            return Arrays.stream(count).max().orElse(1);
        }
    }

    /** True for the filters of which there is a form for samples of 16 bits. */
    static boolean isFor(Resampling filter) {
        return switch (filter) {
            case PILLOW_NEAREST,
                    PILLOW_BOX,
                    PILLOW_BILINEAR,
                    PILLOW_HAMMING,
                    PILLOW_BICUBIC,
                    PILLOW_LANCZOS,
                    OPENCV_NEAREST,
                    TORCHVISION_NEAREST,
                    TORCHVISION_NEAREST_EXACT,
                    PYTORCH_BILINEAR,
                    PYTORCH_BILINEAR_ANTIALIAS -> true;
            default -> false;
        };
    }

    /**
     * Returns the resize of images of one size to another.
     *
     * @param scale what samples are multiplied by
     * @throws IllegalArgumentException if there is no form of the filter for 16 bits
     */
    static WideResize of(ImageSize source, ImageSize target, Resampling filter, double scale) {
        int width = source.width();
        int height = source.height();
        int newWidth = target.width();
        int newHeight = target.height();
        return switch (filter) {
            case PILLOW_NEAREST -> nearest(width, nearest(width, newWidth), nearest(height, newHeight), scale);
            case OPENCV_NEAREST ->
                nearest(width, OpenCvNearest.table(width, newWidth), OpenCvNearest.table(height, newHeight), scale);
            case TORCHVISION_NEAREST ->
                nearest(
                        width,
                        TorchvisionNearest.floor(width, newWidth),
                        TorchvisionNearest.floor(height, newHeight),
                        scale);
            case TORCHVISION_NEAREST_EXACT -> {
                boolean small = TorchvisionNearest.isSmall(target);
                yield nearest(
                        width,
                        TorchvisionNearest.exact(width, newWidth, small),
                        TorchvisionNearest.exact(height, newHeight, small),
                        scale);
            }
            case PILLOW_BOX -> pillow(source, target, FilterKernel.BOX, scale);
            case PILLOW_BILINEAR -> pillow(source, target, FilterKernel.BILINEAR, scale);
            case PILLOW_HAMMING -> pillow(source, target, FilterKernel.HAMMING, scale);
            case PILLOW_BICUBIC -> pillow(source, target, FilterKernel.BICUBIC, scale);
            case PILLOW_LANCZOS -> pillow(source, target, FilterKernel.LANCZOS, scale);
            case PYTORCH_BILINEAR, PYTORCH_BILINEAR_ANTIALIAS ->
                new WideResize(
                        Axis.of(PyTorchTaps.of(filter, width, newWidth)),
                        Axis.of(PyTorchTaps.of(filter, height, newHeight)),
                        width,
                        Rounding.NONE,
                        scale,
                        1);
            default -> throw new IllegalArgumentException(filter + " has no form for samples of 16 bits");
        };
    }

    private static WideResize nearest(int sourceWidth, int[] columns, int[] rows, double scale) {
        return new WideResize(Axis.of(columns), Axis.of(rows), sourceWidth, Rounding.NONE, 1, scale);
    }

    private static WideResize pillow(ImageSize source, ImageSize target, FilterKernel kernel, double scale) {
        return new WideResize(
                Axis.of(KernelTaps.of(source.width(), target.width(), kernel)),
                Axis.of(KernelTaps.of(source.height(), target.height(), kernel)),
                source.width(),
                Rounding.PILLOW,
                1,
                scale);
    }

    /** Returns a resizer with scratch memory of its own, which gives the scaled band as its first plane. */
    RowResizer<float[][]> resizer() {
        int width = columns.first.length;
        int[] samples = new int[sourceWidth];
        float[] scaled = new float[sourceWidth];
        float[][] held = new float[rows.mostCount()][width];
        int[] numbers = new int[held.length];
        float[][] plane = new float[1][width];
        double[] sums = new double[width];
        return (source, from, to, sink) -> {
            Arrays.fill(numbers, -1);
            for (int y = from; y < to; y++) {
                for (int i = 0; i < rows.count[y]; i++) {
                    int row = rows.first[y] + i;
                    if (numbers[row % held.length] != row) {
                        numbers[row % held.length] = row;
                        source.read(row, samples);
                        scale(samples, scaled);
                        horizontal(scaled, held[row % held.length]);
                    }
                }
                vertical(y, held, sums, plane[0]);
                sink.accept(y, plane);
            }
        };
    }

    private void scale(int[] samples, float[] scaled) {
        for (int x = 0; x < scaled.length; x++) {
            scaled[x] = (float) (samples[x] * before);
        }
    }

    private void horizontal(float[] row, float[] target) {
        for (int x = 0; x < target.length; x++) {
            target[x] = rounding == Rounding.PILLOW ? pillowSample(exactSum(row, x)) : floatSum(row, x);
        }
    }

    private double exactSum(float[] row, int x) {
        double sum = 0;
        for (int i = 0; i < columns.count[x]; i++) {
            sum += row[columns.first[x] + i] * columns.weights[x * columns.stride + i];
        }
        return sum;
    }

    private float floatSum(float[] row, int x) {
        float sum = 0;
        for (int i = 0; i < columns.count[x]; i++) {
            sum += row[columns.first[x] + i] * (float) columns.weights[x * columns.stride + i];
        }
        return sum;
    }

    private void vertical(int y, float[][] held, double[] sums, float[] target) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < rows.count[y]; i++) {
            float[] row = held[(rows.first[y] + i) % held.length];
            double weight = rows.weights[y * rows.stride + i];
            for (int x = 0; x < sums.length; x++) {
                // In float32 the product and the sum are rounded each, as in PyTorch.
                sums[x] = rounding == Rounding.PILLOW
                        ? sums[x] + row[x] * weight
                        : (float) sums[x] + row[x] * (float) weight;
            }
        }
        for (int x = 0; x < sums.length; x++) {
            double value = rounding == Rounding.PILLOW ? pillowSample(sums[x]) : (float) sums[x];
            target[x] = (float) (value * after);
        }
    }

    /** Returns Pillow's sample of a sum: rounded half away from 0, and clipped. */
    private static int pillowSample(double sum) {
        return (int) Math.max(0, Math.min(MAX_SAMPLE, Math.floor(sum + 0.5)));
    }

    /** Returns Pillow's nearest samples of such an image, whose rule is not that of 8-bit ones. */
    private static int[] nearest(int sourceLength, int targetLength) {
        double scale = (double) sourceLength / targetLength;
        int[] table = new int[targetLength];
        for (int i = 0; i < targetLength; i++) {
            table[i] = Math.min((int) ((i + 0.5) * scale), sourceLength - 1);
        }
        return table;
    }
}
