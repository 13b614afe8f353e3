package io.github.segmentation4j.internal;

import java.awt.Color;
import java.util.Locale;

/** Opaque sRGB colors as 0xRRGGBB, checked alike wherever a caller gives one. */
public final class Rgb {
    private static final int MAX = 0xFFFFFF;
    private static final int OPAQUE = 255;

    private Rgb() {}

    /**
     * Returns a color.
     *
     * @throws IllegalArgumentException if it is not within 0x000000 to 0xFFFFFF
     */
    public static int check(int rgb) {
        if (!isRgb(rgb)) {
            throw outside(rgb, "");
        }
        return rgb;
    }

    /**
     * Returns the color of a label.
     *
     * @throws IllegalArgumentException if it is not within 0x000000 to 0xFFFFFF
     */
    public static int check(int rgb, int label) {
        if (!isRgb(rgb)) {
            throw outside(rgb, " of label " + label);
        }
        return rgb;
    }

    /**
     * Returns the colors of labels from 0 on, a new array.
     *
     * @throws IllegalArgumentException if one is not within 0x000000 to 0xFFFFFF
     */
    public static int[] check(int[] rgb) {
        int[] checked = rgb.clone();
        for (int label = 0; label < checked.length; label++) {
            check(checked[label], label);
        }
        return checked;
    }

    /**
     * Returns a color of the JDK.
     *
     * @throws IllegalArgumentException if it is translucent
     */
    public static int of(Color color) {
        if (color.getAlpha() != OPAQUE) {
            throw translucent(color, "");
        }
        return color.getRGB() & MAX;
    }

    /**
     * Returns the color of a label.
     *
     * @throws IllegalArgumentException if it is translucent
     */
    public static int of(Color color, int label) {
        if (color.getAlpha() != OPAQUE) {
            throw translucent(color, " of label " + label);
        }
        return color.getRGB() & MAX;
    }

    /**
     * Returns the colors of labels from 0 on.
     *
     * @throws IllegalArgumentException if one is translucent
     */
    public static int[] of(Color[] colors) {
        int[] rgb = new int[colors.length];
        for (int label = 0; label < rgb.length; label++) {
            rgb[label] = of(colors[label], label);
        }
        return rgb;
    }

    private static boolean isRgb(int rgb) {
        return rgb >= 0 && rgb <= MAX;
    }

    private static IllegalArgumentException outside(int rgb, String owner) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "The color 0x%08X%s is not within 0x000000 to 0xFFFFFF; give 0xRRGGBB without alpha",
                rgb,
                owner));
    }

    private static IllegalArgumentException translucent(Color color, String owner) {
        return new IllegalArgumentException(
                "The color" + owner + " has alpha " + color.getAlpha() + ", but must be opaque; give one of alpha 255");
    }
}
