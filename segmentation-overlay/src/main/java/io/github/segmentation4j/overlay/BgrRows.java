package io.github.segmentation4j.overlay;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * The rows of a photo as bytes in the order blue, green, red: in place where the photo lies in memory like that, read
 * into a buffer of one row where it does not.
 */
abstract class BgrRows {
    private final byte[] bytes;

    private BgrRows(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the rows of an image of any type, its alpha dropped by the rules of {@link RgbRows}. */
    static BgrRows of(BufferedImage image) {
        boolean sameLayout = image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getColorModel().getColorSpace().isCS_sRGB();
        return sameLayout ? new InPlace(image.getRaster()) : new Converted(image);
    }

    /** Returns the array that holds the row last asked for; to be read only. */
    final byte[] bytes() {
        return bytes;
    }

    /** Makes a row available and returns where in the array it starts. */
    abstract int startOf(int y);

    private static final class InPlace extends BgrRows {
        private final int origin;
        private final int stride;

        InPlace(Raster raster) {
            super(((DataBufferByte) raster.getDataBuffer()).getData());
            ComponentSampleModel layout = (ComponentSampleModel) raster.getSampleModel();
            int blue = 2;
            origin = raster.getDataBuffer().getOffset()
                    + layout.getOffset(-raster.getSampleModelTranslateX(), -raster.getSampleModelTranslateY(), blue);
            stride = layout.getScanlineStride();
        }

        @Override
        int startOf(int y) {
            return origin + y * stride;
        }
    }

    private static final class Converted extends BgrRows {
        private final RgbRows rows;

        Converted(BufferedImage image) {
            super(new byte[Math.multiplyExact(Blend.CHANNELS, image.getWidth())]);
            rows = RgbRows.of(image);
        }

        @Override
        int startOf(int y) {
            byte[] row = bytes();
            rows.read(y, row, 0);
            for (int i = 0; i < row.length; i += Blend.CHANNELS) {
                byte red = row[i];
                row[i] = row[i + 2];
                row[i + 2] = red;
            }
            return 0;
        }
    }
}
