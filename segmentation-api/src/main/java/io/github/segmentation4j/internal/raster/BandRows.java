package io.github.segmentation4j.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of the bands of an image's raster as they are: nothing is taken for a color, nothing is divided by alpha.
 *
 * <p>Bands have 8 bits or 16 without a sign. Any number of readers may read one image at the same time as long as nobody
 * draws on it; a reader has no state.
 */
public final class BandRows {
    private static final int BYTE_MASK = 0xFF;
    private static final int SHORT_MASK = 0xFFFF;

    private final Raster raster;
    private final int bits;
    /** Where samples lie that have an array element each, or null. */
    private final @Nullable ComponentLayout layout;

    private BandRows(Raster raster, int bits) {
        this.raster = raster;
        this.bits = bits;
        this.layout = ComponentLayout.of(raster);
    }

    /**
     * Returns a reader of an image.
     *
     * @throws IllegalArgumentException if it has a palette, or bands of other depths than 8 or 16 bits
     */
    public static BandRows of(BufferedImage image) {
        Raster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel) {
            throw refused("a palette, whose indices are not samples");
        }
        int[] bits = raster.getSampleModel().getSampleSize();
        int type = raster.getSampleModel().getDataType();
        boolean unsigned =
                type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_INT;
        for (int depth : bits) {
            if (depth != bits[0] || !unsigned || (depth != Byte.SIZE && depth != Short.SIZE)) {
                throw refused("bands of " + depth + " bits" + (unsigned ? "" : " with a sign or a fraction"));
            }
        }
        return new BandRows(raster, bits[0]);
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("An image with " + what
                + " was given, but bands of 8 or 16 bits without a sign are needed: convert it");
    }

    /** Returns the width of the image in pixels. */
    public int width() {
        return raster.getWidth();
    }

    /** Returns the number of bands. */
    public int bands() {
        return raster.getNumBands();
    }

    /** Returns how many bits a sample has, 8 or 16. */
    public int bits() {
        return bits;
    }

    /**
     * Reads a row of a band.
     *
     * @param samples receives {@link #width} samples, 0 to 255 or to 65535
     * @throws IndexOutOfBoundsException if there is no such band or row, or the target is too short
     */
    public void read(int band, int y, int[] samples) {
        Objects.checkIndex(band, bands());
        Objects.checkIndex(y, raster.getHeight());
        Objects.checkFromIndexSize(0, width(), samples.length);
        DataBuffer buffer = raster.getDataBuffer();
        if (layout != null && buffer instanceof DataBufferByte bytes) {
            byte[] bank = bytes.getData(layout.banks()[band]);
            for (int x = 0, at = layout.start(band, y); x < width(); x++, at += layout.pixelStride()) {
                samples[x] = bank[at] & BYTE_MASK;
            }
        } else if (layout != null && buffer instanceof DataBufferUShort shorts) {
            short[] bank = shorts.getData(layout.banks()[band]);
            for (int x = 0, at = layout.start(band, y); x < width(); x++, at += layout.pixelStride()) {
                samples[x] = bank[at] & SHORT_MASK;
            }
        } else {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width(), 1, band, samples);
        }
    }
}
