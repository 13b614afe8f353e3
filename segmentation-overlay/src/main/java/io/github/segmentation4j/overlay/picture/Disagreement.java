package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Rgb;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.BitSet;

/**
 * Shows where two label maps of one photo differ: the photo in pale gray, and on it the pixels with two labels in a
 * signal color.
 *
 * <p>{@code Disagreement.create().ignoring(255).draw(photo, truth, prediction)}.
 */
public final class Disagreement {
    /** The vermilion of Okabe and Ito, "Color Universal Design", 2008: it stands out for every kind of vision. */
    private static final int VERMILION = 0xD55E00;

    /** How much of the photo's contrast is left. */
    private static final double CONTRAST = 0.55;

    private final int rgb;
    private final BitSet ignored;

    private Disagreement(int rgb, BitSet ignored) {
        this.rgb = rgb;
        this.ignored = ignored;
    }

    /** Returns a way to show where two maps differ, in vermilion. */
    public static Disagreement create() {
        return new Disagreement(VERMILION, new BitSet());
    }

    /**
     * Returns this picture with another signal color.
     *
     * @param rgb 0xRRGGBB
     * @throws IllegalArgumentException if it is not within 0x000000 to 0xFFFFFF
     */
    public Disagreement withColor(int rgb) {
        return new Disagreement(Rgb.check(rgb), ignored);
    }

    /**
     * Returns this picture with another signal color.
     *
     * @param color an opaque color
     * @throws IllegalArgumentException if it is translucent
     */
    public Disagreement withColor(Color color) {
        return withColor(Rgb.of(color));
    }

    /**
     * Returns this picture counting pixels as equal where one of the maps has one of these labels, such as the void of
     * ground truth; besides those ignored before.
     *
     * @param labels from 0 to 65,535
     * @throws IllegalArgumentException if a label is out of range
     */
    public Disagreement ignoring(int... labels) {
        return new Disagreement(rgb, IgnoredLabels.union(ignored, labels));
    }

    /**
     * Returns a new image of the differences.
     *
     * @param photo an image of any type and of the size of the maps
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage draw(BufferedImage photo, LabelMap first, LabelMap second) {
        Sizes.check(photo, "first label map", first.width(), first.height());
        Sizes.check(photo, "second label map", second.width(), second.height());
        Sheet sheet = Sheet.copyOf(photo);
        Grays grays = new Grays(photo);
        int[] one = new int[first.width()];
        int[] other = new int[first.width()];
        for (int y = 0; y < sheet.height(); y++) {
            first.copyRow(y, one, 0);
            second.copyRow(y, other, 0);
            int[] gray = grays.row(y);
            for (int x = 0; x < gray.length; x++) {
                boolean differ = differ(one[x], other[x]);
                int pale = ColorScale.mix(Style.PAPER, gray[x] * Grays.TO_RGB, CONTRAST);
                sheet.recolor(x, y, differ ? rgb : pale);
            }
        }
        return sheet.image();
    }

    /** Returns the share of pixels with two labels among those that are not ignored, 0 if all are. */
    double share(LabelMap first, LabelMap second) {
        int[] one = new int[first.width()];
        int[] other = new int[first.width()];
        long differing = 0;
        long counted = 0;
        for (int y = 0; y < first.height(); y++) {
            first.copyRow(y, one, 0);
            second.copyRow(y, other, 0);
            for (int x = 0; x < one.length; x++) {
                counted += ignored.get(one[x]) || ignored.get(other[x]) ? 0 : 1;
                differing += differ(one[x], other[x]) ? 1 : 0;
            }
        }
        return counted == 0 ? 0 : (double) differing / counted;
    }

    private boolean differ(int one, int other) {
        return one != other && !ignored.get(one) && !ignored.get(other);
    }

    /** Returns the ignored labels, on one line. */
    @Override
    public String toString() {
        return "disagreement, ignored labels " + ignored;
    }
}
