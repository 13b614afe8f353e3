package io.github.segmentation4j.internal.raster;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;

/**
 * Reads the rows of an image of any type as 8-bit RGB, by the rules of Pillow's {@code convert("RGB")}.
 *
 * <ul>
 *   <li>Samples of gray and of red, green and blue are taken as they are, whatever the color profile; gray is replicated.
 *   <li>A sample of n bits becomes {@code round(v * 255 / (2^n - 1))}.
 *   <li>Palettes are looked up.
 *   <li>Premultiplied color is divided by its alpha, {@code min(255, round(c * 255 / a))}, and 0 where alpha is 0.
 *   <li>Alpha is dropped, or the image is composited on a color: {@code round((c * a + background * (255 - a)) / 255)}.
 *   <li>Anything else (CMYK, floating point samples) goes through its color model.
 * </ul>
 *
 * <p>A reader reads the image's own memory where it can and keeps scratch rows, so that reading allocates nothing. One
 * reader serves one thread; several readers of one image may be used at once.
 */
public abstract class RgbRows {
    /** Bytes of a pixel in a row. */
    public static final int CHANNELS = 3;

    /** The highest sample of 8 bits. */
    static final int OPAQUE = 255;

    /** The most bits of a sample that is scaled in integers. */
    private static final int MOST_BITS = 16;

    private final int width;
    private final boolean alpha;

    /** Creates a reader of an image of this width, with or without alpha. */
    RgbRows(int width, boolean alpha) {
        this.width = width;
        this.alpha = alpha;
    }

    /** Returns a reader of an image that drops alpha. */
    public static RgbRows of(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        SampleModel samples = image.getSampleModel();
        DataBuffer data = image.getRaster().getDataBuffer();
        if (colors instanceof IndexColorModel palette) {
            return new IndexedRows(image, palette);
        }
        if (!samplesAreColors(colors, samples)) {
            return new ModelRows(image);
        }
        if (data instanceof DataBufferInt
                && samples instanceof SinglePixelPackedSampleModel
                && colors instanceof DirectColorModel direct
                && PackedRows.reads(direct)) {
            return new PackedRows(image, direct);
        }
        if (data instanceof DataBufferByte
                && samples instanceof PixelInterleavedSampleModel
                && !(colors.hasAlpha() && colors.isAlphaPremultiplied())) {
            return new InterleavedRows(image);
        }
        return new SampleRows(image);
    }

    /**
     * Returns a reader of an image that composites it on a color.
     *
     * @param backgroundRgb the color as {@code 0xRRGGBB}
     */
    public static RgbRows compositedOn(BufferedImage image, int backgroundRgb) {
        RgbRows rows = of(image);
        return rows.hasAlpha() ? new CompositedRows(rows, backgroundRgb) : rows;
    }

    /** True if the bands of the raster are gray or red, green and blue, and perhaps alpha, of up to 16 bits each. */
    private static boolean samplesAreColors(ColorModel colors, SampleModel samples) {
        int type = colors.getColorSpace().getType();
        int bands = (type == ColorSpace.TYPE_GRAY ? 1 : CHANNELS) + (colors.hasAlpha() ? 1 : 0);
        if ((type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) || samples.getNumBands() != bands) {
            return false;
        }
        int transfer = samples.getDataType();
        if (transfer != DataBuffer.TYPE_BYTE
                && transfer != DataBuffer.TYPE_USHORT
                && !(transfer == DataBuffer.TYPE_INT && colors instanceof DirectColorModel)) {
            return false;
        }
        for (int band = 0; band < bands; band++) {
            if (samples.getSampleSize(band) > MOST_BITS) {
                return false;
            }
        }
        return true;
    }

    /** Returns the width of the image in pixels. */
    public final int width() {
        return width;
    }

    /** True if pixels may be transparent. */
    public final boolean hasAlpha() {
        return alpha;
    }

    /** Reads row {@code y} into {@code 3 * width} bytes, red first, from {@code offset} on. */
    public abstract void read(int y, byte[] rgb, int offset);

    /** Reads the alpha of row {@code y}, 0 for transparent to 255 for opaque, into {@code width} bytes. */
    public abstract void readAlpha(int y, byte[] target, int offset);
}
