package io.github.segmentation4j.internal.raster;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Pictures of any type as plain ones of 8 bits a sample. */
public final class EightBitImage {
    private EightBitImage() {}

    /** Returns the picture as {@link RgbRows} reads it: gray, or blue, green and red after the alpha if it has one. */
    public static BufferedImage of(BufferedImage image) {
        boolean gray = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        RgbRows rows = RgbRows.of(image);
        int type = rows.hasAlpha()
                ? BufferedImage.TYPE_4BYTE_ABGR
                : gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        int width = image.getWidth();
        BufferedImage plain = new BufferedImage(width, image.getHeight(), type);
        byte[] samples = ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
        int bands = plain.getRaster().getNumBands();
        int[] row = new int[width];
        byte[] alphas = new byte[width];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.readPixels(y, row);
            rows.readAlpha(y, alphas, 0);
            for (int x = 0; x < width; x++) {
                int place = (y * width + x) * bands;
                if (rows.hasAlpha()) {
                    samples[place++] = alphas[x];
                }
                samples[place] = (byte) row[x];
                if (bands > 1) {
                    samples[place + 1] = (byte) (row[x] >> 8);
                    samples[place + 2] = (byte) (row[x] >> 16);
                }
            }
        }
        return plain;
    }
}
