package io.github.segmentation4j.onnx.internal.kernel;

import io.github.segmentation4j.model.ImageSize;

/**
 * A bilinear {@code Resize} at the end of a graph that is left to the decoder, as ONNX defines it (operator set 11 to 21).
 *
 * @param positions where a target sample lies in the source
 * @param target the size to which the scores are resized
 */
public record GraphResize(Positions positions, Target target) {

    /** Where the center of a target sample lies in the source: {@code coordinate_transformation_mode}. */
    public enum Positions {
        /** {@code (target + 0.5) / scale - 0.5}. */
        HALF_PIXEL,
        /** As half pixel, but 0 for a single target sample. */
        PYTORCH_HALF_PIXEL,
        /** {@code target * (sourceLength - 1) / (targetLength - 1)}, and 0 for a single target sample. */
        ALIGN_CORNERS,
        /** {@code target / scale}. */
        ASYMMETRIC
    }

    /** The size to which scores are resized. */
    public sealed interface Target {
        /** The size of the network's input. */
        record NetworkInput() implements Target {}

        /**
         * One size, whatever the input.
         *
         * @param size in samples
         */
        record Fixed(ImageSize size) implements Target {}

        /**
         * Multiples of the size of the scores, rounded down.
         *
         * @param x the factor of the width, above 0
         * @param y the factor of the height, above 0
         */
        record Scaled(float x, float y) implements Target {}
    }
}
