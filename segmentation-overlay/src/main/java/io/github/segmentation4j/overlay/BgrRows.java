package io.github.segmentation4j.overlay;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * The rows of a photo as bytes in the order blue, green, red: in place where the photo lies in memory like that, read
 * into a buffer of one row where it does not.
 */
abstract class BgrRows {
    private static final byte OPAQUE = (byte) 255;

    private final byte[] bytes;

    private BgrRows(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the rows of an image of any type, by the rules of {@link RgbRows}. */
    static BgrRows of(BufferedImage image) {
        boolean sameLayout = image.getType() == BufferedImage.TYPE_3BYTE_BGR;
        return sameLayout ? new InPlace(image.getRaster()) : new Converted(RgbRows.of(image));
    }

    /** Returns the array that holds the row last asked for; to be read only. */
    final byte[] bytes() {
        return bytes;
    }

    /** Makes a row available, without its alpha, and returns where in the array it starts. */
    abstract int startOf(int y);

    /** Tells whether pixels may be translucent. */
    abstract boolean hasAlpha();

    /** Reads the alpha of row {@code y}, 0 for transparent to 255 for opaque, one byte a pixel. */
    abstract void readAlpha(int y, byte[] target);

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

        @Override
        boolean hasAlpha() {
            return false;
        }

        @Override
        void readAlpha(int y, byte[] target) {
            Arrays.fill(target, OPAQUE);
        }
    }

    private static final class Converted extends BgrRows {
        private final RgbRows rows;

        Converted(RgbRows rows) {
            super(new byte[Math.multiplyExact(Blend.CHANNELS, rows.width())]);
            this.rows = rows;
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

        @Override
        boolean hasAlpha() {
            return rows.hasAlpha();
        }

        @Override
        void readAlpha(int y, byte[] target) {
            rows.readAlpha(y, target, 0);
        }
    }
}
