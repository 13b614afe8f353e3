package io.github.segmentation4j;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Makes images of samples that are in memory already, which they share: nothing is copied, and what is written to the memory
 * later is seen in the image.
 *
 * <p>Of the bytes of a video frame or of a native library:
 *
 * <pre>{@code
 * byte[] frame = ...;                                  // blue, green, red; rows of frameStride bytes
 * LabelMap labels = segmenter.segment(Images.bgr(frame, 0, width, height, frameStride));
 * }</pre>
 *
 * <p>Of any number of bands, such as those of satellites and microscopes, for networks that take bands instead of colors:
 *
 * <pre>{@code
 * WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, 12, null);
 * // ... setSamples, or the raster of a reader for such files
 * LabelMap labels = segmenter.segment(Images.ofBands(raster));
 * }</pre>
 *
 * <p>Samples are unsigned; colors are sRGB. Any number of threads may read an image at once while nobody writes to its
 * memory.
 */
public final class Images {
    private static final int BANDS_WITH_ALPHA = 4;

    private Images() {}

    /**
     * Returns an image of bytes that are the red, green and blue of each pixel. It shares the bytes.
     *
     * @param data rows from top to bottom, each of {@code 3 * width} bytes and then as many unused ones as make up the stride;
     *     behind the last pixel none are needed
     * @param offset the index of the red of the upper left pixel
     * @param rowStride the bytes from the beginning of a row to that of the next, at least {@code 3 * width}
     * @throws IllegalArgumentException if a side is below 1, the stride too small, or the array too short
     */
    public static BufferedImage rgb(byte[] data, int offset, int width, int height, int rowStride) {
        return ofBytes(data, offset, width, height, rowStride, 0, 1, 2);
    }

    /**
     * Returns an image of bytes that are the blue, green and red of each pixel, as OpenCV has them. It shares the bytes.
     *
     * <p>With an offset of 0 it is of {@link BufferedImage#TYPE_3BYTE_BGR}, to which much of the JDK draws faster.
     *
     * @param data rows from top to bottom, each of {@code 3 * width} bytes and then as many unused ones as make up the stride;
     *     behind the last pixel none are needed
     * @param offset the index of the blue of the upper left pixel
     * @param rowStride the bytes from the beginning of a row to that of the next, at least {@code 3 * width}
     * @throws IllegalArgumentException if a side is below 1, the stride too small, or the array too short
     */
    public static BufferedImage bgr(byte[] data, int offset, int width, int height, int rowStride) {
        return ofBytes(data, offset, width, height, rowStride, 2, 1, 0);
    }

    /**
     * Returns an image of bytes that are the red, green, blue and alpha of each pixel, not premultiplied. It shares the bytes.
     *
     * @param data rows from top to bottom, each of {@code 4 * width} bytes and then as many unused ones as make up the stride;
     *     behind the last pixel none are needed
     * @param offset the index of the red of the upper left pixel
     * @param rowStride the bytes from the beginning of a row to that of the next, at least {@code 4 * width}
     * @throws IllegalArgumentException if a side is below 1, the stride too small, or the array too short
     */
    public static BufferedImage rgba(byte[] data, int offset, int width, int height, int rowStride) {
        return ofBytes(data, offset, width, height, rowStride, 0, 1, 2, 3);
    }

    /**
     * Returns an image of bytes that are the blue, green, red and alpha of each pixel, not premultiplied. It shares the bytes.
     *
     * @param data rows from top to bottom, each of {@code 4 * width} bytes and then as many unused ones as make up the stride;
     *     behind the last pixel none are needed
     * @param offset the index of the blue of the upper left pixel
     * @param rowStride the bytes from the beginning of a row to that of the next, at least {@code 4 * width}
     * @throws IllegalArgumentException if a side is below 1, the stride too small, or the array too short
     */
    public static BufferedImage bgra(byte[] data, int offset, int width, int height, int rowStride) {
        return ofBytes(data, offset, width, height, rowStride, 2, 1, 0, 3);
    }

    /**
     * Returns an image of bytes that are the gray of each pixel, as the Y plane of a video frame. It shares the bytes.
     *
     * @param data rows from top to bottom, each of {@code width} bytes and then as many unused ones as make up the stride;
     *     behind the last pixel none are needed
     * @param offset the index of the upper left pixel
     * @param rowStride the bytes from the beginning of a row to that of the next, at least {@code width}
     * @throws IllegalArgumentException if a side is below 1, the stride too small, or the array too short
     */
    public static BufferedImage gray(byte[] data, int offset, int width, int height, int rowStride) {
        return ofBytes(data, offset, width, height, rowStride, 0);
    }

