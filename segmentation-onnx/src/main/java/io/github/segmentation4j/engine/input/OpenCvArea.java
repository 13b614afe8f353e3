package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import java.util.Arrays;

/**
 * OpenCV's {@code INTER_AREA} of 8-bit RGB where neither axis is enlarged: the mean of the source area that a target pixel
 * covers ({@code modules/imgproc/src/resize.cpp}, OpenCV 4.6).
 *
 * <p>With whole factors on both axes the samples of an area are added as integers; otherwise weights and sums are float32.
 */
final class OpenCvArea {
    private static final int MAX_SAMPLE = 255;

    /** For each color the samples as floats. */
    private static final float[][] SAMPLES = new float[SampleRow.COLORS][MAX_SAMPLE + 1];

    static {
        for (float[] samples : SAMPLES) {
            for (int sample = 0; sample <= MAX_SAMPLE; sample++) {
                samples[sample] = sample;
            }
        }
    }

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

    /**
     * Returns the resize of images of one size to a smaller one.
     *
     * @param halves true if the mean of two by two samples is rounded half up, as it is for images of one, three and four
     *     channels ({@code ResizeAreaFastVec}); else it is rounded like others, half to even
     */
    static ByteResize of(ImageSize source, ImageSize target, boolean halves) {
        double columns = OpenCvTaps.scale(source.width(), target.width());
        double rows = OpenCvTaps.scale(source.height(), target.height());
        return isWhole(columns) && isWhole(rows)
                ? whole(source.width(), source.width() / target.width(), source.height() / target.height(), halves)
                : fractional(source, target);
    }

    private static boolean isWhole(double factor) {
        return Math.abs(factor - Math.rint(factor)) < WHOLE;
    }

    private static ByteResize whole(int sourceWidth, int columnsEach, int rowsEach, boolean halves) {
        IntColumns columns = IntColumns.blocks(columnsEach, sourceWidth / columnsEach);
        return () -> wholeResizer(sourceWidth, columns, rowsEach, halves);
    }

    private static RowResizer<SampleRow> wholeResizer(
            int sourceWidth, IntColumns columns, int rowsEach, boolean halves) {
        HeldRows<int[][]> held = HeldRows.ofInts(columns, 0, sums -> {}, sourceWidth, 1);
        int[][] planes = new int[SampleRow.COLORS][columns.windows().width()];
        SampleRow row = SampleRow.planar(planes);
        int columnsEach = columns.windows().length();
        boolean half = halves && columnsEach == 2 && rowsEach == 2;
        float part = 1f / (columnsEach * rowsEach);
        return (source, from, to, sink) -> {
            held.clear();
            for (int y = from; y < to; y++) {
                for (int i = 0; i < rowsEach; i++) {
                    int[][] in = held.row(source, y * rowsEach + i);
                    for (int color = 0; color < planes.length; color++) {
                        if (i == 0) {
                            System.arraycopy(in[color], 0, planes[color], 0, planes[color].length);
                        } else {
                            add(in[color], planes[color]);
                        }
                    }
                }
                for (int[] plane : planes) {
                    if (half) {
                        divideByFour(plane);
                    } else {
                        multiply(plane, part);
                    }
                }
                sink.accept(y, row);
            }
        };
    }

    private static void add(int[] row, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x];
        }
    }

    private static void divideByFour(int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (sums[x] + 2) >> 2;
        }
    }

    private static void multiply(int[] sums, float part) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (int) Math.rint(sums[x] * part);
        }
    }

    private static ByteResize fractional(ImageSize source, ImageSize target) {
        FloatColumns columns = new Parts(source.width(), target.width()).columns(source.width());
        Parts rows = new Parts(source.height(), target.height());
        return () -> fractionalResizer(source.width(), columns, rows);
    }

    private static RowResizer<SampleRow> fractionalResizer(int sourceWidth, FloatColumns columns, Parts rows) {
        HeldRows<float[][]> held = HeldRows.ofFloats(columns, SAMPLES, sourceWidth, 1);
        int width = columns.windows().width();
        float[][] sums = new float[SampleRow.COLORS][width];
        int[][] planes = new int[SampleRow.COLORS][width];
        SampleRow row = SampleRow.planar(planes);
        return (source, from, to, sink) -> {
            held.clear();
            for (int y = from; y < to; y++) {
                for (float[] sum : sums) {
                    Arrays.fill(sum, 0);
                }
                for (int i = rows.first[y]; i < rows.first[y + 1]; i++) {
                    float[][] in = held.row(source, rows.sample[i]);
                    for (int color = 0; color < sums.length; color++) {
                        RowSums.multiplyAdd(in[color], rows.weight[i], sums[color]);
                    }
                }
                for (int color = 0; color < sums.length; color++) {
                    round(sums[color], planes[color]);
                }
                sink.accept(y, row);
            }
        };
    }

    private static void round(float[] sums, int[] samples) {
        for (int x = 0; x < samples.length; x++) {
            samples[x] = Math.max(0, Math.min(MAX_SAMPLE, (int) Math.rint(sums[x])));
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

        /** Returns the parts as windows; those of a target sample are neighbors. */
        private FloatColumns columns(int sourceLength) {
            int length = first.length - 1;
            int[] least = new int[length];
            int[] count = new int[length];
            for (int target = 0; target < length; target++) {
                least[target] = sample[first[target]];
                count[target] = first[target + 1] - first[target];
            }
            return FloatColumns.of(least, count, weight, first, sourceLength);
        }
    }
}
