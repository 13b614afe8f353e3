package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** A picture of a TIFF file of which rectangles are decoded. Safe for use by any number of threads. */
public final class TiffLevel {
    private final TiffLayout layout;
    private final TiffLimits limits;
    private final PartCache cache;
    private final RegionReader colors;

    /** Made when somebody asks for bands. */
    private @Nullable RegionReader bands;

    private TiffLevel(TiffLayout layout, TiffLimits limits, PartCache cache) throws TiffException {
        this.layout = layout;
        this.limits = limits;
        this.cache = cache;
        this.colors = new RegionReader(layout, PixelKind.of(layout), limits, cache);
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

    /** Returns whether samples are indices into a palette, without an alpha beside them. */
    public boolean hasPalette() {
        return layout.photometric() == Photometric.PALETTE && layout.alpha() == TiffLayout.Alpha.NONE;
    }

    /**
     * Decodes a rectangle.
     *
     * @param region inside the picture, with sides of at least 1, as the picture lies in the file
     * @throws TiffException if it exceeds the limits, or the data of a strip or tile that it touches are damaged, end too early,
     *     are of a kind that is not decoded here, or cannot be read
     */
    public BufferedImage read(Rectangle region) throws TiffException {
        return colors.read(region).image();
    }

    /**
     * Decodes all bands of a rectangle, as they are in the file.
     *
     * @param region inside the picture, with sides of at least 1, as the picture lies in the file
     * @return bytes or unsigned shorts
     * @throws TiffException as {@link #read} does, and if the file does not have gray or RGB of 8 or 16 bits, unsigned, and
     *     further bands
     */
    public WritableRaster readBands(Rectangle region) throws TiffException {
        return bands().read(region).raster();
    }

    private synchronized RegionReader bands() throws TiffException {
        RegionReader made = bands;
        if (made == null) {
            made = new RegionReader(layout, PixelKind.bandsOf(layout), limits, cache);
            bands = made;
        }
        return made;
    }
}
