package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.internal.raster.BandRows;
import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/**
 * Reads the rows of an image as pixels whose red, green and blue stand for the channels of a group; of a band with 16 bits as
 * its samples.
 */
final class ChannelRows {
    /** Pillow's weights of red, green and blue in a gray ({@code L24} in {@code src/libImaging/Convert.c}, Pillow 12.3). */
    private static final int RED_WEIGHT = 19595;

    private static final int GREEN_WEIGHT = 38470;
    private static final int BLUE_WEIGHT = 7471;

    /** One half of the sum of the weights, which is 65536. */
    private static final int HALF = 0x8000;

    private static final int WEIGHT_BITS = 16;
    private static final int MASK = 0xFF;

    private ChannelRows() {}

    /**
     * Returns a source of an image's rows.
     *
     * @param image one whose bands were checked, where the network takes bands
     */
    static RowSource of(BufferedImage image, Preprocessing steps, ChannelGroup group) {
        ChannelOrder order = steps.channelOrder();
        if (order == ChannelOrder.BANDS) {
            BandRows rows = BandRows.of(image);
            return rows.bits() == Short.SIZE
                    ? (y, samples) -> rows.read(group.first(), y, samples)
                    : bands(rows, group);
        }
        OptionalInt background = steps.alphaHandling().background();
        RgbRows rows = background.isPresent() ? RgbRows.compositedOn(image, background.getAsInt()) : RgbRows.of(image);
        if (order == ChannelOrder.GRAY) {
            return (y, pixels) -> {
                rows.readPixels(y, pixels);
                toGray(pixels, rows.width());
            };
        }
        return group.first() == 0 ? rows::readPixels : alpha(rows);
    }

    /** Puts the gray of every pixel where its red stood. */
    private static void toGray(int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[x];
            int gray = gray(
                    pixel >> SampleRow.RED_SHIFT & MASK,
                    pixel >> SampleRow.GREEN_SHIFT & MASK,
                    pixel >> SampleRow.BLUE_SHIFT & MASK);
            pixels[x] = gray << SampleRow.RED_SHIFT;
        }
    }

    /** Returns the gray of a color, all samples from 0 to 255. */
    static int gray(int red, int green, int blue) {
        return (red * RED_WEIGHT + green * GREEN_WEIGHT + blue * BLUE_WEIGHT + HALF) >> WEIGHT_BITS;
    }

    private static RowSource alpha(RgbRows rows) {
        byte[] alpha = new byte[rows.width()];
        return (y, pixels) -> {
            rows.readAlpha(y, alpha, 0);
            for (int x = 0; x < alpha.length; x++) {
                pixels[x] = (alpha[x] & MASK) << SampleRow.RED_SHIFT;
            }
        };
    }

    private static RowSource bands(BandRows rows, ChannelGroup group) {
        int[] samples = new int[rows.width()];
        return (y, pixels) -> {
            for (int i = 0; i < group.count(); i++) {
                rows.read(group.first() + i, y, samples);
                int shift = SampleRow.shift(i);
                for (int x = 0; x < samples.length; x++) {
                    pixels[x] = i == 0 ? samples[x] << shift : pixels[x] | samples[x] << shift;
                }
            }
        };
    }
}
