package io.github.segmentation4j.internal.tiff;

/**
 * Rows of YCbCr whose chroma stand for several pixels (TIFF 6.0, section 21): units of as many Y as pixels, row by row,
 * then one Cb and one Cr. Every pixel of a unit gets the same chroma, as from libtiff's {@code tif_getimage.c}.
 */
final class SubsampledRows implements PartRows {
    private final ByteSource source;
    private final Subsampling subsampling;
    private final int columns;
    private final byte[] units;

    /** How many rows of the units have been passed. */
    private int row;

    /**
     * Creates a reader of rows.
     *
     * @param source closed with this
     * @param columns the columns that lie in the picture
     */
    SubsampledRows(TiffLayout layout, Subsampling subsampling, ByteSource source, int columns) {
        this.source = source;
        this.subsampling = subsampling;
        this.columns = columns;
        this.units =
                new byte[Math.toIntExact(subsampling.bytesOfUnits(layout.grid().partWidth()))];
        this.row = subsampling.vertical();
    }

    @Override
    public void next(int[] samples, int first, int step) throws TiffException {
        advance();
        int y = row - 1;
        int across = subsampling.horizontal();
        for (int x = 0; x < columns; x++) {
            int unit = x / across * subsampling.bytesOfUnit();
            int chroma = unit + across * subsampling.vertical();
            int target = first + x * Photometric.YCBCR.bands() * step;
            samples[target] = units[unit + y * across + x % across] & 0xFF;
            samples[target + step] = units[chroma] & 0xFF;
            samples[target + 2 * step] = units[chroma + 1] & 0xFF;
        }
    }

    @Override
    public void skip(int rows) throws TiffException {
        for (int i = 0; i < rows; i++) {
            advance();
        }
    }

    private void advance() throws TiffException {
        if (row == subsampling.vertical()) {
            source.read(units, 0, units.length);
            row = 0;
        }
        row++;
    }

    @Override
    public void close() {
        source.close();
    }
}
