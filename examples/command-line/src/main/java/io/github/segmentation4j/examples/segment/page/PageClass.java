package io.github.segmentation4j.examples.segment.page;

import java.util.Locale;
import java.util.Objects;

/**
 * What a page knows of a class.
 *
 * @param name the name that is shown
 * @param rgb the color as 0xRRGGBB
 * @param drawn whether the photo is covered with the color where the class is; one that is not drawn can be pointed at and
 *     isolated all the same
 */
public record PageClass(String name, int rgb, boolean drawn) {
    private static final int WHITE = 0xFFFFFF;

    /**
     * Checks the color.
     *
     * @throws IllegalArgumentException if the color is not within 0 to 0xFFFFFF
     */
    public PageClass {
        Objects.requireNonNull(name, "name");
        if (rgb < 0 || rgb > WHITE) {
            throw new IllegalArgumentException(
                    "The color " + rgb + " was given for " + name + ", but one from 0 to 0xFFFFFF is needed");
        }
    }

    /** Returns the class as an object of JSON. */
    String json() {
        return "{\"name\":" + Escapes.json(name) + ",\"color\":\"" + String.format(Locale.ROOT, "#%06x", rgb)
                + "\",\"drawn\":" + drawn + "}";
    }
}
