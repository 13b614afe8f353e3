package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.PixelAccess;
import java.util.Arrays;
import java.util.Locale;

/**
 * An immutable grid of probabilities from 0 to 1, one for each pixel of an image.
 *
 * <p>Equality is by size and probabilities. A map may be shared between threads freely.
 */
public final class ConfidenceMap {
    private final int width;
    private final int height;
    private final float[] values;

    static {
        PixelAccess.register(ConfidenceMap.class, ConfidenceMap::new, map -> map.values);
    }

    /** Makes a map of an array that nobody else holds. */
    private ConfidenceMap(int width, int height, float[] values) {
        if (width < 1 || height < 1 || (long) width * height != values.length) {
            throw new IllegalArgumentException("A confidence map of " + width + "x" + height + " was given "
                    + values.length + " values, but needs a width and a height of at least 1 and one for each pixel");
        }
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /**
     * Returns a map with a copy of these probabilities.
     *
     * @param values {@code width * height} numbers from 0 to 1, row by row
     * @throws IllegalArgumentException if a side is below 1, the number of values is another, or a value is not within 0
     *     to 1
     */
    public static ConfidenceMap copyOf(int width, int height, float[] values) {
        ConfidenceMap map = new ConfidenceMap(width, height, values.clone());
        for (int pixel = 0; pixel < map.values.length; pixel++) {
            float value = map.values[pixel];
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("Confidence " + value + " was given for pixel " + pixel
                        + ", but a number from 0 to 1 is needed");
            }
        }
        return map;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /**
     * Returns the confidence at a pixel, from 0 to 1.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside
     */
    public float confidenceAt(int x, int y) {
        Checks.pixel(x, y, width, height);
        return values[y * width + x];
    }

    /**
     * Copies a row of probabilities into {@code width} elements of an array.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such row or the array is too short
     */
    public void copyRow(int y, float[] target, int offset) {
        Checks.row(y, height);
        Checks.room(offset, width, target.length);
        System.arraycopy(values, y * width, target, offset, width);
    }

    /** Returns the mean over all pixels. */
    public double mean() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfidenceMap that && width == that.width && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(values);
    }

    /** Returns the size and the mean in one line, for example {@code ConfidenceMap 640x480, mean 0.93}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "ConfidenceMap %dx%d, mean %.2f", width, height, mean());
    }
}
