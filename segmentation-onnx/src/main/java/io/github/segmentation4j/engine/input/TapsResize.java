package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import java.util.Arrays;

/**
 * A filter in fixed point: a horizontal pass, rounded to samples of 8 bits, then a vertical one. Immutable and safe for use
 * by any number of threads, each with a resizer of its own.
 *
 * <p>The libraries leave out a pass that would not change the size; here it has one sample of weight one, which is the
 * same. Of the horizontally resized rows only those that the next target row needs are held.
 */
final class TapsResize implements ByteResize {
    private final IntColumns columns;
    private final FilterTaps rows;
    private final int sourceWidth;

    private TapsResize(IntColumns columns, FilterTaps rows, int sourceWidth) {
        this.columns = columns;
        this.rows = rows;
        this.sourceWidth = sourceWidth;
    }

    /** Returns the resize of images of one size to another by a kernel whose weights are rounded as said. */
    static TapsResize of(ImageSize source, ImageSize target, FilterKernel kernel, FilterTaps.Precision precision) {
        FilterTaps columns = FilterTaps.of(source.width(), target.width(), kernel, precision);
        FilterTaps rows = FilterTaps.of(source.height(), target.height(), kernel, precision);
        return new TapsResize(IntColumns.of(columns, source.width()), rows, source.width());
    }

    @Override
    public RowResizer<SampleRow> resizer() {
        HeldRows<int[][]> held =
                HeldRows.ofInts(columns, FilterTaps.HALF, FilterTaps::round, sourceWidth, rows.maxCount());
        int[][] planes = new int[SampleRow.COLORS][columns.windows().width()];
        SampleRow row = SampleRow.planar(planes);
        return (source, from, to, sink) -> {
            held.clear();
            for (int y = from; y < to; y++) {
                vertical(source, held, y, planes);
                sink.accept(y, row);
            }
        };
    }

    private void vertical(RowSource source, HeldRows<int[][]> held, int y, int[][] planes) {
        for (int[] plane : planes) {
            Arrays.fill(plane, FilterTaps.HALF);
        }
        for (int i = 0; i < rows.count[y]; i++) {
            int[][] in = held.row(source, rows.first[y] + i);
            int weight = rows.weights[y * rows.stride + i];
            for (int color = 0; color < planes.length; color++) {
                RowSums.multiplyAdd(in[color], weight, planes[color]);
            }
        }
        for (int[] plane : planes) {
            FilterTaps.round(plane);
        }
    }
}
