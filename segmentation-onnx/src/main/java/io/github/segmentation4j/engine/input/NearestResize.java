package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;

/** Takes one source pixel for each target pixel, from a row and a column that the library's rule gives. */
final class NearestResize {
    private NearestResize() {}

    /** Returns the resize that leaves images of a size as they are. */
    static ByteResize identity(ImageSize size) {
        return () -> identityResizer(size.width());
    }

    private static RowResizer<SampleRow> identityResizer(int width) {
        int[] pixels = new int[width];
        SampleRow row = SampleRow.packed(pixels);
        return (source, from, to, sink) -> {
            for (int y = from; y < to; y++) {
                source.read(y, pixels);
                sink.accept(y, row);
            }
        };
    }

    /**
     * Returns the resize by tables.
     *
     * @param sourceWidth the width of the images
     * @param columns the source column of every target column
     * @param rows the source row of every target row
     */
    static ByteResize of(int sourceWidth, int[] columns, int[] rows) {
        return () -> resizer(sourceWidth, columns, rows);
    }

    private static RowResizer<SampleRow> resizer(int sourceWidth, int[] columns, int[] rows) {
        int[] wide = new int[sourceWidth];
        int[] pixels = new int[columns.length];
        SampleRow row = SampleRow.packed(pixels);
        return (source, from, to, sink) -> {
            for (int y = from; y < to; y++) {
                if (y == from || rows[y] != rows[y - 1]) {
                    source.read(rows[y], wide);
                    for (int x = 0; x < pixels.length; x++) {
                        pixels[x] = wide[columns[x]];
                    }
                }
                sink.accept(y, row);
            }
        };
    }
}
