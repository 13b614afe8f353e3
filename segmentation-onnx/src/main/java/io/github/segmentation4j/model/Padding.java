package io.github.segmentation4j.model;

import java.util.Objects;

/** What is put around an image, once resized and cropped, to give a network the size that it wants. Immutable. */
public sealed interface Padding {

    /** Returns the rule that adds nothing. */
    static Padding none() {
        return new None();
    }

    /**
     * Returns the rule that pads both sides to a multiple of a network's stride, at the right and the bottom, with input
     * values of 0.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    static Padding toMultipleOf(int stride) {
        return new Extend(SizeRule.asIs().multipleOf(stride), PaddingSide.BOTTOM_RIGHT, new Fill.Input(0));
    }

    /**
     * Returns the rule that pads every image to one size, at the right and the bottom, with input values of 0.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static Padding toSize(int width, int height) {
        return new Extend(SizeRule.fixed(width, height), PaddingSide.BOTTOM_RIGHT, new Fill.Input(0));
    }

    /** Nothing is added. */
    record None() implements Padding {
        @Override
        public String toString() {
            return "no padding";
        }
    }

    /**
     * The image is extended.
     *
     * @param to gives the extended size from the size of the resized and cropped image; it may not be smaller
     * @param side where the padding goes
     * @param fill what it consists of
     */
    record Extend(SizeRule to, PaddingSide side, Fill fill) implements Padding {
        /** Checks for nulls. */
        public Extend {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(fill, "fill");
        }

        /** Returns this rule with the padding at other sides. */
        public Extend withSide(PaddingSide newSide) {
            return new Extend(to, newSide, fill);
        }

        /** Returns this rule with another filling. */
        public Extend withFill(Fill newFill) {
            return new Extend(to, side, newFill);
        }

        @Override
        public String toString() {
            return "padding to " + to + " " + side + " with " + fill;
        }
    }

    /** What padding consists of. */
    sealed interface Fill {
        /** Returns the filling with a gray of this sample, 0 to 255; letterboxing takes 114, others 0. */
        static Fill gray(int sample) {
            return new Color(sample, sample, sample);
        }

        /**
         * A color, normalized like the samples of the image.
         *
         * @param red 0 to 255
         * @param green 0 to 255
         * @param blue 0 to 255
         */
        record Color(int red, int green, int blue) implements Fill {
            private static final int MAX_SAMPLE = 255;

            /**
             * Checks the samples.
             *
             * @throws IllegalArgumentException if one of them is out of range
             */
            public Color {
                if (Math.min(red, Math.min(green, blue)) < 0 || Math.max(red, Math.max(green, blue)) > MAX_SAMPLE) {
                    throw new IllegalArgumentException("Padding with the color " + red + ", " + green + ", " + blue
                            + " was given, but samples of 0 to 255 are needed");
                }
            }

            /** True if red, green and blue are one sample. */
            public boolean isGray() {
                return red == green && green == blue;
            }

            @Override
            public String toString() {
                return "color " + red + ", " + green + ", " + blue;
            }
        }

        /**
         * Input values as they are, put in after normalization.
         *
         * @param value finite as float32
         */
        record Input(double value) implements Fill {
            /**
             * Checks the value.
             *
             * @throws IllegalArgumentException if it is not finite as float32
             */
            public Input {
                if (!Float.isFinite((float) value)) {
                    throw new IllegalArgumentException(
                            "Padding with an input of " + value + " was given, but a finite float is needed");
                }
            }

            @Override
            public String toString() {
                return "input " + (float) value;
            }
        }
    }
}
