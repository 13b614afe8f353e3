package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.PixelAccess;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** An immutable set of pixels of an image. Equality is by size and pixels. */
public final class Mask {
    private final int width;
    private final int height;
    private final BitSet pixels;

    static {
        PixelAccess.register(Mask.class, Mask::owning, mask -> mask.pixels);
    }

    private Mask(int width, int height, BitSet pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Makes a mask of bits that nobody else holds. */
    private static Mask owning(int width, int height, BitSet pixels) {
        if (width < 1 || height < 1 || pixels.length() > (long) width * height) {
            throw new IllegalArgumentException("A mask of " + width + "x" + height + " was given pixels up to number "
                    + (pixels.length() - 1) + ", but needs sides of at least 1 and no pixel outside");
        }
        return new Mask(width, height, pixels);
    }

    /** Returns the set of those pixels, counted row by row, that a predicate picks. */
    static Mask of(int width, int height, IntPredicate contains) {
        int count = width * height;
        BitSet pixels = new BitSet(count);
        for (int pixel = 0; pixel < count; pixel++) {
            if (contains.test(pixel)) {
                pixels.set(pixel);
            }
        }
        return new Mask(width, height, pixels);
    }

    /**
     * Returns the set of pixels for which an array says true.
     *
     * @param pixels {@code width * height} elements, row by row
     * @throws IllegalArgumentException if a side is below 1 or the number of elements is another
     */
    public static Mask copyOf(int width, int height, boolean[] pixels) {
        if (width < 1 || height < 1 || (long) width * height != pixels.length) {
            throw new IllegalArgumentException("A mask of " + width + "x" + height + " was given " + pixels.length
                    + " pixels, but needs a width and a height of at least 1 and one element for each pixel");
        }
        return of(width, height, pixel -> pixels[pixel]);
    }

    /** Returns the width of the image in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the image in pixels. */
    public int height() {
        return height;
    }

    /**
     * True if a pixel is in the set.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside the image
     */
    public boolean contains(int x, int y) {
        Checks.pixel(x, y, width, height);
        return pixels.get(y * width + x);
    }

    /** Returns the number of pixels in the set. */
    public long area() {
        return pixels.cardinality();
    }

    /** True if no pixel is in the set. */
    public boolean isEmpty() {
        return pixels.isEmpty();
    }

    /**
     * Copies a row into {@code width} elements of an array, true for a pixel in the set.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such row or the array is too short
     */
    public void copyRow(int y, boolean[] target, int offset) {
        Checks.row(y, height);
        Checks.room(offset, width, target.length);
        for (int x = 0; x < width; x++) {
            target[offset + x] = pixels.get(y * width + x);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask that && width == that.width && height == that.height && pixels.equals(that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + pixels.hashCode();
    }

    /** Returns the sizes in one line, for example {@code Mask 640x480, 1234 pixels}. */
    @Override
    public String toString() {
        return "Mask " + width + "x" + height + ", " + area() + " pixels";
    }
}
