package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;

/** Decodes strips and tiles of one picture, row by row into a picture. Holds the arrays of a row, and so serves one thread. */
final class PartDecoder {
    private final TiffLayout layout;
    private final int planesUsed;
    private final int step;
    private final Parts parts;
    private final Colors colors;
    private final TiffLimits limits;
    private final int[] samples;
    private final int[] channels;

    PartDecoder(TiffLayout layout, PixelKind kind, Parts parts, Colors colors, TiffLimits limits) {
        this.layout = layout;
        this.parts = parts;
        this.colors = colors;
        this.limits = limits;
        int width = layout.grid().partWidth();
        this.planesUsed = layout.planesOf(kind);
        this.step = layout.stepOf(kind);
        this.samples = new int[Math.multiplyExact(step, width)];
        this.channels = new int[Math.multiplyExact(kind.channels(), width)];
    }

    /**
     * Decodes a rectangle of a part.
     *
     * @param row the row of parts
     * @param column the column of parts
     * @param window the rectangle, counted from the part's corner, inside both the part and the picture of the file
     * @param picture receives the pixels, and is of the kind that the decoder was made for
     * @param left the column in it that receives those of the rectangle's left border
     * @param top the row in it that receives the rectangle's first
     * @throws TiffException if the data are damaged, end too early, or are of a kind that is not decoded here
     */
    void decode(int row, int column, Rectangle window, Picture picture, int left, int top) throws TiffException {
        int columns = window.x + window.width;
        try (Planes planes = new Planes(row, column)) {
            planes.skip(window.y);
            for (int y = 0; y < window.height; y++) {
                planes.next();
                colors.convert(samples, step, channels, columns);
                picture.put(left, top + y, channels, window.x, window.width);
            }
        }
    }

    /** The planes of one strip or tile. */
    private final class Planes implements AutoCloseable {
        private final PartRows[] rows;

        Planes(int row, int column) throws TiffException {
            rows = new PartRows[planesUsed];
            int plane = 0;
            try {
                for (; plane < rows.length; plane++) {
                    rows[plane] = rows(plane, row, column);
                }
            } finally {
                for (int i = 0; plane < rows.length && i < plane; i++) {
                    rows[i].close();
                }
            }
        }

        private PartRows rows(int plane, int row, int column) throws TiffException {
            Grid grid = layout.grid();
            if (layout.compression() == Compression.JPEG) {
                return JpegRows.decode(
                        layout, parts.data(plane, row, column), grid.columns(column), grid.rows(row), limits);
            }
            Subsampling subsampling = Subsampling.of(layout);
            ByteSource source = parts.source(plane, row, column);
            return subsampling.isNone()
                    ? new PlainRows(layout, source, grid.columns(column))
                    : new SubsampledRows(layout, subsampling, source, grid.columns(column));
        }

        void skip(int count) throws TiffException {
            for (PartRows plane : rows) {
                plane.skip(count);
            }
        }

        void next() throws TiffException {
            for (int plane = 0; plane < rows.length; plane++) {
                rows[plane].next(samples, plane, layout.planes() == 1 ? 1 : step);
            }
        }

        @Override
        public void close() {
            for (PartRows plane : rows) {
                plane.close();
            }
        }
    }
}
