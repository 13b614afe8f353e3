package io.github.segmentation4j.internal.tiff;

/**
 * For how many pixels a chroma sample stands.
 *
 * @param horizontal the columns, 1, 2 or 4
 * @param vertical the rows, 1, 2 or 4
 */
record Subsampling(int horizontal, int vertical) {
    private static final int BY_DEFAULT = 2;
    private static final int MAX = 4;

    /** Returns that of a layout; of YCbCr that does not say, what the length of uncompressed data tells, or 2 and 2. */
    static Subsampling of(TiffLayout layout) throws TiffException {
        if (layout.photometric() != Photometric.YCBCR || layout.compression() == Compression.JPEG) {
            return new Subsampling(1, 1);
        }
        TiffDirectory directory = layout.directory();
        if (!directory.has(Tag.YCBCR_SUBSAMPLING) && layout.compression() == Compression.NONE) {
            Grid grid = layout.grid();
            long whole = (long) grid.partWidth() * grid.rows(0) * Photometric.YCBCR.bands();
            if (directory.value(Tag.STRIP_BYTE_COUNTS, 0) == whole) {
                return new Subsampling(1, 1);
            }
        }
        long[] sides = directory.values(Tag.YCBCR_SUBSAMPLING, 2);
        long horizontal = sides.length < 2 ? BY_DEFAULT : sides[0];
        long vertical = sides.length < 2 ? BY_DEFAULT : sides[1];
        if (!possible(horizontal) || !possible(vertical)) {
            throw TiffException.damaged("its chroma is subsampled by " + horizontal + " and " + vertical);
        }
        return new Subsampling((int) horizontal, (int) vertical);
    }

    private static boolean possible(long side) {
        return side == 1 || side == 2 || side == MAX;
    }

    boolean isNone() {
        return horizontal == 1 && vertical == 1;
    }

    int bytesOfUnit() {
        return horizontal * vertical + 2;
    }

    /** Returns the bytes of a row of units for so many columns. */
    long bytesOfUnits(int columns) {
        return ((long) columns + horizontal - 1) / horizontal * bytesOfUnit();
    }
}
