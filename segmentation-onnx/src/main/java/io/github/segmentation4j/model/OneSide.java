package io.github.segmentation4j.model;

import java.util.Objects;

/**
 * The size rule that brings one side of an image to a number of pixels, whichever way the image lies, and keeps the ratio:
 * for graphs that leave one side open and fix the other.
 *
 * <p>The other side is {@code (int) (pixels * other / side)}, truncated as {@link SizeRule.ShortEdge} does it, so that both
 * rules agree on images whose shorter side is this one; but at least 1.
 *
 * @param side the side that gets the number
 * @param pixels at least 1
 */
public record OneSide(Side side, int pixels) implements SizeRule {
    /** A side of an image. */
    public enum Side {
        /** The length of its rows. */
        WIDTH,
        /** The length of its columns. */
        HEIGHT
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public OneSide {
        Objects.requireNonNull(side, "side");
        SizeArithmetic.positive(side == Side.WIDTH ? "A width" : "A height", pixels);
    }

    /**
     * Returns the rule for a width.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public static OneSide width(int pixels) {
        return new OneSide(Side.WIDTH, pixels);
    }

    /**
     * Returns the rule for a height.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public static OneSide height(int pixels) {
        return new OneSide(Side.HEIGHT, pixels);
    }

    @Override
    public ImageSize apply(int width, int height) {
        ImageSize image = new ImageSize(width, height);
        return side == Side.WIDTH
                ? new ImageSize(pixels, SizeArithmetic.scaled(pixels, height, width, image))
                : new ImageSize(SizeArithmetic.scaled(pixels, width, height, image), pixels);
    }

    @Override
    public String toString() {
        return (side == Side.WIDTH ? "width " : "height ") + pixels;
    }
}
