package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the colors of a label map over the photo that it belongs to.
 *
 * <p>{@code Overlay.of(Palette.pascalVoc()).withAlpha(0.6).ignoring(0).draw(photo, labels)} says it all. Without
 * further words every label is drawn, half opaque.
 *
 * <p><b>The blend.</b> With A = round(256 * alpha), each byte of the result is
 * {@code (photo * (256 - A) + color * A + 128) >> 8}: the weighted mean, rounded to the nearest. Alpha 0 gives the photo
 * and alpha 1 the color map, both exactly. Where a label is ignored, the result is the photo, exactly, for every alpha.
 *
 * <p><b>The photo</b> may be of any type. It is read as 8-bit RGB: gray is replicated, 16 bits are rounded to 8, palettes
 * are looked up, premultiplied color is divided by its alpha. Its own alpha is kept as it is.
 *
 * <p>An overlay is immutable: every {@code with}, {@code showing} and {@code ignoring} returns another one. Any number of
 * threads may use one at once.
 */
public final class Overlay {
    /** The opacity of an overlay that was not given one. */
    private static final double DEFAULT_ALPHA = 0.5;

    private final Palette palette;
    private final BitSet ignored;
    private final double alpha;
    private final int threads;
    /** Made when first needed; two threads may both make it, and it is the same. */
    private volatile @Nullable Blend bgrBlend;

    /** Likewise. */
    private volatile @Nullable Blend abgrBlend;

    private Overlay(Palette palette, BitSet ignored, double alpha, int threads) {
        this.palette = palette;
        this.ignored = ignored;
        this.alpha = alpha;
        this.threads = threads;
    }

