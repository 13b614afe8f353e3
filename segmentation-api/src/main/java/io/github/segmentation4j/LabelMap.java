package io.github.segmentation4j;

import io.github.segmentation4j.internal.Maps;
import java.util.Objects;

/** An immutable grid of class ids (labels), one for each pixel of an image. */
public final class LabelMap {
    private final int width;
    private final int height;
    /** {@code byte[]} or {@code short[]}, unsigned, row by row. */
    private final Object labels;

    static {
        Maps.register(LabelMap::new, map -> map.labels);
    }

    private LabelMap(int width, int height, Object labels) {
        this.width = width;
        this.height = height;
        this.labels = labels;
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
     * Returns the label of a pixel, from 0 to 65,535.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside
     */
    public int labelAt(int x, int y) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        int index = y * width + x;
        return labels instanceof byte[] bytes ? bytes[index] & 0xFF : ((short[]) labels)[index] & 0xFFFF;
    }
}
