package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.internal.Rgb;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Puts images next to each other, from left to right, with a divider between them and captions above.
 *
 * <p>{@code SideBySide.of("photo", "labels").draw(photo, picture)}. The images keep their pixels, and stand at the same
 * height; below one that is lower than another the paper shows.
 */
public final class SideBySide {
    /** Stands for a divider whose width follows the size of the images. */
    private static final int FITTING = -1;

    private final List<String> captions;
    private final int dividerWidth;
    private final int dividerRgb;

    private SideBySide(List<String> captions, int dividerWidth, int dividerRgb) {
        this.captions = captions;
        this.dividerWidth = dividerWidth;
        this.dividerRgb = dividerRgb;
    }

    /**
     * Returns a way to set images side by side with a white divider.
     *
     * @param captions what stands above each image, shortened where it is too long; none for images without captions
     */
    public static SideBySide of(String... captions) {
        return new SideBySide(List.of(captions), FITTING, Style.PAPER);
    }

    /**
     * Returns this arrangement with another divider.
     *
     * @param width in pixels, 0 for none
     * @param rgb its color, 0xRRGGBB
     * @throws IllegalArgumentException if the width is negative or the color is not within 0x000000 to 0xFFFFFF
     */
    public SideBySide withDivider(int width, int rgb) {
        if (width < 0) {
            throw new IllegalArgumentException(
                    "A divider of " + width + " pixels was given; give 0 for none or a width in pixels");
        }
        return new SideBySide(captions, width, Rgb.check(rgb));
    }

    /**
     * Returns this arrangement with another divider.
     *
     * @param width in pixels, 0 for none
     * @param color an opaque color
     * @throws IllegalArgumentException if the width is negative or the color is translucent
     */
    public SideBySide withDivider(int width, Color color) {
        return withDivider(width, Rgb.of(color));
    }

    /**
     * Returns a new image with these images side by side.
     *
     * @param images one or more, of any types and sizes
     * @throws IllegalArgumentException if there is none, if there are captions and their number is another, or if the
     *     result is too large for an image of the JDK (2 GiB)
     */
    public BufferedImage draw(BufferedImage... images) {
        if (images.length == 0 || (!captions.isEmpty() && captions.size() != images.length)) {
            throw new IllegalArgumentException(images.length + " images were given for " + captions.size()
                    + " captions; give at least one image, and a caption for each or none");
        }
        int lowest =
                Arrays.stream(images).mapToInt(BufferedImage::getHeight).max().getAsInt();
        int narrowest =
                Arrays.stream(images).mapToInt(BufferedImage::getWidth).min().getAsInt();
        Style style = Style.of(narrowest, lowest);
        int divider = dividerWidth == FITTING ? (int) Math.ceil(2 * style.line()) : dividerWidth;
        int top = captions.isEmpty() ? 0 : style.lineHeight() + style.padding();
        long width = (long) divider * (images.length - 1);
        for (BufferedImage image : images) {
            width += image.getWidth();
        }
        Sheet sheet = Sheet.fit(width, (long) top + lowest, images);
        sheet.fill(0, 0, sheet.width(), sheet.height(), Style.PAPER, Sheet.OPAQUE);
        int x = 0;
        for (int i = 0; i < images.length; i++) {
            if (i > 0) {
                sheet.fill(x - divider, top, divider, lowest, dividerRgb, Sheet.OPAQUE);
            }
            sheet.place(images[i], x, top);
            if (!captions.isEmpty()) {
                caption(sheet, captions.get(i), x, images[i].getWidth(), style);
            }
            x += images[i].getWidth() + divider;
        }
        return sheet.image();
    }

    private static void caption(Sheet sheet, String caption, int left, int width, Style style) {
        Lettering text = Lettering.fitting(caption, style.capHeight(), width);
        text.draw(sheet, left + (width - text.width()) / 2, style.padding(), Style.INK);
    }

    /** Returns the captions, on one line. */
    @Override
    public String toString() {
        return "side by side, captions " + captions;
    }
}
