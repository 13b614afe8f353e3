package io.github.segmentation4j;

import io.github.segmentation4j.internal.Maps;
import java.util.Arrays;
import java.util.Objects;

/** An immutable grid of probabilities, one for each pixel of an image. */
public final class ConfidenceMap {
    private final int width;
    private final int height;
    private final float[] values;

    static {
        Maps.register(ConfidenceMap::new);
    }

    private ConfidenceMap(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
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
     * Returns the probability at a pixel, from 0 to 1.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside
     */
    public float at(int x, int y) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        return values[y * width + x];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfidenceMap that && width == that.width && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(values);
    }
}
