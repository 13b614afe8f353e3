package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Maps;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.Objects;

/**
 * Draws the colors of a label map over the photo that it belongs to.
 *
 * <p>{@code Overlay.of(Palette.pascalVoc()).withAlpha(0.6).hidingBackground().draw(photo, labels)} says it all. Without
 * further words every label is drawn, half opaque.
 *
 * <p><b>The blend.</b> With A = round(256 * alpha), each byte of the result is
 * {@code (photo * (256 - A) + color * A + 128) >> 8}: the weighted mean, rounded to the nearest. Alpha 0 gives the photo
 * and alpha 1 the color map, both exactly. Where a label is hidden, the result is the photo, exactly, for every alpha.
 *
 * <p><b>The photo</b> may be of any type. It is read as 8-bit RGB: gray is replicated, 16 bits are rounded to 8, palettes
 * are looked up, premultiplied color is divided by its alpha. Its own alpha is kept as it is.
 *
 * <p>An overlay is immutable: every {@code with}, {@code showing} and {@code hiding} returns another one. Any number of
 * threads may use one at once.
 */
public final class Overlay {
    /** The opacity of an overlay that was not given one. */
    private static final double DEFAULT_ALPHA = 0.5;

    private static final int BACKGROUND = 0;

    private final Palette palette;
    private final BitSet hidden;
    private final double alpha;
    private final Blend blend;

    private Overlay(Palette palette, BitSet hidden, double alpha) {
        this.palette = palette;
        this.hidden = hidden;
        this.alpha = alpha;
        this.blend = new Blend(palette, hidden, Blend.opacity(alpha));
    }

    /** Returns an overlay that draws every label in its color, with alpha 0.5. */
    public static Overlay of(Palette palette) {
        return new Overlay(Objects.requireNonNull(palette, "palette"), new BitSet(), DEFAULT_ALPHA);
    }

    /**
     * Returns this overlay with another opacity.
     *
     * @param alpha from 0, the photo alone, to 1, the colors alone; it takes effect in steps of 1/256
     * @throws IllegalArgumentException if alpha is not within 0 to 1
     */
    public Overlay withAlpha(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException(
                    "Alpha " + alpha + " is not an opacity; give a number from 0 (photo alone) to 1 (colors alone)");
        }
        return new Overlay(palette, hidden, alpha);
    }

    /**
     * Returns this overlay drawing these labels and no others, whatever was shown or hidden before.
     *
     * @param labels labels that have a color; none at all leaves the whole photo as it is
     * @throws IllegalArgumentException if a label has no color
     */
    public Overlay showing(int... labels) {
        BitSet others = new BitSet();
        others.set(0, LabelMap.MAX_LABEL + 1);
        for (int label : labels) {
            if (!palette.hasColor(label)) {
                throw new IllegalArgumentException("Label " + label + " cannot be shown: it has no color in a "
                        + palette + "; use a palette with more colors");
            }
            others.clear(label);
        }
        return new Overlay(palette, others, alpha);
    }

    /**
     * Returns this overlay leaving the photo as it is where these labels are, besides those hidden before.
     *
     * @param labels labels from 0 to 65,535, with or without a color
     * @throws IllegalArgumentException if a label is outside that range
     */
    public Overlay hiding(int... labels) {
        BitSet more = (BitSet) hidden.clone();
        for (int label : labels) {
            if (label < 0 || label > LabelMap.MAX_LABEL) {
                throw new IllegalArgumentException(
                        "Label " + label + " cannot be hidden; labels are 0 to " + LabelMap.MAX_LABEL);
            }
            more.set(label);
        }
        return new Overlay(palette, more, alpha);
    }

    /**
     * Returns this overlay leaving the photo as it is where the label is 0, besides what was hidden before.
     *
     * <p>Label 0 is the background of PASCAL VOC and of most networks that find one kind of thing. Cityscapes and ADE20K
     * have no background: their label 0 is road, and wall.
     */
    public Overlay hidingBackground() {
        return hiding(BACKGROUND);
    }

    /**
     * Returns a picture of the photo with the colors of its labels over it; the photo itself is not changed.
     *
     * @param photo an image of any type
     * @param labels the class of every pixel of the photo, each with a color or hidden
     * @return a new image of the same size: {@link BufferedImage#TYPE_4BYTE_ABGR} with the photo's alpha if the photo has
     *     an alpha channel, {@link BufferedImage#TYPE_3BYTE_BGR} otherwise
     * @throws IllegalArgumentException if the sizes differ, if a label has no color and is not hidden, or if the picture
     *     is too large for an image of the JDK (715 million opaque pixels)
     */
    public BufferedImage draw(BufferedImage photo, LabelMap labels) {
        int width = photo.getWidth();
        int height = photo.getHeight();
        if (labels.width() != width || labels.height() != height) {
            throw new IllegalArgumentException("The photo is " + width + "x" + height + " and the label map is "
                    + labels.width() + "x" + labels.height()
                    + ", but both must cover the same pixels; resize the label map to the photo first");
        }
        BgrRows rows = BgrRows.of(photo);
        return rows.hasAlpha() ? drawTranslucent(rows, labels) : drawOpaque(rows, labels);
    }

    private BufferedImage drawOpaque(BgrRows photo, LabelMap labels) {
        int width = labels.width();
        Canvas picture = Canvas.opaque(width, labels.height());
        for (int y = 0; y < labels.height(); y++) {
            drawRow(photo, y, labels, picture.bytes(), Blend.CHANNELS * width * y);
        }
        return picture.image();
    }

    private BufferedImage drawTranslucent(BgrRows photo, LabelMap labels) {
        int width = labels.width();
        Canvas picture = Canvas.translucent(width, labels.height());
        byte[] target = picture.bytes();
        byte[] alphas = new byte[width];
        byte[] colors = new byte[Blend.CHANNELS * width];
        int to = 0;
        for (int y = 0; y < labels.height(); y++) {
            drawRow(photo, y, labels, colors, 0);
            photo.readAlpha(y, alphas);
            for (int x = 0; x < width; x++) {
                target[to++] = alphas[x];
                target[to++] = colors[Blend.CHANNELS * x];
                target[to++] = colors[Blend.CHANNELS * x + 1];
                target[to++] = colors[Blend.CHANNELS * x + 2];
            }
        }
        return picture.image();
    }

    private void drawRow(BgrRows photo, int y, LabelMap labels, byte[] target, int targetOffset) {
        int width = labels.width();
        int start = photo.startOf(y);
        int drawn = blend.row(photo.bytes(), start, Maps.labels(labels), y * width, target, targetOffset, width);
        if (drawn < width) {
            throw new IllegalArgumentException("Label " + labels.labelAt(drawn, y) + " at (" + drawn + ", " + y
                    + ") has no color in a " + palette + "; use a palette with more colors, or hide the label");
        }
    }

    /** Returns the palette and the opacity, on one line. */
    @Override
    public String toString() {
        return "overlay of a " + palette + ", alpha " + alpha;
    }
}
