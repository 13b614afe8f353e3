package io.github.segmentation4j.overlay;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Rgb;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An immutable table of opaque colors, one for each class id.
 *
 * <p>A palette of n colors covers the labels 0 to n - 1. It may hold one color more, for a label beyond them that marks
 * pixels without a class ({@link #withIgnored}): the void that ground truth files write as 255.
 *
 * <p>Colors are sRGB, written as integers 0xRRGGBB.
 */
public final class Palette {
    private static final int NO_LABEL = -1;

    /** The label of void pixels in the ground truth of Cityscapes, and of ADE20K after its ids were shifted. */
    private static final int VOID_LABEL = 255;

    private static final int BLACK = 0x000000;

    /** The color-blind-safe palette starts with this many well-known colors; those beyond them are closer together. */
    private static final int OKABE_ITO_COLORS = 8;

    private final int[] colors;
    private final int ignoredLabel;
    private final int ignoredColor;

    private Palette(int[] colors, int ignoredLabel, int ignoredColor) {
        this.colors = colors;
        this.ignoredLabel = ignoredLabel;
        this.ignoredColor = ignoredColor;
    }

    /** The palettes that are read from resources, each read once. */
    private static final class Published {
        static final Palette CITYSCAPES =
                owning(PaletteFile.read("cityscapes.txt")).withIgnored(VOID_LABEL, BLACK);
        static final Palette ADE20K = owning(PaletteFile.read("ade20k.txt")).withIgnored(VOID_LABEL, BLACK);
    }

    /**
     * Returns the 256 colors of PASCAL VOC: its background, its 20 classes, colors for 234 labels more, and the pale
     * (224, 224, 192) that its ground truth gives to the void label 255.
     *
     * <p>The colors follow the rule of the development kit of PASCAL VOC 2012 (its function {@code VOClabelcolormap}):
     * of the label's bits, numbered from the lowest, 0, 3 and 6 are the highest bits of red, 1, 4 and 7 those of green,
     * 2 and 5 those of blue, the lowest bit of the label becoming the highest of the color.
     */
    public static Palette pascalVoc() {
        int labels = 1 << Byte.SIZE;
        return owning(
                IntStream.range(0, labels).map(DistinctColors::bitInterleaved).toArray());
    }

    /**
     * Returns the colors of the 19 classes of Cityscapes, by train id.
     *
     * <p>The ignored label 255 is black, which is what Cityscapes' own label definition gives to its classes without a
     * train id that stand for nothing (unlabeled, out of region of interest, ego vehicle).
     */
    public static Palette cityscapes() {
        return Published.CITYSCAPES;
    }

    /**
     * Returns the colors of the 150 classes of ADE20K's scene parsing benchmark, numbered from 0 as networks predict
     * them; labels 6 and 48 share a color in the published table.
     *
     * <p>The ignored label 255 is black: the benchmark's "other", id 0 of its annotation files, has no color of its own,
     * and its programs leave such pixels black.
     */
    public static Palette ade20k() {
        return Published.ADE20K;
    }

    /**
     * Returns well separated colors for any number of classes, vivid enough to stand out from a photo.
     *
     * <p>The same number gives the same colors every time, and a class keeps its color when more are added. Each color
     * is the one farthest from all before it, by the distance in OKLab, among colors that are neither dark, nor pale,
     * nor gray (see Glasbey et al., "Colour Displays for Categorical Images", 2007). Any two differ; the least distance
     * is 0.25 for 8 colors, 0.14 for 21, 0.06 for 150 and 0.05 for 256, where CSS Color 4 takes 0.02 for just
     * noticeable. From 1,025 on the rest is distinct, but no longer chosen by distance.
     *
     * <p>No color is set aside for a background; ignore the label ({@link Overlay#ignoring}) or give it one
     * ({@link #withColor}).
     *
     * @param classes from 1 to 65,536
     * @throws IllegalArgumentException if the number is outside that range
     */
    public static Palette generated(int classes) {
        checkCount(classes);
        return owning(DistinctColors.vivid(classes));
    }

    /**
     * Returns colors that people can tell apart who lack one of the three kinds of cones: with protanopia, deuteranopia
     * or tritanopia.
     *
     * <p>The first eight are those of Okabe and Ito ("Color Universal Design", 2008), of which black is the first. Each
     * further one is the color farthest from all before it by the least distance in OKLab over normal vision and the
     * three kinds of color blindness, simulated as in Machado, Oliveira and Fernandes ("A Physiologically-based Model
     * for Simulation of Color Vision Deficiency", 2009). That least distance is 0.076 for up to 21 colors, 0.059 for 32,
     * 0.024 for 150. Where there are that many, nobody tells all of them apart by color alone.
     *
     * @param classes from 1 to 65,536
     * @throws IllegalArgumentException if the number is outside that range
     */
    public static Palette colorBlindSafe(int classes) {
        checkCount(classes);
        return owning(DistinctColors.colorBlindSafe(classes));
    }

    /**
     * Returns the colors that suit a vocabulary: those of its data set where it is known by its names, and else colors of
     * their own.
     *
     * <p>The classes of {@linkplain #pascalVoc PASCAL VOC}, whose first may be called anything, as torchvision calls it
     * {@code __background__}, of {@linkplain #cityscapes Cityscapes} and of {@linkplain #ade20k ADE20K} get the published
     * colors. Up to eight other classes get those of Okabe and Ito, which {@linkplain #colorBlindSafe all eyes tell apart};
     * more get {@linkplain #generated generated} ones. An ignored label beyond them is black.
     */
    public static Palette of(ClassNames classNames) {
        List<String> names = classNames.names();
        if (allButFirst(names).equals(allButFirst(ClassNames.pascalVoc().names()))) {
            return pascalVoc();
        }
        if (names.equals(ClassNames.cityscapes().names())) {
            return cityscapes();
        }
        if (names.equals(ClassNames.ade20k().names())) {
            return ade20k();
        }
        Palette colors = names.size() <= OKABE_ITO_COLORS ? colorBlindSafe(names.size()) : generated(names.size());
        int ignored = classNames.ignoredLabel().orElse(NO_LABEL);
        return ignored < names.size() ? colors : colors.withIgnored(ignored, BLACK);
    }

    private static List<String> allButFirst(List<String> names) {
        return names.subList(1, names.size());
    }

    /**
     * Returns a palette of these colors, the first of them for label 0.
     *
     * @param rgb one color or more as 0xRRGGBB, at most 65,536
     * @throws IllegalArgumentException if there is no color or too many, or if one is not within 0x000000 to 0xFFFFFF
     */
    public static Palette of(int... rgb) {
        return owning(Rgb.check(rgb));
    }

    /**
     * Returns a palette of these colors, the first of them for label 0.
     *
     * @param colors one opaque color or more, at most 65,536
     * @throws IllegalArgumentException if there is no color or too many, or if one is translucent
     */
    public static Palette of(Color... colors) {
        return owning(Rgb.of(colors));
    }

    private static Palette owning(int[] colors) {
        checkCount(colors.length);
        return new Palette(colors, NO_LABEL, BLACK);
    }

    private static void checkCount(int colors) {
        if (colors < 1 || colors > LabelMap.MAX_LABEL + 1) {
            throw new IllegalArgumentException("A palette cannot have " + colors + " colors; give 1 to "
                    + (LabelMap.MAX_LABEL + 1) + ", one a class");
        }
    }

    /** Returns the number of classes with a color: the labels 0 to {@code size() - 1}. */
    public int size() {
        return colors.length;
    }

    /**
     * Returns the color of a label as 0xRRGGBB.
     *
     * @param label from 0 to {@code size() - 1}, or the ignored label
     * @throws IndexOutOfBoundsException if the label has no color
     */
    public int rgb(int label) {
        if (!hasColor(label)) {
            throw noColor(label);
        }
        return label == ignoredLabel ? ignoredColor : colors[label];
    }

    /**
     * Returns the color of a label, opaque.
     *
     * @param label from 0 to {@code size() - 1}, or the ignored label
     * @throws IndexOutOfBoundsException if the label has no color
     */
    public Color color(int label) {
        return new Color(rgb(label));
    }

    /**
     * Returns this palette with another color for one label.
     *
     * @param label from 0 to {@code size() - 1}, or the ignored label
     * @param rgb the color as 0xRRGGBB
     * @throws IndexOutOfBoundsException if the label has no color yet
     * @throws IllegalArgumentException if the color is not within 0x000000 to 0xFFFFFF
     */
    public Palette withColor(int label, int rgb) {
        Rgb.check(rgb, label);
        if (!hasColor(label)) {
            throw noColor(label);
        }
        if (label == ignoredLabel) {
            return new Palette(colors, label, rgb);
        }
        int[] changed = colors.clone();
        changed[label] = rgb;
        return new Palette(changed, ignoredLabel, ignoredColor);
    }

    /**
     * Returns this palette with another color for one label.
     *
     * @param label from 0 to {@code size() - 1}, or the ignored label
     * @param color an opaque color
     * @throws IndexOutOfBoundsException if the label has no color yet
     * @throws IllegalArgumentException if the color is translucent
     */
    public Palette withColor(int label, Color color) {
        return withColor(label, Rgb.of(color, label));
    }

    /**
     * Returns this palette with a color for the label of pixels without a class, in place of an earlier one.
     *
     * @param label the ignored label, beyond the classes: from {@code size()} to 65,535
     * @param rgb the color as 0xRRGGBB
     * @throws IllegalArgumentException if the label belongs to a class or is larger than 65,535, or if the color is not
     *     within 0x000000 to 0xFFFFFF
     */
    public Palette withIgnored(int label, int rgb) {
        if (label < colors.length || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException("Label " + label + " cannot be the ignored one of a palette of "
                    + colors.length + " colors; give one from " + colors.length + " to " + LabelMap.MAX_LABEL
                    + ", or change the color of a class with withColor");
        }
        return new Palette(colors, label, Rgb.check(rgb, label));
    }

    /**
     * Returns this palette with a color for the label of pixels without a class, in place of an earlier one.
     *
     * @param label the ignored label, beyond the classes: from {@code size()} to 65,535
     * @param color an opaque color
     * @throws IllegalArgumentException if the label belongs to a class or is larger than 65,535, or if the color is
     *     translucent
     */
    public Palette withIgnored(int label, Color color) {
        return withIgnored(label, Rgb.of(color, label));
    }

    /** Tells whether a label has a color. */
    boolean hasColor(int label) {
        return label >= 0 && (label < colors.length || label == ignoredLabel);
    }

    private IndexOutOfBoundsException noColor(int label) {
        return new IndexOutOfBoundsException(
                "Label " + label + " has no color in a " + this + "; use a palette with more colors");
    }

    /** Returns the largest label that has a color. */
    int largestLabel() {
        return Math.max(colors.length - 1, ignoredLabel);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Palette that
                && Arrays.equals(colors, that.colors)
                && ignoredLabel == that.ignoredLabel
                && ignoredColor == that.ignoredColor;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(colors) + ignoredLabel) + ignoredColor;
    }

    /** Returns how many colors there are and for which labels, on one line. */
    @Override
    public String toString() {
        String classes = colors.length == 1
                ? "palette of 1 color for label 0"
                : "palette of " + colors.length + " colors for labels 0 to " + (colors.length - 1);
        return ignoredLabel == NO_LABEL ? classes : classes + " and the ignored " + ignoredLabel;
    }
}
