package io.github.segmentation4j;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.Objects;

/**
 * Makes images of rasters with any number of bands, such as those of satellites and microscopes, for networks that take
 * bands instead of colors.
 *
 * <pre>{@code
 * WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, 12, null);
 * // ... setSamples, or the raster of a reader for such files
 * LabelMap labels = segmenter.segment(BandImages.of(raster));
 * }</pre>
 *
 * <p>Where such an image is to be shown, its first three bands are red, green and blue; of one or two bands the first one is
 * gray.
 */
public final class BandImages {
    private BandImages() {}

    /**
     * Returns an image of a raster, whose samples it shares.
     *
     * @param raster a raster at 0, 0 of 8-bit bytes or 16-bit unsigned shorts, an array element for each sample,
     *     interleaved or in banks
     * @throws IllegalArgumentException if it keeps samples in another way, or does not begin at 0, 0
     */
    public static BufferedImage of(WritableRaster raster) {
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

    /** Bands that are no colors, and how they are shown nevertheless. */
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
