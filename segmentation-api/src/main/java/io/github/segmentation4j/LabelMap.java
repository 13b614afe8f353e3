package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.PixelAccess;
import io.github.segmentation4j.internal.compute.NearestTable;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable grid of labels, one class id from 0 to 65,535 for each pixel of an image.
 *
 * <p>Labels take one byte a pixel where all of them fit, two otherwise. Equality is by size and labels. A map may be shared
 * between threads freely.
 */
public final class LabelMap {
    /** The highest label that there can be. */
    public static final int MAX_LABEL = 0xFFFF;

    private static final int MAX_BYTE_LABEL = LabelArrays.MAX_BYTE_LABEL;

    private final int width;
    private final int height;

    /** {@code byte[]} or {@code short[]}, unsigned, row by row; the latter only where a label needs it. */
    private final Object labels;

    static {
        PixelAccess.register(LabelMap.class, LabelMap::owning, map -> map.labels);
    }

    private LabelMap(int width, int height, Object labels) {
        this.width = width;
        this.height = height;
        this.labels = labels;
    }

    /** Makes a map of an array that nobody else holds. */
    static LabelMap owning(int width, int height, Object labels) {
        if (labels instanceof byte[] bytes) {
            checkSize(width, height, bytes.length);
            return new LabelMap(width, height, bytes);
        }
        short[] shorts = (short[]) labels;
        checkSize(width, height, shorts.length);
        return new LabelMap(width, height, LabelArrays.fitsBytes(shorts) ? LabelArrays.narrowed(shorts) : shorts);
    }

    private static void checkSize(int width, int height, int labels) {
        if (width < 1 || height < 1 || (long) width * height != labels) {
            throw new IllegalArgumentException("A label map of " + width + "x" + height + " was given " + labels
                    + " labels, but needs a width and a height of at least 1 and one label for each pixel");
        }
    }

    /**
     * Returns a map with a copy of these labels.
     *
     * @param labels {@code width * height} unsigned bytes, row by row
     * @throws IllegalArgumentException if a side is below 1 or the number of labels is another
     */
    public static LabelMap copyOf(int width, int height, byte[] labels) {
        return owning(width, height, labels.clone());
    }

    /**
     * Returns a map with a copy of these labels.
     *
     * @param labels {@code width * height} unsigned 16-bit numbers, row by row
     * @throws IllegalArgumentException if a side is below 1 or the number of labels is another
     */
    public static LabelMap copyOf(int width, int height, short[] labels) {
        return owning(width, height, labels.clone());
    }

    /**
     * Returns a map with a copy of these labels.
     *
     * @param labels {@code width * height} numbers from 0 to 65,535, row by row
     * @throws IllegalArgumentException if a side is below 1, the number of labels is another, or a label is out of range
     */
    public static LabelMap copyOf(int width, int height, int[] labels) {
        return owning(width, height, LabelArrays.checked(labels));
    }

    /**
     * Returns a builder of a map whose labels are all 0 until they are set.
     *
     * @throws IllegalArgumentException if a side is below 1 or the product of both beyond the range of int
     */
    public static Builder builder(int width, int height) {
        return builder(width, height, 0);
    }