    /** Makes an image of pixels of as many bytes as there are bands, each at its place among them; a fourth is alpha. */
    private static BufferedImage ofBytes(byte[] data, int offset, int width, int height, int rowStride, int... places) {
        int bands = places.length;
        checkMemory(data.length, offset, width, height, rowStride, bands);
        // Not the offset of the buffer, which some methods of the JDK's rasters leave out.
        int[] starts = IntStream.of(places).map(place -> offset + place).toArray();
        DataBufferByte buffer = new DataBufferByte(data, data.length);
        WritableRaster raster = Raster.createInterleavedRaster(buffer, width, height, rowStride, bands, starts, null);
        boolean alpha = bands == BANDS_WITH_ALPHA;
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(bands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(colors, raster, false, null);
    }

    private static void checkMemory(int length, int offset, int width, int height, int rowStride, int bands) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "An image of " + width + "x" + height + " pixels was asked for, but both sides must be at least 1");
        }
        long rowBytes = (long) bands * width;
        if (rowStride < rowBytes) {
            throw new IllegalArgumentException(
                    "A row stride of " + rowStride + " bytes was given, but a row of " + width + " pixels of " + bands
                            + (bands == 1 ? " byte" : " bytes") + " needs at least " + rowBytes);
        }
        long needed = (height - 1L) * rowStride + rowBytes;
        if (offset < 0 || needed > (long) length - offset) {
            throw new IllegalArgumentException("An array of " + length + " bytes was given, but an image of " + width
                    + "x"
                    + height + " with rows of " + rowStride + " bytes takes " + needed + " bytes from index " + offset
                    + " on, which must be at least 0: give more bytes, or a smaller part of them");
        }
    }

    /**
     * Returns an image of a raster, whose samples it shares.
     *
     * @param raster a raster at 0, 0 of 8-bit bytes or 16-bit unsigned shorts, an array element for each sample,
     *     interleaved or in banks
     * @return an image of which, where it is to be shown, the first three bands are red, green and blue; of one or two bands
     *     the first one is gray
     * @throws IllegalArgumentException if it keeps samples in another way, or does not begin at 0, 0
     */
    public static BufferedImage ofBands(WritableRaster raster) {
        Objects.requireNonNull(raster, "raster");
        int type = raster.getTransferType();
        if (!(raster.getSampleModel() instanceof ComponentSampleModel)
                || (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT)) {
            throw new IllegalArgumentException("A raster of " + raster.getNumBands()
                    + " bands was given that are packed, signed or no bytes and shorts: give one with an array element of"
                    + " TYPE_BYTE or TYPE_USHORT for each sample");
        }
        if (raster.getMinX() != 0 || raster.getMinY() != 0) {
            throw new IllegalArgumentException("A raster was given that begins at " + raster.getMinX() + ", "
                    + raster.getMinY() + ": move it to 0, 0 with createWritableTranslatedChild");
        }
        ColorSpace space = raster.getNumBands() == 1
                ? ColorSpace.getInstance(ColorSpace.CS_GRAY)
                : new BandSpace(raster.getNumBands());
        return new BufferedImage(
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, type), raster, false, null);
    }

    /** Bands that are not colors, and how they are shown nevertheless. */
    private static final class BandSpace extends ColorSpace {
        private static final long serialVersionUID = 1;
        private static final int COLORS = 3;

        private BandSpace(int bands) {
            super(type(bands), bands);
        }

        /** Returns the type for so many bands; the last one stands for 15 bands and more. */
        private static int type(int bands) {
            return Math.min(TYPE_FCLR, TYPE_2CLR + bands - 2);
        }

        @Override
        public float[] toRGB(float[] bands) {
            return bands.length < COLORS
                    ? new float[] {bands[0], bands[0], bands[0]}
                    : new float[] {bands[0], bands[1], bands[2]};
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            float[] bands = new float[getNumComponents()];
            for (int band = 0; band < bands.length; band++) {
                bands[band] = rgb[Math.min(band, COLORS - 1)];
            }
            return bands;
        }

        @Override
        public float[] toCIEXYZ(float[] bands) {
            return getInstance(CS_sRGB).toCIEXYZ(toRGB(bands));
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            return fromRGB(getInstance(CS_sRGB).fromCIEXYZ(xyz));
        }

        @Override
        public String getName(int band) {
            return "band " + band;
        }
    }
}
