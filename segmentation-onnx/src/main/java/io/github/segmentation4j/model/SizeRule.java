package io.github.segmentation4j.model;

import java.util.Objects;

/** How the size at which a network sees an image follows from the size of the image. Immutable. */
public sealed interface SizeRule {

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
     * @throws IllegalArgumentException if a number is below 1, or the limit below the short edge
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
        return new WithinBox(new ImageSize(width, height));
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
        return new Nearest(new ImageSize(width, height), multiple);
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
        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public ShortEdge {
            SizeArithmetic.positive("A short edge", pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize image = new ImageSize(width, height);
            return width <= height
                    ? new ImageSize(pixels, SizeArithmetic.scaled(pixels, height, width, image))
                    : new ImageSize(SizeArithmetic.scaled(pixels, width, height, image), pixels);
        }

        @Override
        public String toString() {
            return "short edge " + pixels;
        }
    }

    /**
     * The shorter side gets a number of pixels as {@link ShortEdge} says; where that makes the longer one longer than its
     * limit, the longer one gets the limit and the shorter one {@code (int) (limit * shorter / longer)} of the sides
     * found before ({@code max_size} of torchvision 0.20's {@code Resize}, and {@code get_resize_output_image_size} in
     * {@code transformers/image_transforms.py}, 4.46).
     *
     * @param pixels the length of the shorter side, at least 1
     * @param longestEdge the limit of the longer side, at least {@code pixels}
     */
    record ShortEdgeWithin(int pixels, int longestEdge) implements SizeRule {
        /**
         * Checks the lengths.
         *
         * @throws IllegalArgumentException if one is below 1 or the limit below the short edge
         */
        public ShortEdgeWithin {
            SizeArithmetic.positive("A short edge", pixels);
            SizeArithmetic.ordered(longestEdge, pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize size = new ShortEdge(pixels).apply(width, height);
            return Math.max(size.width(), size.height()) > longestEdge
                    ? new LongEdge(longestEdge).apply(size.width(), size.height())
                    : size;
        }

        @Override
        public String toString() {
            return "short edge " + pixels + ", long edge at most " + longestEdge;
        }
    }

    /**
     * The image is scaled by {@code min(box width / width, box height / height)}, each side rounded to the nearest whole
     * number, one half to the even one, as Python's {@code round} does in Ultralytics' {@code LetterBox}
     * ({@code ultralytics/data/augment.py}, 8.3), but at least 1.
     *
     * @param box the largest width and height
     */
    record WithinBox(ImageSize box) implements SizeRule {
        /** Checks for null. */
        public WithinBox {
            Objects.requireNonNull(box, "box");
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize image = new ImageSize(width, height);
            double scale = Math.min((double) box.height() / height, (double) box.width() / width);
            return new ImageSize(
                    SizeArithmetic.side((long) Math.rint(width * scale), image),
                    SizeArithmetic.side((long) Math.rint(height * scale), image));
        }

        @Override
        public String toString() {
            return "within " + box;
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
            ImageSize image = new ImageSize(width, height);
            double scale =
                    Math.min((double) longEdge / Math.max(width, height), (double) shortEdge / Math.min(width, height));
            return new ImageSize(
                    SizeArithmetic.side((long) (width * scale + 0.5), image),
                    SizeArithmetic.side((long) (height * scale + 0.5), image));
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
        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public LongEdge {
            SizeArithmetic.positive("A long edge", pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize image = new ImageSize(width, height);
            return width >= height
                    ? new ImageSize(pixels, SizeArithmetic.scaled(pixels, height, width, image))
                    : new ImageSize(SizeArithmetic.scaled(pixels, width, height, image), pixels);
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
            ImageSize size = base.apply(width, height);
            return new ImageSize(rounded(size.width(), size), rounded(size.height(), size));
        }

        private int rounded(int side, ImageSize size) {
            long multiples = toward == Toward.UP ? (side + (long) stride - 1) / stride : Math.max(1, side / stride);
            return SizeArithmetic.side(multiples * stride, size);
        }

        @Override
        public String toString() {
            return base + ", rounded " + (toward == Toward.UP ? "up" : "down") + " to a multiple of " + stride;
        }
    }

    /**
     * Both sides are scaled by the one factor of {@code width / image width} and {@code height / image height} that is
     * nearer to 1, and rounded to the nearest multiple, one half to the even one, at least once the multiple
     * ({@code get_resize_output_image_size} with {@code keep_aspect_ratio} in
     * {@code transformers/models/dpt/image_processing_dpt.py}, 4.57).
     *
     * @param size the width and height that are aimed at
     * @param multiple in pixels, at least 1
     */
    record Nearest(ImageSize size, int multiple) implements SizeRule {
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
            ImageSize image = new ImageSize(width, height);
            double byWidth = (double) size.width() / width;
            double byHeight = (double) size.height() / height;
            double factor = Math.abs(1 - byWidth) < Math.abs(1 - byHeight) ? byWidth : byHeight;
            return new ImageSize(rounded(factor * width, image), rounded(factor * height, image));
        }

        private int rounded(double side, ImageSize image) {
            return SizeArithmetic.side(Math.max(1, (long) Math.rint(side / multiple)) * multiple, image);
        }

        @Override
        public String toString() {
            return "nearest to " + size + " in multiples of " + multiple;
        }
    }
}
