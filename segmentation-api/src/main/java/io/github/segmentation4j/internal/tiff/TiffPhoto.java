package io.github.segmentation4j.internal.tiff;

import java.awt.image.BufferedImage;

/**
 * The first picture of a TIFF or BigTIFF file: strips or tiles, in one plane or several, uncompressed or compressed by
 * PackBits, LZW, Deflate, CCITT or JPEG; bilevel, gray, RGB, palettes, CMYK, YCbCr and Lab.
 *
 * <p>The header is checked first: against the limits, and against the file, in which every strip and tile must have as many
 * bytes as its samples need at the least. Only then is memory taken. Strips and tiles are decoded row by row, so that a
 * tile larger than the picture costs no more than a row.
 */
public final class TiffPhoto {
    /** What {@link #orientation} returns of a file that states none. */
    public static final int NO_ORIENTATION = 0;

    private final TiffLayout layout;
    private final PixelKind kind;
    private final Parts parts;
    private final TiffLimits limits;

    private TiffPhoto(TiffLayout layout, TiffLimits limits) throws TiffException {
        this.layout = layout;
        this.limits = limits;
        this.kind = PixelKind.of(layout);
        this.parts = Parts.of(layout, planesUsed());
    }

    /** Returns whether a file begins like a TIFF or BigTIFF file. */
    public static boolean isTiff(byte[] content) {
        return TiffDirectory.isTiff(content);
    }

    /**
     * Reads and checks the header.
     *
     * @param content a file for which {@link #isTiff} holds
     * @throws TiffException if it is damaged, too large, or of a kind that is not decoded here
     */
    public static TiffPhoto open(byte[] content, TiffLimits limits) throws TiffException {
        return new TiffPhoto(TiffLayout.read(TiffDirectory.read(content), limits), limits);
    }

    /** Returns the orientation that the file states in its field, 1 to 8 as in EXIF, or {@link #NO_ORIENTATION}. */
    public int orientation() throws TiffException {
        // Pillow passes over an orientation that is written as a byte.
        return layout.directory().sizeOfValue(Tag.ORIENTATION) < Short.BYTES
                ? NO_ORIENTATION
                : (int) layout.directory().value(Tag.ORIENTATION, NO_ORIENTATION);
    }

    /** Returns the file's XMP packet, empty without one. */
    public byte[] xmp() {
        try {
            return layout.directory().content(Tag.XMP);
        } catch (TiffException outsideTheFile) {
            // A note that is not there harms no picture.
            return new byte[0];
        }
    }

    /**
     * Decodes the picture as it lies in the file.
     *
     * @throws TiffException if its data are damaged, end too early, or are of a kind that is not decoded here
     */
    public BufferedImage decode() throws TiffException {
        Grid grid = layout.grid();
        byte[][] palette = kind == PixelKind.INDEXED ? Palette.of(layout) : new byte[0][];
        Colors colors = Colors.of(layout, kind);
        Picture picture = new Picture(kind, grid.width(), grid.height(), palette);
        int step = step();
        int[] samples = new int[Math.multiplyExact(step, grid.partWidth())];
        int[] channels = new int[Math.multiplyExact(kind.channels(), grid.partWidth())];
        for (int row = 0; row < grid.down(); row++) {
            for (int column = 0; column < grid.across(); column++) {
                int columns = grid.columns(column);
                try (Planes planes = new Planes(row, column)) {
                    for (int y = 0; y < grid.rows(row); y++) {
                        planes.next(samples, step);
                        colors.convert(samples, step, channels, columns);
                        picture.put(grid.left(column), grid.top(row) + y, channels, columns);
                    }
                }
            }
        }
        return picture.image();
    }

    private int planesUsed() {
        int used = layout.photometric().bands() + (layout.alpha() == TiffLayout.Alpha.NONE ? 0 : 1);
        return layout.planes() == 1 ? 1 : used;
    }

    /** Returns the distance of a pixel's samples to the next: all of one plane, or of several planes those that count. */
    private int step() {
        return layout.planes() == 1 ? layout.type().perPixel() : planesUsed();
    }

    /** The planes of one strip or tile. */
    private final class Planes implements AutoCloseable {
        private final PartRows[] rows;

        Planes(int row, int column) throws TiffException {
            rows = new PartRows[planesUsed()];
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
            Parts.Span data = parts.span(plane, row, column);
            if (layout.compression() == Compression.JPEG) {
                return JpegRows.decode(layout, data, grid.columns(column), grid.rows(row), limits);
            }
            Subsampling subsampling = Subsampling.of(layout);
            ByteSource source = ByteSource.of(layout, data);
            return subsampling.isNone()
                    ? new PlainRows(layout, source, grid.columns(column))
                    : new SubsampledRows(layout, subsampling, source, grid.columns(column));
        }

        void next(int[] samples, int step) throws TiffException {
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
