package io.github.segmentation4j.overlay;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What is drawn for each label: an ink, which is the share of the photo that shows through, from 0 to
 * {@value #OPAQUE}, and what a color adds to it, {@code color * A + 128} for an opacity A.
 *
 * <p>Multiplying the colors by the opacity once for each label leaves one multiplication for each byte of a photo.
 */
final class Inks {
    /** The opacity at which nothing of the photo is left. */
    static final int OPAQUE = 256;

    /** In place of an ink, where a label is to be drawn that has no color. */
    static final int NO_COLOR = -1;

    /** Half of what a sum is divided by, added to round to the nearest. */
    private static final int HALF = 128;

    /** The ink that leaves the photo as it is. */
    private static final int NO_INK = 0;

    /** For each label its ink or {@link #NO_COLOR}; labels beyond have no color. */
    private final int[] ofLabels;
    /** For each ink its color, 0xRRGGBB. */
    private final int[] colors;
    /** For each ink the share of the photo, 256 - A. */
    private final int[] weights;
    /** For each ink {@code color * A + 128} of blue, green and red. */
    private final int[] addends;

    /**
     * Prepares the inks of a palette.
     *
     * @param ignored the labels that leave the photo as it is; they need no color
     * @param opacity from 0 to {@value #OPAQUE}
     */
    Inks(Palette palette, BitSet ignored, int opacity) {
        ofLabels = new int[Math.max(palette.largestLabel() + 1, ignored.length())];
        Arrays.fill(ofLabels, NO_COLOR);
        int count = 1 + palette.size() + 1;
        colors = new int[count];
        weights = new int[count];
        addends = new int[PixelOrder.CHANNELS * count];
        prepare(NO_INK, 0, 0);
        int ink = NO_INK;
        for (int label = 0; label < ofLabels.length; label++) {
            if (ignored.get(label)) {
                ofLabels[label] = NO_INK;
            } else if (palette.hasColor(label)) {
                ofLabels[label] = ++ink;
                prepare(ink, palette.rgb(label), opacity);
            }
        }
    }

    private void prepare(int ink, int rgb, int opacity) {
        colors[ink] = rgb;
        weights[ink] = OPAQUE - opacity;
        for (int channel = 0; channel < PixelOrder.CHANNELS; channel++) {
            addends[PixelOrder.CHANNELS * ink + channel] = color(ink, channel) * opacity + HALF;
        }
    }

    /** Returns the whole number A from 0 to {@value #OPAQUE} that stands for an opacity from 0 to 1. */
    static int opacity(double alpha) {
        return (int) Math.round(alpha * OPAQUE);
    }

    /** Returns the number of inks, used or not. */
    int count() {
        return weights.length;
    }

    /** Returns the ink of a label from 0 on, or {@link #NO_COLOR}. */
    int of(int label) {
        return label < ofLabels.length ? ofLabels[label] : NO_COLOR;
    }

    /** Returns the share of the photo that an ink lets through, from 0 to {@value #OPAQUE}. */
    int weight(int ink) {
        return weights[ink];
    }

    /** Tells whether an ink is half opaque: the blend is then the mean of two bytes rounded up, without multiplication. */
    boolean isHalf(int ink) {
        return weights[ink] == OPAQUE / 2;
    }

    /** Returns an ink's color, 0 to 255, of a channel: 0 for blue, 1 for green, 2 for red. */
    int color(int ink, int channel) {
        return (colors[ink] >> (Byte.SIZE * channel)) & 0xFF;
    }

    /** Returns what an ink adds to the weighted photo in a channel: 0 for blue, 1 for green, 2 for red. */
    int addend(int ink, int channel) {
        return addends[PixelOrder.CHANNELS * ink + channel];
    }

    /** Blends one pixel, whose first byte is at {@code from} in the photo and at {@code to} in the target. */
    void blendPixel(PixelOrder order, byte[] photo, int from, int ink, byte[] target, int to) {
        if (order == PixelOrder.ABGR) {
            target[to] = photo[from];
        }
        for (int channel = 0; channel < PixelOrder.CHANNELS; channel++) {
            int place = order.firstColor() + channel;
            int sum = (photo[from + place] & 0xFF) * weights[ink] + addend(ink, channel);
            target[to + place] = (byte) (sum >> Byte.SIZE);
        }
    }
}
