package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.PixelKind.Form;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The picture that is filled row by row, and part by part. */
final class Picture {
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;
    private static final byte[] BLACK_AND_WHITE = {0, (byte) 0xFF};

    private final PixelKind kind;
    private final WritableRaster raster;
    private final @Nullable BufferedImage image;
    private final DataBuffer elements;
    private final int rowLength;
    private final int[] bandOffsets;

    /**
     * Creates a black picture.
     *
     * @param colors the palette, looked at for {@link Form#INDEXED} only
     */
    Picture(PixelKind kind, int width, int height, byte[][] colors) throws TiffException {
        if (kind.bytes(width, height) * Byte.SIZE / kind.bits() > MAX_ELEMENTS) {
            throw TiffException.tooLarge(width + "x" + height + " pixels, more than an array can hold");
        }
        this.kind = kind;
        this.image = kind.form() == Form.BANDS ? null : image(kind, width, height, colors);
        this.raster = image == null ? bands(kind, width, height) : image.getRaster();
        this.elements = raster.getDataBuffer();
        this.rowLength = kind.form() == Form.BILEVEL ? (width + Byte.SIZE - 1) / Byte.SIZE : width * kind.channels();
        this.bandOffsets = raster.getSampleModel() instanceof PixelInterleavedSampleModel interleaved
                ? interleaved.getBandOffsets()
                : new int[1];
    }

    private static BufferedImage image(PixelKind kind, int width, int height, byte[][] colors) {
        return switch (kind.form()) {
            case BILEVEL ->
                new BufferedImage(
                        width,
                        height,
                        BufferedImage.TYPE_BYTE_BINARY,
                        new IndexColorModel(1, 2, BLACK_AND_WHITE, BLACK_AND_WHITE, BLACK_AND_WHITE));
            case INDEXED ->
                new BufferedImage(
                        width,
                        height,
                        BufferedImage.TYPE_BYTE_INDEXED,
                        new IndexColorModel(Byte.SIZE, colors[0].length, colors[0], colors[1], colors[2]));
            case GRAY ->
                kind.hasAlpha() ? interleaved(kind, width, height) : new BufferedImage(width, height, grayType(kind));
            case COLOR ->
                kind.bits() == Byte.SIZE
                        ? new BufferedImage(width, height, colorType(kind))
                        : interleaved(kind, width, height);
            case BANDS -> throw new IllegalArgumentException("bands have no colors");
        };
    }

    private static int grayType(PixelKind kind) {
        return kind.bits() == Byte.SIZE ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY;
    }

    private static int colorType(PixelKind kind) {
        return kind.hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
    }

    private static WritableRaster bands(PixelKind kind, int width, int height) {
        int type = kind.bits() == Byte.SIZE ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        return Raster.createInterleavedRaster(type, width, height, kind.channels(), null);
    }

    private static BufferedImage interleaved(PixelKind kind, int width, int height) {
        int type = kind.bits() == Byte.SIZE ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        ColorSpace space = ColorSpace.getInstance(kind.channels() > 2 ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY);
        ColorModel model = new ComponentColorModel(
                space, kind.hasAlpha(), false, kind.hasAlpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
        SampleModel samples = model.createCompatibleSampleModel(width, height);
        return new BufferedImage(model, WritableRaster.createWritableRaster(samples, null), false, null);
    }

    /** Returns the picture, which is not one of bands; it is not drawn on any more. */
    BufferedImage image() {
        return Objects.requireNonNull(image, "bands have no colors");
    }

    /** Returns the samples of the picture; it is not drawn on any more. */
    WritableRaster raster() {
        return raster;
    }

    /**
     * Writes pixels from left to right.
     *
     * @param channels pixels of as many channels each as the kind has
     * @param first the first pixel of these that is written
     * @param count how many are
     */
    void put(int left, int y, int[] channels, int first, int count) {
        if (kind.form() == Form.BILEVEL) {
            byte[] bytes = bytes();
            for (int i = 0; i < count; i++) {
                int x = left + i;
                bytes[y * rowLength + x / Byte.SIZE] |= (byte) (channels[first + i] << (Byte.SIZE - 1 - x % Byte.SIZE));
            }
            return;
        }
        int pixel = y * rowLength + left * kind.channels();
        for (int band = 0; band < kind.channels(); band++) {
            int target = pixel + bandOffsets[band];
            if (kind.bits() == Byte.SIZE) {
                putBytes(bytes(), target, channels, first * kind.channels() + band, count);
            } else {
                putShorts(shorts(), target, channels, first * kind.channels() + band, count);
            }
        }
    }

    private void putBytes(byte[] bytes, int target, int[] channels, int source, int count) {
        int step = kind.channels();
        for (int i = 0; i < count; i++) {
            bytes[target + i * step] = (byte) channels[source + i * step];
        }
    }

    private void putShorts(short[] shorts, int target, int[] channels, int source, int count) {
        int step = kind.channels();
        for (int i = 0; i < count; i++) {
            shorts[target + i * step] = (short) channels[source + i * step];
        }
    }

    /**
     * Copies a rectangle of a picture of the same kind.
     *
     * @param left the column that receives those of the rectangle's left border
     * @param top the row that receives its first
     */
    void copy(Picture source, Rectangle window, int left, int top) {
        for (int y = 0; y < window.height; y++) {
            int from = (window.y + y) * source.rowLength + window.x * kind.channels();
            int to = (top + y) * rowLength + left * kind.channels();
            if (kind.form() == Form.BILEVEL) {
                copyBits(source, window, y, left, top);
            } else if (kind.bits() == Byte.SIZE) {
                System.arraycopy(source.bytes(), from, bytes(), to, window.width * kind.channels());
            } else {
                System.arraycopy(source.shorts(), from, shorts(), to, window.width * kind.channels());
            }
        }
    }

    private void copyBits(Picture source, Rectangle window, int y, int left, int top) {
        for (int i = 0; i < window.width; i++) {
            int x = window.x + i;
            int bits = source.bytes()[(window.y + y) * source.rowLength + x / Byte.SIZE];
            int bit = bits >> (Byte.SIZE - 1 - x % Byte.SIZE) & 1;
            int target = left + i;
            bytes()[(top + y) * rowLength + target / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - target % Byte.SIZE));
        }
    }

    private byte[] bytes() {
        return ((DataBufferByte) elements).getData();
    }

    private short[] shorts() {
        return ((DataBufferUShort) elements).getData();
    }
}
