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
        return new MultipleOf(stride, this);
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
     * Both sides of another rule's result are rounded up to a multiple of a stride.
     *
     * @param stride in pixels, at least 1
     * @param base the other rule
     */
    record MultipleOf(int stride, SizeRule base) implements SizeRule {
        /**
         * Checks the stride.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public MultipleOf {
            SizeArithmetic.positive("A stride", stride);
            Objects.requireNonNull(base, "base");
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize size = base.apply(width, height);
            return new ImageSize(roundedUp(size.width(), size), roundedUp(size.height(), size));
        }

        private int roundedUp(int side, ImageSize size) {
            long multiples = (side + (long) stride - 1) / stride;
            return SizeArithmetic.side(multiples * stride, size);
        }

        @Override
        public String toString() {
            return base + ", rounded up to a multiple of " + stride;
        }
    }
}
