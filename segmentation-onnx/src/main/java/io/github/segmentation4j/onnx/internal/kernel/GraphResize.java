package io.github.segmentation4j.onnx.internal.kernel;

import io.github.segmentation4j.model.ImageSize;

/**
 * A Resize of scores that was cut from the end of a graph and is left to the decoder.
 *
 * @param interpolation how a sample is made of those around its place
 * @param coordinates where the place of a sample lies among those of the source
 * @param target the size of the result
 */
public record GraphResize(Interpolation interpolation, Coordinates coordinates, Target target) {

    /** How a sample is made of those around its place. */
    public enum Interpolation {
        /** From the two nearest samples along each axis, by their distance; at the border the last one counts on. */
        BILINEAR,
        /** From the sample at the place rounded down. */
        NEAREST
    }

    /**
     * Where the place of a sample lies among those of the source, by ONNX's names and formulas for Resize (operator set 13).
     */
    public enum Coordinates {
        /** {@code (x + 0.5) / scale - 0.5}. */
        HALF_PIXEL,
        /** As {@link #HALF_PIXEL}, but 0 where the result has one sample. */
        PYTORCH_HALF_PIXEL,
        /** {@code x * (sourceLength - 1) / (targetLength - 1)}, and 0 where the result has one sample. */
        ALIGN_CORNERS,
        /** {@code x / scale}. */
        ASYMMETRIC
    }

    /** The size of the result. */
    public sealed interface Target {

        /** Always the same size; the scale is that of the lengths. */
        record Fixed(ImageSize size) implements Target {}

        /** The size of the network's input; the scale is that of the lengths. */
        record InputSize() implements Target {}

        /**
         * The size of the source times a factor, rounded down to whole samples; the factor is the scale, whatever was
         * rounded.
         *
         * @param x of the width, above 0
         * @param y of the height, above 0
         */
        record Factors(float x, float y) implements Target {}
    }
}
