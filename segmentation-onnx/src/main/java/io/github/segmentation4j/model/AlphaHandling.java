package io.github.segmentation4j.model;

import java.awt.Color;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What becomes of the transparency of an image on its way to a network. Immutable. */
public final class AlphaHandling {
    private static final int COLOR_MASK = 0xFFFFFF;
    private static final AlphaHandling DROP = new AlphaHandling(OptionalInt.empty());

    private final OptionalInt background;

    private AlphaHandling(OptionalInt background) {
        this.background = background;
    }

    /** Returns the rule that drops alpha and keeps the color, as Pillow's {@code convert("RGB")} does. */
    public static AlphaHandling drop() {
        return DROP;
    }

    /** Returns the rule that shows an image on a color, whose own alpha is ignored. */
    public static AlphaHandling compositeOn(Color background) {
        return compositeOn(background.getRGB() & COLOR_MASK);
    }

    /**
     * Returns the rule that shows an image on a color.
     *
     * @param rgb the color as {@code 0xRRGGBB}
     * @throws IllegalArgumentException if it has bits beyond 24
     */
    public static AlphaHandling compositeOn(int rgb) {
        if ((rgb & ~COLOR_MASK) != 0) {
            throw new IllegalArgumentException(
                    "A color of 0x" + Integer.toHexString(rgb) + " was given, but 0x000000 to 0xffffff is needed");
        }
        return new AlphaHandling(OptionalInt.of(rgb));
    }

    /** Returns the color that an image is shown on, as {@code 0xRRGGBB}; empty if alpha is dropped. */
    public OptionalInt background() {
        return background;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlphaHandling rule && rule.background.equals(background);
    }

    @Override
    public int hashCode() {
        return background.hashCode();
    }

    @Override
    public String toString() {
        return background.isPresent()
                ? String.format(Locale.ROOT, "composited on #%06x", background.getAsInt())
                : "alpha dropped";
    }
}
