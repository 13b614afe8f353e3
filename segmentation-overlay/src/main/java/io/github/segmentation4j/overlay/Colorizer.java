package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.compute.Bands;
import io.github.segmentation4j.internal.map.Maps;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Function;

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
    private final int threads;
    private final Inks inks;
    private final Blend paint;

    private Colorizer(Palette palette, int threads) {
        this.palette = palette;
        this.threads = threads;
        this.inks = new Inks(palette, new BitSet(), Inks.OPAQUE);
        this.paint = new BgrPaint(inks);
    }

    /** Returns a colorizer with these colors. */
    public static Colorizer of(Palette palette) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Colorizer(Objects.requireNonNull(palette, "palette"), processors);
    }

    /**
     * Returns this colorizer working with fewer or more threads.
     *
     * @param threads how many threads may work on one picture at once: the caller's own and those of the common
     *     {@link java.util.concurrent.ForkJoinPool}; as many as there are processors unless said otherwise. Small
     *     pictures are made by fewer
     * @throws IllegalArgumentException if the number is below 1
     */
    public Colorizer withThreads(int threads) {
        return new Colorizer(palette, Brush.checkThreads(threads));
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
        BufferedImage image =
                new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_INDEXED, colorModel());
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int width = labels.width();
        Bands.run(labels.height(), Brush.threads(samples.length, threads), (worker, fromRow, toRow) -> {
            if (!copy(Maps.labels(labels), fromRow * width, toRow * width, samples)) {
                throw colorless(labels);
            }
        });
        return image;
    }

    /** Copies labels into bytes; returns false if one of them has no color. */
    private boolean copy(Object labels, int from, int to, byte[] samples) {
        if (labels instanceof byte[] bytes) {
            System.arraycopy(bytes, from, samples, from, to - from);
            return colored(bytes, from, to);
        }
        short[] shorts = (short[]) labels;
        for (int i = from; i < to; i++) {
            if (inks.of(shorts[i] & 0xFFFF) == Inks.NO_COLOR) {
                return false;
            }
            samples[i] = (byte) shorts[i];
        }
        return true;
    }

    /** Tells whether all labels have a color: those that repeat the one before are passed over by eight. */
    private boolean colored(byte[] labels, int from, int to) {
        if (palette.size() == MAX_INDEXED) {
            return true;
        }
        int i = from;
        while (i < to) {
            byte label = labels[i];
            if (inks.of(label & 0xFF) == Inks.NO_COLOR) {
                return false;
            }
            i++;
            long repeated = Swar.repeat(label);
            while (i <= to - Long.BYTES && (long) Swar.LONGS.get(labels, i) == repeated) {
                i += Long.BYTES;
            }
        }
        return true;
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
        Canvas image = Canvas.create(labels.width(), labels.height(), PixelOrder.BGR);
        Function<byte[], PhotoRows> unread = target -> new PhotoRows.InPlace(image);
        Brush.draw(paint, unread, PictureRows.of(image), labels, threads, () -> colorless(labels));
        return image.image();
    }

    private IndexColorModel colorModel() {
        int[] entries = new int[palette.largestLabel() + 1];
        for (int label = 0; label < entries.length; label++) {
            entries[label] = palette.hasColor(label) ? palette.rgb(label) : UNUSED;
        }
        return new IndexColorModel(Byte.SIZE, entries.length, entries, 0, false, OPAQUE_ENTRIES, DataBuffer.TYPE_BYTE);
    }

    /** Returns the error for the first pixel, row by row, whose label has no color. */
    private IllegalArgumentException colorless(LabelMap labels) {
        int width = labels.width();
        int pixel = 0;
        while (palette.hasColor(labels.labelAt(pixel % width, pixel / width))) {
            pixel++;
        }
        int x = pixel % width;
        int y = pixel / width;
        return new IllegalArgumentException("Label " + labels.labelAt(x, y) + " at (" + x + ", " + y
                + ") has no color in a " + palette + "; use a palette with more colors");
    }

    /** Returns the palette, on one line. */
    @Override
    public String toString() {
        return "colorizer with a " + palette;
    }
}
