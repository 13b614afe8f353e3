package io.github.segmentation4j.internal.tiff;

/**
 * How a picture is cut into strips or tiles, which are called parts here.
 *
 * @param width the columns of the picture
 * @param height its rows
 * @param partWidth the columns of a part: those of the picture for strips
 * @param partHeight the rows of a part; the last strip has fewer, while tiles are padded
 * @param tiled whether the parts are tiles
 */
record Grid(int width, int height, int partWidth, int partHeight, boolean tiled) {
    /** The pixels that a picture may have in whole tiles under any limit: a line of 65,535 pixels in tiles of 1,024 rows. */
    private static final long PADDED_ALWAYS = 1L << 26;

    static Grid read(TiffDirectory directory, TiffLimits limits, Portion portion) throws TiffException {
        if (!directory.has(Tag.IMAGE_WIDTH) || !directory.has(Tag.IMAGE_LENGTH)) {
            throw TiffException.damaged("it does not say its width and height");
        }
        long width = directory.value(Tag.IMAGE_WIDTH, 0);
        long height = directory.value(Tag.IMAGE_LENGTH, 0);
        checkSide(width, "width");
        checkSide(height, "height");
        if (portion == Portion.WHOLE) {
            checkArea("", width, height, limits);
        }
        boolean tiled = directory.has(Tag.TILE_WIDTH);
        long partWidth = tiled ? directory.value(Tag.TILE_WIDTH, 0) : width;
        long partHeight = tiled ? directory.value(Tag.TILE_LENGTH, 0) : rowsPerStrip(directory, height);
        checkSide(partWidth, "tile width");
        checkSide(partHeight, "tile height");
        if (tiled || portion == Portion.WHOLE) {
            checkArea("a tile of ", partWidth, partHeight, limits);
        }
        Grid grid = new Grid((int) width, (int) height, (int) partWidth, (int) partHeight, tiled);
        grid.checkCount();
        grid.checkPadding(portion == Portion.WHOLE ? limits.maxPixels() : width * height);
        return grid;
    }

    private static long rowsPerStrip(TiffDirectory directory, long height) throws TiffException {
        long rows = directory.value(Tag.ROWS_PER_STRIP, height);
        return rows < 1 || rows > height ? height : rows;
    }

    private static void checkSide(long side, String name) throws TiffException {
        if (side < 1 || side > Integer.MAX_VALUE) {
            throw TiffException.damaged("its " + name + " is " + Long.toUnsignedString(side));
        }
    }

    private static void checkArea(String of, long width, long height, TiffLimits limits) throws TiffException {
        if (width * height > limits.maxPixels()) {
            throw TiffException.tooLarge(
                    of + width + "x" + height + " pixels, more than the limit of " + limits.maxPixels());
        }
    }

    private void checkCount() throws TiffException {
        if (parts() > Integer.MAX_VALUE) {
            throw TiffException.tooLarge(parts() + " strips or tiles, more than the limit of " + Integer.MAX_VALUE);
        }
    }

    /** Whole rows of tiles, or whole tiles, are decoded, of which a narrow picture may need next to nothing. */
    private void checkPadding(long pixels) throws TiffException {
        long across = (long) across() * partWidth;
        long down = (long) down() * partHeight;
        // Both sides are below 2^32.
        double most = Math.max(PADDED_ALWAYS, 2.0 * pixels);
        if ((double) across * down > most) {
            throw TiffException.tooLarge("tiles of " + partWidth + "x" + partHeight + " pixels, with which " + width
                    + "x" + height + " pixels take " + across + "x" + down);
        }
    }

    int across() {
        return (int) (((long) width + partWidth - 1) / partWidth);
    }

    int down() {
        return (int) (((long) height + partHeight - 1) / partHeight);
    }

    /** Returns how many parts one plane has. */
    long parts() {
        return (long) across() * down();
    }

    /** Returns the first column of the parts in a column of parts. */
    int left(int column) {
        return column * partWidth;
    }

    int top(int row) {
        return row * partHeight;
    }

    /** Returns how many columns of a part lie in the picture. */
    int columns(int column) {
        return Math.min(partWidth, width - left(column));
    }

    /** Returns how many rows of a part lie in the picture. */
    int rows(int row) {
        return Math.min(partHeight, height - top(row));
    }
}
