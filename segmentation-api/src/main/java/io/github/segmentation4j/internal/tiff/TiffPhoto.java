package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;
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
        this.parts = Parts.of(layout, layout.planesOf(kind), limits);
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
        TiffDirectory directory = TiffDirectory.first(Storage.of(new Span(content)));
        return new TiffPhoto(TiffLayout.read(directory, limits, Portion.WHOLE), limits);
    }

    /** Returns the orientation that the file states in its field, 1 to 8 as in EXIF, or {@link #NO_ORIENTATION}. */
    public int orientation() throws TiffException {
        return layout.orientation();
    }

    /** Returns the file's XMP packet, empty without one. */
    public byte[] xmp() {
        return layout.xmp();
    }

    /**
     * Decodes the picture as it lies in the file.
     *
     * @throws TiffException if its data are damaged, end too early, or are of a kind that is not decoded here
     */
    public BufferedImage decode() throws TiffException {
        Grid grid = layout.grid();
        byte[][] palette = Palette.of(layout, kind);
        PartDecoder decoder = new PartDecoder(layout, kind, parts, Colors.of(layout, kind), limits);
        Picture picture = new Picture(kind, grid.width(), grid.height(), palette);
        for (int row = 0; row < grid.down(); row++) {
            for (int column = 0; column < grid.across(); column++) {
                Rectangle all = new Rectangle(grid.columns(column), grid.rows(row));
                decoder.decode(row, column, all, picture, grid.left(column), grid.top(row));
            }
        }
        return picture.image();
    }
}
