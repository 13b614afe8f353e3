package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.internal.raster.NearestTable;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;

/**
 * Pillow's {@code Image.resize} on 8-bit RGB, every byte equal.
 *
 * <p>A horizontal pass, rounded to samples of 8 bits, then a vertical one. Pillow leaves out a pass that would not change
 * the size; here it has one sample of weight one, which is the same. Of the horizontally resized rows only those that the
 * next target row needs are held.
 */
final class PillowResize implements ByteResize {
    private final IntColumns columns;
    private final FilterTaps rows;
    private final int sourceWidth;

    private PillowResize(ImageSize source, ImageSize target, FilterKernel kernel) {
        this.columns = IntColumns.of(FilterTaps.of(source.width(), target.width(), kernel), source.width());
        this.rows = FilterTaps.of(source.height(), target.height(), kernel);
        this.sourceWidth = source.width();
    }

    /** Returns the resize of images of one size to another. */
    static ByteResize of(ImageSize source, ImageSize target, Resampling filter) {
        return switch (filter) {
            case PILLOW_NEAREST ->
                NearestResize.of(
                        source.width(),
                        NearestTable.of(source.width(), target.width()),
                        NearestTable.of(source.height(), target.height()));
            case PILLOW_BOX -> new PillowResize(source, target, FilterKernel.BOX);
            case PILLOW_BILINEAR -> new PillowResize(source, target, FilterKernel.BILINEAR);
            case PILLOW_HAMMING -> new PillowResize(source, target, FilterKernel.HAMMING);
            case PILLOW_BICUBIC -> new PillowResize(source, target, FilterKernel.BICUBIC);
            case PILLOW_LANCZOS -> new PillowResize(source, target, FilterKernel.LANCZOS);
            default -> throw new IllegalArgumentException(filter + " is no filter of Pillow");
        };
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
