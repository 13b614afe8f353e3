package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** A picture of a TIFF file of which rectangles are decoded. Safe for use by any number of threads. */
public final class TiffLevel {
    private final TiffLayout layout;
    private final PixelKind kind;
    private final Parts parts;
    private final Colors colors;
    private final byte[][] palette;
    private final TiffLimits limits;
    private final PartCache cache;

    private TiffLevel(TiffLayout layout, TiffLimits limits, PartCache cache) throws TiffException {
        this.layout = layout;
        this.limits = limits;
        this.cache = cache;
        this.kind = PixelKind.of(layout);
        this.parts = Parts.of(layout, limits);
        this.colors = Colors.of(layout, kind);
        this.palette = kind == PixelKind.INDEXED ? Palette.of(layout) : new byte[0][];
    }

    static TiffLevel open(TiffDirectory directory, TiffLimits limits, PartCache cache) throws TiffException {
        return new TiffLevel(TiffLayout.read(directory, limits, Portion.REGION), limits, cache);
    }

    TiffLayout layout() {
        return layout;
    }

    /** Returns the width in pixels, as the picture lies in the file. */
    public int width() {
        return layout.grid().width();
    }

    /** Returns the height in pixels, as the picture lies in the file. */
    public int height() {
        return layout.grid().height();
    }

    /**
     * Decodes a rectangle.
     *
     * @param region inside the picture, with sides of at least 1, as the picture lies in the file
     * @throws TiffException if it exceeds the limits, or the data of a strip or tile that it touches are damaged, end too early,
     *     are of a kind that is not decoded here, or cannot be read
     */
    public BufferedImage read(Rectangle region) throws TiffException {
        long pixels = (long) region.width * region.height;
        if (pixels > Math.min(limits.maxPixels(), Integer.MAX_VALUE)) {
            throw TiffException.tooLarge("a region of " + region.width + "x" + region.height
                    + " pixels, more than the limit of " + Math.min(limits.maxPixels(), Integer.MAX_VALUE));
        }
        layout.checkBytes(limits, region.width, region.height);
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
        return picture.image();
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
        PartCache.Key key = new PartCache.Key(width(), row, column);
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
