package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Maps;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.BitSet;
import java.util.Objects;

/**
 * Turns label maps into pictures, every pixel in the color of its label.
 *
 * <p>A colorizer is immutable; any number of threads may use one at once. Every call makes a new image.
 */
public final class Colorizer {
    private static final int MAX_INDEXED = 256;
    private static final int UNUSED = 0x000000;

    /** What {@link IndexColorModel} takes for "no transparent entry". */
    private static final int OPAQUE_ENTRIES = -1;

    private final Palette palette;
    private final Blend paint;

    private Colorizer(Palette palette) {
        this.palette = palette;
        this.paint = new Blend(palette, new BitSet(), Blend.OPAQUE);
    }

    /** Returns a colorizer with these colors. */
    public static Colorizer of(Palette palette) {
        return new Colorizer(Objects.requireNonNull(palette, "palette"));
    }

    /**
     * Returns an indexed image whose samples are the labels and whose palette is this one.
     *
     * <p>Written as PNG, the file holds both the labels and the colors, as the ground truth of PASCAL VOC does. Where the
     * palette has an ignored label apart from its classes, the entries between are black.
     *
     * @param labels the class of every pixel, each with a color
     * @return an image of {@link BufferedImage#TYPE_BYTE_INDEXED} with the size of the map
     * @throws IllegalArgumentException if a label has no color, or if the palette has colors for labels beyond 255,
     *     which an indexed image of 8 bits cannot hold; {@link #colorizeRgb} can
     */
    public BufferedImage colorize(LabelMap labels) {
        if (palette.largestLabel() >= MAX_INDEXED) {
            throw new IllegalArgumentException("An indexed image holds labels 0 to 255, but this is a " + palette
                    + "; use colorizeRgb, or a palette of 256 colors or fewer");
        }
        checkColored(labels);
        BufferedImage image =
                new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_INDEXED, colorModel());
        byte[] samples = Canvas.of(image).bytes();
        if (Maps.labels(labels) instanceof byte[] bytes) {
            System.arraycopy(bytes, 0, samples, 0, samples.length);
        } else {
            short[] shorts = (short[]) Maps.labels(labels);
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) shorts[i];
            }
        }
        return image;
    }

    /**
     * Returns an image of the colors.
     *
     * <p>It equals what an {@link Overlay} with alpha 1 draws over any opaque photo.
     *
     * @param labels the class of every pixel, each with a color
     * @return an image of {@link BufferedImage#TYPE_3BYTE_BGR} with the size of the map
     * @throws IllegalArgumentException if a label has no color, or if the picture is too large for an image of the JDK
     *     (715 million pixels)
     */
    public BufferedImage colorizeRgb(LabelMap labels) {
        int width = labels.width();
        Canvas image = Canvas.opaque(width, labels.height());
        byte[] pixels = image.bytes();
        for (int y = 0; y < labels.height(); y++) {
            int start = Blend.CHANNELS * width * y;
            int painted = paint.row(pixels, start, Maps.labels(labels), width * y, pixels, start, width);
            if (painted < width) {
                throw colorless(labels, painted, y);
            }
        }
        return image.image();
    }

    private IndexColorModel colorModel() {
        int[] entries = new int[palette.largestLabel() + 1];
        for (int label = 0; label < entries.length; label++) {
            entries[label] = palette.hasColor(label) ? palette.rgb(label) : UNUSED;
        }
        return new IndexColorModel(Byte.SIZE, entries.length, entries, 0, false, OPAQUE_ENTRIES, DataBuffer.TYPE_BYTE);
    }

    private void checkColored(LabelMap labels) {
        if (labels.maxLabel() < palette.size()) {
            return;
        }
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                if (!palette.hasColor(labels.labelAt(x, y))) {
                    throw colorless(labels, x, y);
                }
            }
        }
    }

    private IllegalArgumentException colorless(LabelMap labels, int x, int y) {
        return new IllegalArgumentException("Label " + labels.labelAt(x, y) + " at (" + x + ", " + y
                + ") has no color in a " + palette + "; use a palette with more colors");
    }

    /** Returns the palette, on one line. */
    @Override
    public String toString() {
        return "colorizer with a " + palette;
    }
}
