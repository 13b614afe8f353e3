package io.github.segmentation4j.examples.segment.probe;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Changes images sample by sample, band by band, so that no conversion of colors takes part. */
final class ImageBands {
    /** Photos with a longer side are scaled down: networks see them smaller still, and memory and time are saved. */
    static final int LONGEST_SIDE = 1600;

    private ImageBands() {}

    /** Returns an image seen in a mirror. */
    static BufferedImage mirrored(BufferedImage image) {
        Raster source = image.getRaster();
        WritableRaster target = source.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
        int bands = source.getNumBands();
        int[] row = new int[image.getWidth() * bands];
        int[] mirrored = new int[row.length];
        for (int y = 0; y < image.getHeight(); y++) {
            source.getPixels(source.getMinX(), source.getMinY() + y, image.getWidth(), 1, row);
            for (int x = 0; x < image.getWidth(); x++) {
                System.arraycopy(row, x * bands, mirrored, (image.getWidth() - 1 - x) * bands, bands);
            }
            target.setPixels(0, y, image.getWidth(), 1, mirrored);
        }
        return with(image, target);
    }

    /**
     * Returns an image whose sides are those of this one divided by the smallest whole number that brings the longer one
     * to {@value #LONGEST_SIDE} pixels or less, each sample the mean of a square; the image itself if it is small enough
     * or its samples are not amounts, as in an image with a color table.
     */
    static BufferedImage reduced(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        int factor = (longest + LONGEST_SIDE - 1) / LONGEST_SIDE;
        int width = image.getWidth() / factor;
        int height = image.getHeight() / factor;
        boolean averages = image.getColorModel() instanceof ComponentColorModel && width > 0 && height > 0;
        return factor == 1 || !averages ? image : with(image, averaged(image.getRaster(), factor, width, height));
    }

    private static WritableRaster averaged(Raster source, int factor, int width, int height) {
        WritableRaster target = source.createCompatibleWritableRaster(width, height);
        int bands = source.getNumBands();
        int[] row = new int[width * factor * bands];
        long[] sums = new long[width * bands];
        int[] means = new int[width * bands];
        int squares = factor * factor;
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (int line = 0; line < factor; line++) {
                source.getPixels(source.getMinX(), source.getMinY() + y * factor + line, width * factor, 1, row);
                for (int i = 0; i < row.length; i++) {
                    sums[i / (factor * bands) * bands + i % bands] += row[i];
                }
            }
            for (int i = 0; i < means.length; i++) {
                means[i] = (int) ((sums[i] + squares / 2) / squares);
            }
            target.setPixels(0, y, width, 1, means);
        }
        return target;
    }

    private static BufferedImage with(BufferedImage image, WritableRaster raster) {
        return new BufferedImage(image.getColorModel(), raster, image.isAlphaPremultiplied(), null);
    }
}
