package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/**
 * OpenCV's {@code resize} of 8-bit samples without antialiasing ({@code modules/imgproc/src/resize.cpp}, OpenCV 4.6 on x86-64):
 * {@code INTER_NEAREST}, {@code INTER_LINEAR} and {@code INTER_CUBIC}, and {@code INTER_AREA} where it enlarges.
 *
 * <p>A horizontal pass to sums of 19 bits, then a vertical one. Of the horizontally resized rows only those that the next
 * target row needs are held.
 */
final class OpenCvResize implements ByteResize {
    private static final int MAX_SAMPLE = 255;

    /** Bits behind the point after both passes. */
    private static final int SUM_BITS = 22;

    /** Samples that OpenCV's vertical cubic pass takes at once, in float32; the rest of a row is in fixed point. */
    private static final int LANES = 8;

    /** OpenCV's filter for areas takes no more. */
    private static final int MAX_CHANNELS = 4;

    private static final float UNIT = 1f / ((float) OpenCvTaps.ONE * OpenCvTaps.ONE);

    private final IntColumns columns;
    private final OpenCvTaps rows;
    private final int sourceWidth;
    private final ChannelGroup group;

    private OpenCvResize(OpenCvTaps columns, OpenCvTaps rows, int sourceWidth, ChannelGroup group) {
        this.group = group;
        this.columns = IntColumns.of(columns, sourceWidth);
        this.rows = rows;
        this.sourceWidth = sourceWidth;
    }

    /** Returns the resize of images of one size to another size. */
    static ByteResize of(ImageSize source, ImageSize target, Resampling filter, ChannelGroup group) {
        int width = source.width();
        int height = source.height();
        int newWidth = target.width();
        int newHeight = target.height();
        return switch (filter) {
            case OPENCV_NEAREST ->
                NearestResize.of(width, OpenCvNearest.table(width, newWidth), OpenCvNearest.table(height, newHeight));
            case OPENCV_LINEAR ->
                OpenCvArea.isHalf(source, target)
                        ? OpenCvArea.of(source, target, halves(group.channels()))
                        : new OpenCvResize(
                                OpenCvTaps.linear(width, newWidth, OpenCvTaps.Border.DROPS_FRACTION),
                                OpenCvTaps.linear(height, newHeight, OpenCvTaps.Border.KEEPS_FRACTION),
                                width,
                                group);
            case OPENCV_AREA ->
                OpenCvArea.shrinks(source, target)
                        // Of more channels than OpenCV takes there each is an image of its own.
                        ? OpenCvArea.of(source, target, halves(group.channels()) || group.channels() > MAX_CHANNELS)
                        : new OpenCvResize(
                                OpenCvTaps.enlargedArea(width, newWidth, OpenCvTaps.Border.DROPS_FRACTION),
                                OpenCvTaps.enlargedArea(height, newHeight, OpenCvTaps.Border.KEEPS_FRACTION),
                                width,
                                group);
            case OPENCV_CUBIC ->
                new OpenCvResize(OpenCvTaps.cubic(width, newWidth), OpenCvTaps.cubic(height, newHeight), width, group);
            default -> throw new IllegalArgumentException(filter + " is not a filter of OpenCV");
        };
    }

    /** True if the mean of two by two samples is rounded half up for images of so many channels. */
    private static boolean halves(int channels) {
        return channels == 1 || channels == SampleRow.COLORS || channels == MAX_CHANNELS;
    }

    @Override
    public RowResizer<SampleRow> resizer() {
        HeldRows<int[][]> held = HeldRows.ofInts(columns, 0, sums -> {}, sourceWidth, rows.count);
        int[][][] needed = new int[rows.count][][];
        int[][] planes = new int[SampleRow.COLORS][columns.windows().width()];
        SampleRow row = SampleRow.planar(planes);
        return (source, from, to, sink) -> {
            held.clear();
            for (int y = from; y < to; y++) {
                for (int tap = 0; tap < needed.length; tap++) {
                    needed[tap] = held.row(source, rows.samples[y * rows.count + tap]);
                }
                vertical(needed, y, planes);
                sink.accept(y, row);
            }
        };
    }

    private void vertical(int[][][] needed, int y, int[][] planes) {
        int first = y * rows.count;
        for (int color = 0; color < planes.length; color++) {
            if (needed.length == 2) {
                int upperWeight = rows.weights[first];
                int lowerWeight = rows.weights[first + 1];
                linear(needed[0][color], upperWeight, needed[1][color], lowerWeight, planes[color]);
            } else {
                cubic(needed, color, first, planes[color]);
            }
        }
    }

    private static void linear(int[] upper, int upperWeight, int[] lower, int lowerWeight, int[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = (((upperWeight * (upper[x] >> 4)) >> 16) + ((lowerWeight * (lower[x] >> 4)) >> 16) + 2) >> 2;
        }
    }

    private void cubic(int[][][] needed, int color, int first, int[] row) {
        int[] a = needed[0][color];
        int[] b = needed[1][color];
        int[] c = needed[2][color];
        int[] d = needed[3][color];
        int weightA = rows.weights[first];
        int weightB = rows.weights[first + 1];
        int weightC = rows.weights[first + 2];
        int weightD = rows.weights[first + 3];
        float unitsA = weightA * UNIT;
        float unitsB = weightB * UNIT;
        float unitsC = weightC * UNIT;
        float unitsD = weightD * UNIT;
        int vectors = vectorColumns(row.length, color);
        for (int x = 0; x < vectors; x++) {
            float sum = d[x] * unitsD;
            sum = c[x] * unitsC + sum;
            sum = b[x] * unitsB + sum;
            sum = a[x] * unitsA + sum;
            row[x] = sample((int) Math.rint(sum));
        }
        for (int x = vectors; x < row.length; x++) {
            int sum = (1 << (SUM_BITS - 1)) + a[x] * weightA + b[x] * weightB + c[x] * weightC + d[x] * weightD;
            row[x] = sample(sum >> SUM_BITS);
        }
    }

    /**
     * Returns how many samples of a color OpenCV takes in float32: those before the last whole {@value #LANES} of a row, in
     * which the channels stand side by side in the order in which the image has them.
     */
    private int vectorColumns(int width, int color) {
        int vectors = width * group.channels() / LANES * LANES;
        return (vectors - group.first() - color + group.channels() - 1) / group.channels();
    }

    private static int sample(int value) {
        return Math.max(0, Math.min(MAX_SAMPLE, value));
    }
}
