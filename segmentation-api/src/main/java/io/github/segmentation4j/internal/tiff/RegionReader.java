package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;

/** Decodes rectangles of one picture to pixels of one kind. Safe for use by any number of threads. */
final class RegionReader {
    private final TiffLayout layout;
    private final PixelKind kind;
    private final Parts parts;
    private final Colors colors;
    private final byte[][] palette;
    private final TiffLimits limits;
    private final PartCache cache;

    RegionReader(TiffLayout layout, PixelKind kind, TiffLimits limits, PartCache cache) throws TiffException {
        this.layout = layout;
        this.kind = kind;
        this.limits = limits;
        this.cache = cache;
        this.parts = Parts.of(layout, layout.planesOf(kind), limits);
        this.colors = Colors.of(layout, kind);
        this.palette = Palette.of(layout, kind);
    }

    /** Decodes a rectangle; see {@link TiffLevel#read}. */
    Picture read(Rectangle region) throws TiffException {
        long pixels = (long) region.width * region.height;
        if (pixels > Math.min(limits.maxPixels(), Integer.MAX_VALUE)) {
            throw TiffException.tooLarge("a region of " + region.width + "x" + region.height
                    + " pixels, more than the limit of " + Math.min(limits.maxPixels(), Integer.MAX_VALUE));
        }
        layout.checkBytes(limits, kind, region.width, region.height);
        Grid grid = layout.grid();
        PartDecoder decoder = new PartDecoder(layout, kind, parts, colors, limits);
        Picture picture = new Picture(kind, region.width, region.height, palette);
        int lastRow = (region.y + region.height - 1) / grid.partHeight();
        int lastColumn = (region.x + region.width - 1) / grid.partWidth();
        for (int row = region.y / grid.partHeight(); row <= lastRow; row++) {
            for (int column = region.x / grid.partWidth(); column <= lastColumn; column++) {
                read(row, column, region, decoder, picture);
            }
        }
        return picture;
    }

    private void read(int row, int column, Rectangle region, PartDecoder decoder, Picture picture)
            throws TiffException {
        Grid grid = layout.grid();
        Rectangle window = new Rectangle(grid.columns(column), grid.rows(row));
        window.translate(grid.left(column), grid.top(row));
        window = window.intersection(region);
        int left = window.x - region.x;
        int top = window.y - region.y;
        window.translate(-grid.left(column), -grid.top(row));
        long bytes = kind.bytes(grid.columns(column), grid.rows(row));
        // What is not compressed can be read in any place, and what is larger than the cache row by row.
        if (layout.compression() == Compression.NONE || !cache.takes(bytes)) {
            decoder.decode(row, column, window, picture, left, top);
        } else {
            picture.copy(part(row, column, bytes, decoder), window, left, top);
        }
    }

    private Picture part(int row, int column, long bytes, PartDecoder decoder) throws TiffException {
        PartCache.Key key = new PartCache.Key(layout.grid().width(), kind, row, column);
        Picture part = cache.get(key);
        if (part == null) {
            Rectangle all =
                    new Rectangle(layout.grid().columns(column), layout.grid().rows(row));
            part = new Picture(kind, all.width, all.height, palette);
            decoder.decode(row, column, all, part, 0, 0);
            cache.put(key, part, bytes);
        }
        return part;
    }
}
