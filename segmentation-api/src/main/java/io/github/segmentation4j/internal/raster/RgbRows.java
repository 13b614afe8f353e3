package io.github.segmentation4j.internal.raster;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the rows of an image of any type as 8-bit RGB.
 *
 * <p>The rules are those of Pillow's {@code convert("RGB")}:
 *
 * <ul>
 *   <li>Gray samples are replicated as they are, never sent through the color model, whose gamma would move them.
 *   <li>RGB samples are taken as they are, whatever ICC profile comes with them. Linear RGB, every other color space
 *       and color models that are not the JDK's own go through the color model of the image.
 *   <li>A sample {@code v} of another depth than 8 bits becomes {@code round(v * 255 / max)}, where {@code max} is the
 *       highest value of its depth: 65535 for 16 bits, 31 for 5 bits, 1 for floating point.
 *   <li>Premultiplied samples become {@code round(c * 255 / a)}, at most 255, and 0 where the alpha is 0.
 *   <li>Palettes are looked up; an index past the end of the palette is black.
 *   <li>Alpha is then dropped, or composited on a color.
 * </ul>
 *
 * <p>{@code round} rounds halves up. Reading allocates nothing except where the image's own color model does.
 *
 * <p>A reader holds a row of scratch memory and serves one thread at a time. Any number of readers may read one image at
 * the same time as long as nobody draws on it.
 */
public abstract sealed class RgbRows
        permits ColorModelRows,
                ComponentByteRows,
                ComponentShortRows,
                CompositedRows,
                PackedRows,
                PaletteRows,
                SampleRows {
    /** The number of bytes of a pixel: red, green, blue. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final boolean alpha;
    /** A row as bytes on its way to pixels; empty until it is needed. */
    private byte[] bytes = {};

    RgbRows(int width, int height, boolean alpha) {
        this.width = width;
        this.height = height;
        this.alpha = alpha;
    }

    /** Returns a reader of an image that drops its alpha. */
    public static RgbRows of(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        // Only the JDK's own models are known to mean their samples plainly: a subclass may mean anything.
        Class<?> kind = colors.getClass();
        if (kind == IndexColorModel.class) {
            return new PaletteRows(image.getRaster(), (IndexColorModel) colors);
        }
        if (kind == DirectColorModel.class && takenAsTheyAre(colors.getColorSpace())) {
            return packedRows(image.getRaster(), (DirectColorModel) colors);
        }
        if (kind == ComponentColorModel.class && takenAsTheyAre(colors.getColorSpace())) {
            return componentRows(image.getRaster(), colors);
        }
        return new ColorModelRows(image);
    }

    /**
     * Returns a reader of an image that composites it on a color.
     *
     * <p>With a color {@code c}, an alpha {@code a} and a background {@code b}, each in 8 bits and not premultiplied, a
     * byte is {@code round((c * a + b * (255 - a)) / 255)}.
     *
     * @param backgroundRgb the color, {@code 0xRRGGBB}; higher bits are ignored
     */
    public static RgbRows compositedOn(BufferedImage image, int backgroundRgb) {
        RgbRows rows = of(image);
        return rows.hasAlpha() ? new CompositedRows(rows, new Color(backgroundRgb)) : rows;
    }

    private static RgbRows packedRows(Raster raster, DirectColorModel colors) {
        RgbRows rows = PackedRows.of(raster, colors);
        return rows != null ? rows : new SampleRows(raster, colors);
    }

    private static RgbRows componentRows(Raster raster, ColorModel colors) {
        RgbRows rows = ComponentByteRows.of(raster, colors);
        if (rows == null) {
            rows = ComponentShortRows.of(raster, colors);
        }
        return rows != null ? rows : new SampleRows(raster, colors);
    }

    private static boolean takenAsTheyAre(ColorSpace space) {
        return space.getType() == ColorSpace.TYPE_GRAY
                || space.isCS_sRGB()
                || (space.getType() == ColorSpace.TYPE_RGB
                        && space instanceof ICC_ColorSpace
                        && space != ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB));
    }

    /** Returns the width of the image in pixels. */
    public final int width() {
        return width;
    }

    /** Returns the height of the image in pixels. */
    public final int height() {
        return height;
    }

    /** Returns whether the image has an alpha that this reader has not composited. */
    public final boolean hasAlpha() {
        return alpha;
    }

    /**
     * Reads a row.
     *
     * @param y the row
     * @param rgb receives {@code 3 * width} bytes: red, green and blue of each pixel from left to right
     * @param offset the index of the first byte that is written
     * @throws IndexOutOfBoundsException if there is no such row or the target is too short
     */
    public final void read(int y, byte[] rgb, int offset) {
        Objects.checkIndex(y, height);
        Objects.checkFromIndexSize(offset, Math.multiplyExact(CHANNELS, width), rgb.length);
        readColor(y, rgb, offset);
    }

    /**
     * Reads a row as packed pixels.
     *
     * @param y the row
     * @param pixels receives {@code width} pixels {@code 0xRRGGBB}; what stands in their higher bits is undefined
     * @throws IndexOutOfBoundsException if there is no such row or the target is too short
     */
    public final void readPixels(int y, int[] pixels) {
        Objects.checkIndex(y, height);
        Objects.checkFromIndexSize(0, width, pixels.length);
        readPacked(y, pixels);
    }

    /**
     * Reads the alpha of a row: 0 is transparent, 255 opaque; all are 255 where {@link #hasAlpha()} is false.
     *
     * @param y the row
     * @param alpha receives {@code width} bytes
     * @param offset the index of the first byte that is written
     * @throws IndexOutOfBoundsException if there is no such row or the target is too short
     */
    public final void readAlpha(int y, byte[] alpha, int offset) {
        Objects.checkIndex(y, height);
        Objects.checkFromIndexSize(offset, width, alpha.length);
        if (hasAlpha()) {
            readTransparency(y, alpha, offset);
        } else {
            Arrays.fill(alpha, offset, offset + width, (byte) EightBit.MAX);
        }
    }

    /** Reads a row whose place and target have been checked. */
    abstract void readColor(int y, byte[] rgb, int offset);

    /** Reads a row as pixels, its place and target having been checked. */
    void readPacked(int y, int[] pixels) {
        int length = Math.multiplyExact(CHANNELS, width);
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        readColor(y, bytes, 0);
        PackedBytes.RGB.read(bytes, 0, CHANNELS, pixels, width);
    }

    /** Reads the alpha of a row whose place and target have been checked; called only where there is alpha. */
    abstract void readTransparency(int y, byte[] alpha, int offset);
}
