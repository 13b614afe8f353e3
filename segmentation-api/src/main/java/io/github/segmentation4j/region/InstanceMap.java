package io.github.segmentation4j.region;

import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.Checks;
import java.util.Arrays;

/**
 * An immutable grid of ids, one for each pixel of an image: 0 where there is no instance, otherwise the number of the
 * instance that the pixel belongs to, from 1.
 *
 * <p>Equality is by size and ids. May be shared between threads.
 */
public final class InstanceMap {
    private final int width;
    private final int height;
    private final int[] ids;

    /** Makes a map of an array that nobody else holds. */
    InstanceMap(int width, int height, int[] ids) {
        this.width = width;
        this.height = height;
        this.ids = ids;
    }

    /**
     * Returns a map with a copy of these ids.
     *
     * @param ids {@code width * height} numbers of 0 or more, row by row
     * @throws IllegalArgumentException if a side is below 1, the number of ids is another, or an id is negative
     */
    public static InstanceMap copyOf(int width, int height, int[] ids) {
        if (width < 1 || height < 1 || (long) width * height != ids.length) {
            throw new IllegalArgumentException("An instance map of " + width + "x" + height + " was given " + ids.length
                    + " ids, but needs a width and a height of at least 1 and one for each pixel");
        }
        InstanceMap map = new InstanceMap(width, height, ids.clone());
        for (int pixel = 0; pixel < map.ids.length; pixel++) {
            if (map.ids[pixel] < 0) {
                throw new IllegalArgumentException("Id " + map.ids[pixel] + " was given for pixel " + pixel
                        + ", but ids are 0 for no instance, or from 1");
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
     * Returns the id at a pixel, 0 for no instance.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside
     */
    public int idAt(int x, int y) {
        Checks.pixel(x, y, width, height);
        return ids[y * width + x];
    }

    /**
     * Copies a row of ids into {@code width} elements of an array.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such row or the array is too short
     */
    public void copyRow(int y, int[] target, int offset) {
        Checks.row(y, height);
        Checks.room(offset, width, target.length);
        System.arraycopy(ids, y * width, target, offset, width);
    }

    /** Returns how many instances there are: the different ids but 0. */
    public int count() {
        return Math.toIntExact(
                Arrays.stream(ids).filter(id -> id != 0).distinct().count());
    }

    /** Returns the pixels of one instance; none if there is no such id. */
    public Mask mask(int id) {
        boolean[] pixels = new boolean[ids.length];
        for (int pixel = 0; pixel < ids.length; pixel++) {
            pixels[pixel] = ids[pixel] == id;
        }
        return Mask.copyOf(width, height, pixels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceMap that && width == that.width && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(ids);
    }

    /** Returns the sizes in one line, for example {@code InstanceMap 640x480}. */
    @Override
    public String toString() {
        return "InstanceMap " + width + "x" + height;
    }
}
