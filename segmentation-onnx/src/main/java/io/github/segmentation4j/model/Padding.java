package io.github.segmentation4j.model;

import java.awt.Color;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is put around an image, once resized and cropped, to give a network the size that it wants. Immutable; {@code with}
 * methods return changed copies, of {@link #none()} itself.
 */
public final class Padding {
    private static final int MAX_SAMPLE = 255;
    private static final int COLOR_MASK = 0xFFFFFF;
    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;

    private static final Padding NONE =
            new Padding(Optional.empty(), PaddingSide.BOTTOM_RIGHT, OptionalInt.empty(), OptionalDouble.of(0));

    private final Optional<SizeRule> to;
    private final PaddingSide side;

    /** The color, or nothing where the filling is an input value. */
    private final OptionalInt rgb;

    private final OptionalDouble input;

    private Padding(Optional<SizeRule> to, PaddingSide side, OptionalInt rgb, OptionalDouble input) {
        this.to = to;
        this.side = side;
        this.rgb = rgb;
        this.input = input;
    }

    /** Returns the rule that adds nothing. */
    public static Padding none() {
        return NONE;
    }

    /**
     * Returns the rule that pads to the size that another rule gives, at the right and the bottom, with input values of 0.
     *
     * @param target gives the extended size from the size of the resized and cropped image; it may not be smaller
     */
    public static Padding to(SizeRule target) {
        return new Padding(Optional.of(target), PaddingSide.BOTTOM_RIGHT, OptionalInt.empty(), OptionalDouble.of(0));
    }

    /**
     * Returns the rule that pads both sides to a multiple of a network's stride, at the right and the bottom, with input
     * values of 0.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    public static Padding toMultipleOf(int stride) {
        return to(SizeRule.asIs().multipleOf(stride));
    }

    /**
     * Returns the rule that pads every image to one size, at the right and the bottom, with input values of 0.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Padding toSize(int width, int height) {
        return to(SizeRule.fixed(width, height));
    }

    /** Returns this rule with another size to pad to. */
    public Padding withTarget(SizeRule target) {
        return to.isEmpty() ? this : new Padding(Optional.of(target), side, rgb, input);
    }

    /** Returns this rule with the padding at other sides. */
    public Padding withSide(PaddingSide newSide) {
        Objects.requireNonNull(newSide, "newSide");
        return to.isEmpty() ? this : new Padding(to, newSide, rgb, input);
    }

    /**
     * Returns this rule with a gray, normalized like the samples of the image; letterboxing takes 114, others 0.
     *
     * @param sample 0 to 255
     * @throws IllegalArgumentException if it is out of range
     */
    public Padding withGray(int sample) {
        if (sample < 0 || sample > MAX_SAMPLE) {
            throw new IllegalArgumentException(
                    "Padding with a gray of " + sample + " was given, but a sample of 0 to 255 is needed");
        }
        return withColor((sample << RED_SHIFT) | (sample << GREEN_SHIFT) | sample);
    }

    /** Returns this rule with a color, normalized like the samples of the image; its alpha is ignored. */
    public Padding withColor(Color color) {
        return withColor(color.getRGB() & COLOR_MASK);
    }

    /**
     * Returns this rule with a color, normalized like the samples of the image.
     *
     * @param newRgb the color as {@code 0xRRGGBB}
     * @throws IllegalArgumentException if it has bits beyond 24
     */
    public Padding withColor(int newRgb) {
        if ((newRgb & ~COLOR_MASK) != 0) {
            throw new IllegalArgumentException("Padding with a color of 0x" + Integer.toHexString(newRgb)
                    + " was given, but 0x000000 to 0xffffff is needed");
        }
        return to.isEmpty() ? this : new Padding(to, side, OptionalInt.of(newRgb), OptionalDouble.empty());
    }

    /**
     * Returns this rule with input values as they are, put in after normalization.
     *
     * @throws IllegalArgumentException if the value is not finite as float32
     */
    public Padding withInput(double value) {
        if (!Float.isFinite((float) value)) {
            throw new IllegalArgumentException(
                    "Padding with an input of " + value + " was given, but a finite float is needed");
        }
        return to.isEmpty() ? this : new Padding(to, side, OptionalInt.empty(), OptionalDouble.of(value));
    }

    /** True if nothing is added. */
    public boolean isNone() {
        return to.isEmpty();
    }

    /** Returns what gives the extended size from that of the resized and cropped image; empty if nothing is added. */
    public Optional<SizeRule> target() {
        return to;
    }

    /** Returns where the padding goes. */
    public PaddingSide side() {
        return side;
    }

    /** Returns the color that it consists of, as {@code 0xRRGGBB}; empty if it consists of input values. */
    public OptionalInt color() {
        return rgb;
    }

    /** Returns the input value that it consists of; empty if it consists of a color. */
    public OptionalDouble input() {
        return input;
    }

    /** True if red, green and blue of the color are not one sample. */
    boolean isColorful() {
        int color = rgb.orElse(0);
        int blue = color & MAX_SAMPLE;
        return ((color >> GREEN_SHIFT) & MAX_SAMPLE) != blue || color >> RED_SHIFT != blue;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Padding padding
                && padding.to.equals(to)
                && padding.side == side
                && padding.rgb.equals(rgb)
                && padding.input.equals(input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(to, side, rgb, input);
    }

    @Override
    public String toString() {
        return to.map(target -> "padding to " + target + " " + side + " with " + fill())
                .orElse("no padding");
    }

    /** Returns in words what the padding consists of. */
    String fill() {
        if (rgb.isEmpty()) {
            return "input " + (float) input.orElseThrow();
        }
        int color = rgb.getAsInt();
        return "color " + (color >> RED_SHIFT) + ", " + ((color >> GREEN_SHIFT) & MAX_SAMPLE) + ", "
                + (color & MAX_SAMPLE);
    }
}
