package io.github.segmentation4j.model;

import java.awt.Color;
import java.util.Locale;

/** What becomes of the transparency of an image on its way to a network. */
public sealed interface AlphaHandling {

    /** Returns the rule that drops alpha and keeps the color, as Pillow's {@code convert("RGB")} does. */
    static AlphaHandling drop() {
        return new Drop();
    }

    /** Returns the rule that shows an image on a color, whose own alpha is ignored. */
    static AlphaHandling compositeOn(Color background) {
        return new CompositeOn(background.getRGB() & CompositeOn.COLOR_MASK);
    }

    /** Alpha is dropped. */
    record Drop() implements AlphaHandling {
        @Override
        public String toString() {
            return "alpha dropped";
        }
    }

    /**
     * The image is shown on a color.
     *
     * @param rgb the color as {@code 0xRRGGBB}
     */
    record CompositeOn(int rgb) implements AlphaHandling {
        private static final int COLOR_MASK = 0xFFFFFF;

        /**
         * Checks the color.
         *
         * @throws IllegalArgumentException if it has bits beyond 24
         */
        public CompositeOn {
            if ((rgb & ~COLOR_MASK) != 0) {
                throw new IllegalArgumentException(
                        "A color of 0x" + Integer.toHexString(rgb) + " was given, but 0x000000 to 0xffffff is needed");
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "composited on #%06x", rgb);
        }
    }
}