    /**
     * Returns a builder of a map whose labels are all 0 until they are set, with memory for labels up to one.
     *
     * @param maxLabel the highest label that is expected, from 0 to 65,535; one above 255 spares the builder growing from
     *     one byte a pixel to two. Higher labels may be set nevertheless
     * @throws IllegalArgumentException if a side is below 1, the product of both beyond the range of int, or the label
     *     out of range
     */
    public static Builder builder(int width, int height, int maxLabel) {
        checkArea(width, height);
        return new Builder(new LabelCanvas(width, height, maxLabel));
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the number of pixels. */
    public int pixelCount() {
        return width * height;
    }

    /**
     * Returns the label of a pixel, from 0 to 65,535.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside
     */
    public int labelAt(int x, int y) {
        Checks.pixel(x, y, width, height);
        return label(y * width + x);
    }

    private int label(int pixel) {
        return labels instanceof byte[] bytes ? bytes[pixel] & MAX_BYTE_LABEL : ((short[]) labels)[pixel] & MAX_LABEL;
    }

    /**
     * Copies a row of labels into {@code width} elements of an array.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such row or the array is too short
     */
    public void copyRow(int y, int[] target, int offset) {
        int first = checkRow(y, target.length, offset);
        if (labels instanceof byte[] bytes) {
            for (int x = 0; x < width; x++) {
                target[offset + x] = bytes[first + x] & MAX_BYTE_LABEL;
            }
        } else {
            short[] shorts = (short[]) labels;
            for (int x = 0; x < width; x++) {
                target[offset + x] = shorts[first + x] & MAX_LABEL;
            }
        }
    }

    /**
     * Copies a row of labels into {@code width} elements of an array, as unsigned bytes.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such row or the array is too short
     * @throws IllegalStateException if the map has a label above 255
     */
    public void copyRow(int y, byte[] target, int offset) {
        int first = checkRow(y, target.length, offset);
        if (!(labels instanceof byte[] bytes)) {
            throw new IllegalStateException("Label " + maxLabel()
                    + " is in this map, but a byte holds 255 at most: copy its rows into an int[]");
        }
        System.arraycopy(bytes, first, target, offset, width);
    }

    private int checkRow(int y, int length, int offset) {
        Checks.row(y, height);
        Checks.room(offset, width, length);
        return y * width;
    }

    /** Returns the highest label in the map. */
    public int maxLabel() {
        return LabelArrays.max(labels);
    }

    /**
     * Counts the pixels of each class.
     *
     * @param classCount the number of classes, more than the highest label
     * @return {@code classCount} counts, by label
     * @throws IllegalArgumentException if a label in the map is not below the number of classes
     */
    public long[] histogram(int classCount) {
        long[] counts = counts();
        if (counts.length > classCount) {
            throw new IllegalArgumentException("Label " + (counts.length - 1) + " is in this map, but only "
                    + classCount + " classes were to be counted: count at least " + counts.length);
        }
        return Arrays.copyOf(counts, classCount);
    }

    /** Returns the count of each label up to the highest. */
    private long[] counts() {
        return LabelArrays.counts(labels);
    }

    /**
     * Returns the share of each class, as a fraction of all pixels from 0 to 1.
     *
     * @param classCount the number of classes, more than the highest label
     * @return {@code classCount} shares, by label, which add up to 1
     * @throws IllegalArgumentException if a label in the map is not below the number of classes
     */
    public double[] shares(int classCount) {
        return Arrays.stream(histogram(classCount))
                .mapToDouble(count -> (double) count / pixelCount())
                .toArray();
    }

    /** Returns the share of one class, as a fraction of all pixels from 0 to 1; 0 for a label that is not in the map. */
    public double share(int label) {
        long[] counts = counts();
        return label >= 0 && label < counts.length ? (double) counts[label] / pixelCount() : 0;
    }

    /** Returns the labels in the map, each once, in rising order. */
    public int[] presentLabels() {
        long[] counts = counts();
        return IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .toArray();
    }

    /** Returns the pixels of one class; none for a label that is not in the map. */
    public Mask mask(int label) {
        return Mask.of(width, height, pixel -> label(pixel) == label);
    }

    /**
     * Returns the map of a rectangle.
     *
     * @param x the left border
     * @param y the upper border
     * @throws IndexOutOfBoundsException if the rectangle is not inside the map
     * @throws IllegalArgumentException if a side of the rectangle is below 1
     */
    public LabelMap crop(int x, int y, int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("A rectangle of " + newWidth + "x" + newHeight
                    + " pixels was given, but both sides must be at least 1");
        }
        Checks.inside(x, y, newWidth, newHeight, width, height);
        return generated(newWidth, newHeight, (column, row) -> (y + row) * width + x + column);
    }

