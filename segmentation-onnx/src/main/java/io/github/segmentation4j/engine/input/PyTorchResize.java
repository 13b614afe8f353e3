package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;

/**
 * PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} on float32, with and without antialiasing. Immutable
 * and safe for use by any number of threads, each with a resizer of its own.
 *
 * <p>A horizontal pass, then a vertical one, in float32. Of the horizontally resized rows only those that the next target
 * row needs are held.
 */
final class PyTorchResize {
    private final FloatColumns columns;
    private final PyTorchTaps rows;
    private final float[][] values;
    private final int sourceWidth;

    private PyTorchResize(FloatColumns columns, PyTorchTaps rows, float[][] values, int sourceWidth) {
        this.columns = columns;
        this.rows = rows;
        this.values = values;
        this.sourceWidth = sourceWidth;
    }

    /** True for the filters of this class. */
    static boolean isFor(Resampling filter) {
        return filter == Resampling.PYTORCH_BILINEAR || filter == Resampling.PYTORCH_BILINEAR_ANTIALIAS;
    }

    /**
     * Returns the resize of images of one size to another.
     *
     * @param values for each of red, green and blue the float of every sample
     */
    static PyTorchResize of(ImageSize source, ImageSize target, Resampling filter, float[][] values) {
        PyTorchTaps columns = PyTorchTaps.of(filter, source.width(), target.width());
        PyTorchTaps rows = PyTorchTaps.of(filter, source.height(), target.height());
        return new PyTorchResize(columns.columns(source.width()), rows, values, source.width());
    }

    /** Returns a resizer with scratch memory of its own. */
    RowResizer<float[][]> resizer() {
        HeldRows<float[][]> held = HeldRows.ofFloats(columns, values, sourceWidth, rows.mostCount());
        float[][] planes = new float[SampleRow.COLORS][columns.windows().width()];
        return (source, from, to, sink) -> {
            held.clear();
            for (int y = from; y < to; y++) {
                for (float[] plane : planes) {
                    Arrays.fill(plane, 0);
                }
                for (int i = 0; i < rows.count[y]; i++) {
                    float[][] in = held.row(source, rows.first[y] + i);
                    float weight = rows.weights[y * rows.stride + i];
                    for (int color = 0; color < planes.length; color++) {
                        RowSums.multiplyAdd(in[color], weight, planes[color]);
                    }
                }
                sink.accept(y, planes);
            }
        };
    }
}
