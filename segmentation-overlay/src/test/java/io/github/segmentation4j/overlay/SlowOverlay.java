package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/** The overlay as one would write it first: pixel by pixel and channel by channel, straight from the formula. */
public final class SlowOverlay {
    private SlowOverlay() {}

    /**
     * Draws over a photo of opaque 8-bit RGB.
     *
     * @param shown whether a label is drawn; the others leave the photo as it is
     * @return 0xRRGGBB for each pixel, row by row
     */
    public static int[] draw(BufferedImage photo, LabelMap labels, Palette palette, double alpha, IntPredicate shown) {
        int[] picture = new int[photo.getWidth() * photo.getHeight()];
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                int rgb = photo.getRGB(x, y) & 0xFFFFFF;
                int label = labels.labelAt(x, y);
                picture[y * photo.getWidth() + x] = shown.test(label) ? blend(rgb, palette.rgb(label), alpha) : rgb;
            }
        }
        return picture;
    }

    private static int blend(int photo, int color, double alpha) {
        int red = blendChannel(photo / 0x10000, color / 0x10000, alpha);
        int green = blendChannel(photo / 0x100 % 0x100, color / 0x100 % 0x100, alpha);
        int blue = blendChannel(photo % 0x100, color % 0x100, alpha);
        return red * 0x10000 + green * 0x100 + blue;
    }

    /** The rounded weighted mean of two values from 0 to 255. */
    static int blendChannel(int photo, int color, double alpha) {
        int opacity = (int) Math.floor(alpha * 256 + 0.5);
        return (photo * (256 - opacity) + color * opacity + 128) >> 8;
    }
}
