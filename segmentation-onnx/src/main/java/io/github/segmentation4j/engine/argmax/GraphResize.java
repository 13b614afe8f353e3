package io.github.segmentation4j.engine.argmax;

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

    /** Returns the size that scores of some size are resized to. */
    public ImageSize size(int width, int height, ImageSize network) {
        if (target instanceof Target.Fixed fixed) {
            return fixed.size();
        }
        if (target instanceof Target.Scaled scaled) {
            return new ImageSize((int) Math.floor(width * scaled.x()), (int) Math.floor(height * scaled.y()));
        }
        return network;
    }

    /** Returns the taps along the width, from {@code source} to {@code target} samples. */
    public Taps columns(int source, int target) {
        return taps(source, target, this.target instanceof Target.Scaled scaled ? scaled.x() : (float) target / source);
    }

    /** Returns the taps along the height, from {@code source} to {@code target} samples. */
    public Taps rows(int source, int target) {
        return taps(source, target, this.target instanceof Target.Scaled scaled ? scaled.y() : (float) target / source);
    }

    private Taps taps(int source, int target, float scale) {
        return switch (positions) {
            case HALF_PIXEL ->
                this.target instanceof Target.Scaled
                        ? Taps.at(source, target, index -> (index + 0.5f) / scale - 0.5f)
                        : Taps.bilinear(source, target);
            case PYTORCH_HALF_PIXEL ->
                target == 1
                        ? Taps.at(source, target, index -> 0)
                        : withPositions(Positions.HALF_PIXEL).taps(source, target, scale);
            case ALIGN_CORNERS ->
                Taps.at(source, target, index -> target == 1 ? 0 : (float) index * (source - 1) / (target - 1));
            case ASYMMETRIC -> Taps.at(source, target, index -> index / scale);
        };
    }

    private GraphResize withPositions(Positions other) {
        return new GraphResize(other, target);
    }
}