    /**
     * Returns the map at another size. Each pixel takes the label of one pixel, the one that Pillow's nearest filter takes
     * (held against Pillow 9.4), so that no label appears that was not there.
     *
     * @throws IllegalArgumentException if a side is below 1 or the product of both beyond the range of int
     */
    public LabelMap resize(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException(
                    "A size of " + newWidth + "x" + newHeight + " was given, but both sides must be at least 1 pixel");
        }
        int[] columns = NearestTable.of(width, newWidth);
        int[] rows = NearestTable.of(height, newHeight);
        return generated(newWidth, newHeight, (column, row) -> rows[row] * width + columns[column]);
    }

    /**
     * Returns the map with each label replaced.
     *
     * @param change called once for each label in the map; gives a label from 0 to 65,535
     * @throws IllegalArgumentException if a new label is out of range
     */
    public LabelMap remap(IntUnaryOperator change) {
        return owning(width, height, LabelArrays.replaced(labels, presentLabels(), change));
    }

    private LabelMap generated(int newWidth, int newHeight, LabelArrays.Source source) {
        checkArea(newWidth, newHeight);
        return owning(newWidth, newHeight, LabelArrays.picked(labels, newWidth, newHeight, source));
    }

    private static void checkArea(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A label map of " + width + "x" + height
                    + " was asked for, but sides must be at least 1 and pixels at most " + Integer.MAX_VALUE);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LabelMap that) || width != that.width || height != that.height) {
            return false;
        }
        return Objects.deepEquals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        int hash = labels instanceof byte[] bytes ? Arrays.hashCode(bytes) : Arrays.hashCode((short[]) labels);
        return 31 * (31 * width + height) + hash;
    }

    /** Returns the size and the largest classes in one line, for example {@code LabelMap 640x480, 0: 81.2%, 15: 18.8%}. */
    @Override
    public String toString() {
        return LabelArrays.described(width, height, counts());
    }

    /**
     * Collects the labels of a map, for segmenters that write them pixel by pixel or row by row, and hands its memory over
     * to the map without a copy.
     *
     * <p>Labels take one byte a pixel until one above 255 is set, two from then on. A builder makes one map, after which all
     * of its methods throw {@link IllegalStateException}. It serves one thread at a time.
     */
    public static final class Builder {
        private @Nullable LabelCanvas canvas;

        private Builder(LabelCanvas canvas) {
            this.canvas = canvas;
        }

        private LabelCanvas canvas() {
            if (canvas == null) {
                throw new IllegalStateException("This builder has built its label map, to which its memory belongs:"
                        + " begin another one with LabelMap.builder");
            }
            return canvas;
        }

        /**
         * Sets the label of a pixel.
         *
         * @param label from 0 to 65,535
         * @throws IndexOutOfBoundsException if the pixel lies outside
         * @throws IllegalArgumentException if the label is out of range
         */
        public void set(int x, int y, int label) {
            canvas().set(x, y, label);
        }

        /**
         * Sets the labels of a row to {@code width} elements of an array, which is copied.
         *
         * @param labels unsigned bytes
         * @param offset the index of the label of the leftmost pixel
         * @throws IndexOutOfBoundsException if there is no such row or the array is too short
         */
        public void setRow(int y, byte[] labels, int offset) {
            canvas().setRow(y, labels, offset);
        }

        /**
         * Sets the labels of a row to {@code width} elements of an array, which is copied.
         *
         * @param labels unsigned 16-bit numbers
         * @param offset the index of the label of the leftmost pixel
         * @throws IndexOutOfBoundsException if there is no such row or the array is too short
         */
        public void setRow(int y, short[] labels, int offset) {
            canvas().setRow(y, labels, offset);
        }

        /**
         * Sets the labels of a row to {@code width} elements of an array, which is copied.
         *
         * @param labels numbers from 0 to 65,535
         * @param offset the index of the label of the leftmost pixel
         * @throws IndexOutOfBoundsException if there is no such row or the array is too short
         * @throws IllegalArgumentException if a label is out of range; the row then is what it was
         */
        public void setRow(int y, int[] labels, int offset) {
            canvas().setRow(y, labels, offset);
        }

        /**
         * Returns the map, which owns the memory of the labels from then on.
         *
         * <p>They are copied only where two bytes a pixel were taken and no label needs them.
         */
        public LabelMap build() {
            LabelCanvas built = canvas();
            canvas = null;
            return owning(built.width(), built.height(), built.labels());
        }
    }
}
