package io.github.segmentation4j.model;

import java.util.Objects;

/** How the size at which a network sees an image follows from the size of the image. Immutable. */
public sealed interface SizeRule
        permits OneSide,
                SizeRule.AsIs,
                SizeRule.Fixed,
                SizeRule.ShortEdge,
                SizeRule.ShortEdgeWithin,
                SizeRule.WithinBox,
                SizeRule.WithinEdges,
                SizeRule.LongEdge,
                SizeRule.MultipleOf,
                SizeRule.Nearest,
                SizeRule.AtLeast {

    /**
     * Returns the size at which the network sees an image.
     *
     * @param width the image's width in pixels, at least 1
     * @param height the image's height in pixels, at least 1
     * @throws IllegalArgumentException if a side of the image is below 1 or a side of the result beyond the range of int
     */
    ImageSize apply(int width, int height);

    /** Returns the rule that leaves an image as it is. */
    static SizeRule asIs() {
        return new AsIs();
    }

    /**
     * Returns the rule that brings every image to one size, whatever its ratio.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule fixed(int width, int height) {
        return new Fixed(new ImageSize(width, height));
    }

    /**
     * Returns the rule that brings the shorter side to a number of pixels and keeps the ratio, as torchvision does.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule shortEdge(int pixels) {
        return new ShortEdge(pixels);
    }

    /**
     * Returns the rule that brings the shorter side to a number of pixels, or the longer one to its limit where it would
     * pass it, and keeps the ratio, as Hugging Face's {@code shortest_edge} with {@code longest_edge} does.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    static SizeRule shortEdge(int pixels, int longestEdge) {
        return new ShortEdgeWithin(pixels, longestEdge);
    }

    /**
     * Returns the rule that makes an image as large as fits in a box, and keeps the ratio, as letterboxing does.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule withinBox(int width, int height) {
        return new WithinBox(new ImageSize(width, height), WithinBox.Rounding.NEAREST);
    }

    /**
     * Returns the rule that makes an image as large as its two edges allow, and keeps the ratio, as MMSegmentation's
     * {@code Resize(scale, keep_ratio=True)} does.
     *
     * @throws IllegalArgumentException if an edge is below 1, or the long one shorter than the short one
     */
    static SizeRule withinEdges(int longEdge, int shortEdge) {
        return new WithinEdges(longEdge, shortEdge);
    }

    /**
     * Returns the rule that brings the longer side to a number of pixels and keeps the ratio.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule longEdge(int pixels) {
        return new LongEdge(pixels);
    }

    /**
     * Returns the rule that rounds both sides of this one's result up to a multiple of a network's stride, by resizing to
     * it.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    default SizeRule multipleOf(int stride) {
        return new MultipleOf(stride, MultipleOf.Toward.UP, this);
    }

    /**
     * Returns the rule that rounds both sides of this one's result down to a multiple of a network's stride, but not to 0,
     * by resizing to it.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    default SizeRule multipleBelow(int stride) {
        return new MultipleOf(stride, MultipleOf.Toward.DOWN, this);
    }

    /**
     * Returns the rule that scales an image by the factor of the side that changes less towards a size, and keeps the
     * ratio, as Hugging Face's DPT does.
     *
     * @param multiple both sides are rounded to the nearest multiple of it
     * @throws IllegalArgumentException if a number is below 1
     */
    static SizeRule nearest(int width, int height, int multiple) {
        return new Nearest(new ImageSize(width, height), multiple, true);
    }

    /** The image keeps its size. */
    record AsIs() implements SizeRule {
        @Override
        public ImageSize apply(int width, int height) {
            return new ImageSize(width, height);
        }

        @Override
        public String toString() {
            return "as is";
        }
    }

    /**
     * Every image gets one size.
     *
     * @param size that size
     */
    record Fixed(ImageSize size) implements SizeRule {
        /** Checks for null. */
        public Fixed {
            Objects.requireNonNull(size, "size");
        }

        @Override
        public ImageSize apply(int width, int height) {
            return size;
        }

        @Override
        public String toString() {
            return "fixed " + size;
        }
    }

    /**
     * The shorter side gets a number of pixels, and the longer one {@code (int) (pixels * longer / shorter)}, truncated as
     * in torchvision's {@code Resize} ({@code _compute_resized_output_size} in
     * {@code torchvision/transforms/functional.py}, 0.20).
     *
     * @param pixels the length of the shorter side, at least 1
     */
    record ShortEdge(int pixels) implements SizeRule {
        /** Throws IllegalArgumentException if the length is below 1. */
        public ShortEdge {
            SizeArithmetic.positive("A short edge", pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.shortEdge(pixels, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return "short edge " + pixels;
        }
    }

    /**
     * The shorter side gets a number of pixels as {@link ShortEdge} says. Where that would make the longer one longer than
     * its limit, raw is {@code limit * shorter / longer} in float64, the shorter side gets raw rounded to the nearest whole
     * number, one half to the even one, and the longer one {@code (int) (raw * longer / shorter)}; an image whose shorter
     * side has that length already stays as it is ({@code get_size_with_aspect_ratio} in
     * {@code transformers/image_transforms.py}, 5.18).
     *
     * <p>torchvision's {@code Resize} with {@code max_size} truncates the shorter side, and detectron2 rounds both.
     *
     * @param pixels the length of the shorter side, at least 1
     * @param longestEdge the limit of the longer side, at least 1
     */
    record ShortEdgeWithin(int pixels, int longestEdge) implements SizeRule {
        /**
         * Checks the lengths.
         *
         * @throws IllegalArgumentException if one is below 1
         */
        public ShortEdgeWithin {
            SizeArithmetic.positive("A short edge", pixels);
            SizeArithmetic.positive("A longest edge", longestEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.shortEdgeWithin(pixels, longestEdge, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return "short edge " + pixels + ", long edge at most " + longestEdge;
        }
    }

    /**
     * The image is scaled by {@code min(box width / width, box height / height)} in float64, and each side made a whole
     * number, but at least 1: rounded as in Ultralytics' {@code LetterBox} ({@code ultralytics/data/augment.py}, 8.3), or
     * truncated as for Hugging Face's {@code max_height} and {@code max_width}
     * ({@code get_image_size_for_max_height_width} in {@code transformers/image_utils.py}, 5.18).
     *
     * @param box the largest width and height
     * @param rounding how sides become whole numbers
     */
    record WithinBox(ImageSize box, Rounding rounding) implements SizeRule {
        /** How the scaled sides become whole numbers. */
        public enum Rounding {
            /** To the nearest one, one half to the even one, as Python's {@code round} does. */
            NEAREST,
            /** To the one below. */
            DOWN
        }

        /** Checks for nulls. */
        public WithinBox {
            Objects.requireNonNull(box, "box");
            Objects.requireNonNull(rounding, "rounding");
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.withinBox(box, rounding, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return "within " + box + (rounding == Rounding.DOWN ? ", truncated" : "");
        }
    }

    /**
     * The image is scaled by {@code min(longEdge / longer side, shortEdge / shorter side)}, and each side is
     * {@code (int) (side * scale + 0.5)} in float64, as in mmcv's {@code rescale_size} ({@code mmcv/image/geometric.py},
     * 2.1), but at least 1.
     *
     * @param longEdge the limit of the longer side, at least {@code shortEdge}
     * @param shortEdge the limit of the shorter side, at least 1
     */
    record WithinEdges(int longEdge, int shortEdge) implements SizeRule {
        /**
         * Checks the lengths.
         *
         * @throws IllegalArgumentException if one is below 1 or the long edge below the short one
         */
        public WithinEdges {
            SizeArithmetic.positive("A short edge", shortEdge);
            SizeArithmetic.ordered(longEdge, shortEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.withinEdges(longEdge, shortEdge, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return "within a long edge of " + longEdge + " and a short edge of " + shortEdge;
        }
    }

    /**
     * The longer side gets a number of pixels, and the shorter one {@code (int) (pixels * shorter / longer)}, truncated as
     * in torchvision's {@code v2.Resize(size=None, max_size=pixels)} ({@code _compute_resized_output_size}, 0.20), but at
     * least 1.
     *
     * <p>Others round otherwise: Segment Anything's processors and MMSegmentation add one half before they truncate.
     *
     * @param pixels the length of the longer side, at least 1
     */
    record LongEdge(int pixels) implements SizeRule {
        /** Throws IllegalArgumentException if the length is below 1. */
        public LongEdge {
            SizeArithmetic.positive("A long edge", pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.longEdge(pixels, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return "long edge " + pixels;
        }
    }

    /**
     * Both sides of another rule's result are rounded to a multiple of a stride, but not to 0.
     *
     * @param stride in pixels, at least 1
     * @param toward whether up or down
     * @param base the other rule
     */
    record MultipleOf(int stride, Toward toward, SizeRule base) implements SizeRule {
        /** A direction of rounding. */
        public enum Toward {
            /** To the multiple that is no smaller. */
            UP,
            /** To the multiple that is no larger. */
            DOWN
        }

        /**
         * Checks the stride.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public MultipleOf {
            SizeArithmetic.positive("A stride", stride);
            Objects.requireNonNull(toward, "toward");
            Objects.requireNonNull(base, "base");
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.multipleOf(stride, toward, base.apply(width, height));
        }

        @Override
        public String toString() {
            return base + ", rounded " + (toward == Toward.UP ? "up" : "down") + " to a multiple of " + stride;
        }
    }

    /**
     * Both sides are scaled by {@code width / image width} and {@code height / image height}, or both by the one of these
     * factors that is nearer to 1, and rounded to the nearest multiple, one half to the even one, at least once the
     * multiple, all in float64 ({@code get_resize_output_image_size} in
     * {@code transformers/models/dpt/image_processing_dpt.py}, 5.18).
     *
     * @param size the width and height that are aimed at
     * @param multiple in pixels, at least 1
     * @param keepsRatio whether one factor scales both sides
     */
    record Nearest(ImageSize size, int multiple, boolean keepsRatio) implements SizeRule {
        /**
         * Checks the multiple.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Nearest {
            Objects.requireNonNull(size, "size");
            SizeArithmetic.positive("A multiple", multiple);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.nearest(this, new ImageSize(width, height));
        }

        @Override
        public String toString() {
            return (keepsRatio ? "nearest to " : "stretched to about ") + size + " in multiples of " + multiple;
        }
    }

    /**
     * Each side is raised to a number of pixels where it is below it.
     *
     * @param size the least width and height
     */
    record AtLeast(ImageSize size) implements SizeRule {
        /** Checks for null. */
        public AtLeast {
            Objects.requireNonNull(size, "size");
        }

        @Override
        public ImageSize apply(int width, int height) {
            return new ImageSize(Math.max(width, size.width()), Math.max(height, size.height()));
        }

        @Override
        public String toString() {
            return "at least " + size;
        }
    }
}