    /** Returns an overlay that draws every label in its color, with alpha 0.5. */
    public static Overlay of(Palette palette) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Overlay(Objects.requireNonNull(palette, "palette"), new BitSet(), DEFAULT_ALPHA, processors);
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
        return new Overlay(palette, ignored, alpha, threads);
    }

    /**
     * Returns this overlay drawing these labels and no others, whatever was shown or ignored before.
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
        return new Overlay(palette, others, alpha, threads);
    }

    /**
     * Returns this overlay leaving the photo as it is where these labels are, besides those ignored before.
     *
     * <p>Label 0 is the background of PASCAL VOC and of most networks that find one kind of thing. Cityscapes and ADE20K
     * have no background: their label 0 is road, and wall.
     *
     * @param labels labels from 0 to 65,535, with or without a color
     * @throws IllegalArgumentException if a label is outside that range
     */
    public Overlay ignoring(int... labels) {
        return new Overlay(palette, IgnoredLabels.union(ignored, labels), alpha, threads);
    }

    /**
     * Returns this overlay drawing with fewer or more threads.
     *
     * @param threads how many threads may work on one picture at once: the caller's own and those of the common
     *     {@link java.util.concurrent.ForkJoinPool}; as many as there are processors unless said otherwise. Small
     *     pictures are drawn by fewer
     * @throws IllegalArgumentException if the number is below 1
     */
    public Overlay withThreads(int threads) {
        return new Overlay(palette, ignored, alpha, Brush.checkThreads(threads));
    }

    /**
     * Returns a picture of the photo with the colors of its labels over it; the photo itself is not changed.
     *
     * @param photo an image of any type
     * @param labels the class of every pixel of the photo, each with a color or ignored
     * @return a new image of the same size: {@link BufferedImage#TYPE_4BYTE_ABGR} with the photo's alpha if the photo has
     *     an alpha channel, {@link BufferedImage#TYPE_3BYTE_BGR} otherwise
     * @throws IllegalArgumentException if the sizes differ, if a label has no color and is not ignored, or if the picture
     *     is too large for an image of the JDK (715 million opaque pixels)
     */
    public BufferedImage draw(BufferedImage photo, LabelMap labels) {
        checkSize(labels, photo, "photo");
        Canvas picture = Canvas.create(photo.getWidth(), photo.getHeight(), PhotoRows.orderOf(photo));
        draw(photo, labels, picture.order(), PictureRows.of(picture));
        return picture.image();
    }

    /**
     * Draws the photo with the colors of its labels over it on an image that is there already.
     *
     * <p>Frame after frame drawn into one picture saves the time in which Java makes and clears a new one, which is longer
     * than that of drawing. The picture may be the photo itself, which is then drawn over; but it must not be an image
     * that shares the photo's memory in another place or size.
     *
     * <p>For a photo without alpha the picture may be any image of opaque sRGB: {@code TYPE_3BYTE_BGR}, {@code TYPE_INT_RGB},
     * {@code TYPE_INT_BGR}, {@code TYPE_USHORT_565_RGB}, {@code TYPE_USHORT_555_RGB}, or any layout of unsigned samples of up to
     * 16 bits with a {@link java.awt.image.DirectColorModel} or a {@link java.awt.image.ComponentColorModel}. With 8 bits a
     * channel its colors are those that {@link #draw} returns; with others each byte v of them becomes
     * {@code round(v * max / 255)}, where max is the highest sample of the channel. {@code TYPE_3BYTE_BGR} is drawn in place,
     * and so the fastest; others take a step more.
     *
     * @param photo an image of any type
     * @param labels the class of every pixel of the photo, each with a color or ignored
     * @param picture is changed: an image of the size of the photo, a part of a larger image or a whole one; of
     *     {@code TYPE_4BYTE_ABGR} for a photo with alpha, of opaque sRGB for others; half drawn if a label has no color
     * @throws IllegalArgumentException if the sizes differ, if the picture has another type, or if a label has no color
     *     and is not ignored
     */
    public void drawInto(BufferedImage photo, LabelMap labels, BufferedImage picture) {
        checkSize(labels, photo, "photo");
        checkSize(labels, picture, "picture");
        PixelOrder order = PhotoRows.orderOf(photo);
        draw(photo, labels, order, PictureRows.of(picture, order));
    }

    private static void checkSize(LabelMap labels, BufferedImage image, String name) {
        if (labels.width() != image.getWidth() || labels.height() != image.getHeight()) {
            throw new IllegalArgumentException("The " + name + " is " + image.getWidth() + "x" + image.getHeight()
                    + " and the label map is " + labels.width() + "x" + labels.height()
                    + ", but both must cover the same pixels; resize the label map to the " + name + " first");
        }
    }

    private void draw(BufferedImage photo, LabelMap labels, PixelOrder order, Supplier<PictureRows> picture) {
        Brush.draw(
                blend(order), target -> PhotoRows.of(photo, target), picture, labels, threads, () -> colorless(labels));
    }

    private Blend blend(PixelOrder order) {
        Blend made = order == PixelOrder.BGR ? bgrBlend : abgrBlend;
        if (made == null) {
            made = Blend.of(new Inks(palette, ignored, Inks.opacity(alpha)), order);
            if (order == PixelOrder.BGR) {
                bgrBlend = made;
            } else {
                abgrBlend = made;
            }
        }
        return made;
    }

    /** Returns the error for the first pixel, row by row, whose label should be drawn and has no color. */
    private IllegalArgumentException colorless(LabelMap labels) {
        int width = labels.width();
        int pixel = 0;
        while (ignored.get(labels.labelAt(pixel % width, pixel / width))
                || palette.hasColor(labels.labelAt(pixel % width, pixel / width))) {
            pixel++;
        }
        int x = pixel % width;
        int y = pixel / width;
        return new IllegalArgumentException("Label " + labels.labelAt(x, y) + " at (" + x + ", " + y
                + ") has no color in a " + palette + "; use a palette with more colors, or ignore the label");
    }

    /** Returns the palette and the opacity, on one line. */
    @Override
    public String toString() {
        return "overlay of a " + palette + ", alpha " + alpha;
    }
}
