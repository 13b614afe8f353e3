package io.github.segmentation4j.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The kinds of size rules; what each computes is said where {@link SizeRule} makes it. */
final class SizeRules {
    private SizeRules() {}

    /** A side of an image. */
    enum Side {
        WIDTH,
        HEIGHT
    }

    /** How scaled sides become whole numbers. */
    enum Rounding {
        /** To the nearest one, one half to the even one, as Python's {@code round} does. */
        NEAREST,
        DOWN
    }

    /** A direction of rounding to a multiple. */
    enum Toward {
        UP,
        DOWN
    }

    record AsIs() implements SizeRule {
        @Override
        public ImageSize apply(int width, int height) {
            return new ImageSize(width, height);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.asIs();
        }

        @Override
        public String toString() {
            return "as is";
        }
    }

    record Fixed(ImageSize size) implements SizeRule {
        Fixed {
            Objects.requireNonNull(size, "size");
        }

        @Override
        public ImageSize apply(int width, int height) {
            return size;
        }

        @Override
        public Optional<ImageSize> constant() {
            return Optional.of(size);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.fixed(size);
        }

        @Override
        public String toString() {
            return "fixed " + size;
        }
    }

    record OneSide(Side side, int pixels) implements SizeRule {
        OneSide {
            SizeArithmetic.positive(side == Side.WIDTH ? "A width" : "A height", pixels);
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize image = new ImageSize(width, height);
            return side == Side.WIDTH
                    ? new ImageSize(pixels, SizeArithmetic.scaled(pixels, height, width, image))
                    : new ImageSize(SizeArithmetic.scaled(pixels, width, height, image), pixels);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return side == Side.WIDTH ? cases.width(pixels) : cases.height(pixels);
        }

        @Override
        public String toString() {
            return (side == Side.WIDTH ? "width " : "height ") + pixels;
        }
    }

    record ShortEdge(int shortEdge) implements SizeRule {
        ShortEdge {
            SizeArithmetic.positive("A short edge", shortEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.shortEdge(shortEdge, new ImageSize(width, height));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.shortEdge(shortEdge);
        }

        @Override
        public String toString() {
            return "short edge " + shortEdge;
        }
    }

    record ShortEdgeWithin(int shortEdge, int longEdge) implements SizeRule {
        ShortEdgeWithin {
            SizeArithmetic.positive("A short edge", shortEdge);
            SizeArithmetic.positive("A long edge", longEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.shortEdgeWithin(shortEdge, longEdge, new ImageSize(width, height));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.shortEdge(shortEdge, longEdge);
        }

        @Override
        public String toString() {
            return "short edge " + shortEdge + ", long edge at most " + longEdge;
        }
    }

    record LongEdge(int longEdge) implements SizeRule {
        LongEdge {
            SizeArithmetic.positive("A long edge", longEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.longEdge(longEdge, new ImageSize(width, height));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.longEdge(longEdge);
        }

        @Override
        public String toString() {
            return "long edge " + longEdge;
        }
    }

    record WithinBox(ImageSize box, Rounding rounding) implements SizeRule {
        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.withinBox(box, rounding, new ImageSize(width, height));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return rounding == Rounding.NEAREST ? cases.withinBox(box) : cases.withinBoxTruncated(box);
        }

        @Override
        public String toString() {
            return "within " + box + (rounding == Rounding.DOWN ? ", truncated" : "");
        }
    }

    record WithinEdges(int shortEdge, int longEdge) implements SizeRule {
        WithinEdges {
            SizeArithmetic.positive("A short edge", shortEdge);
            SizeArithmetic.ordered(shortEdge, longEdge);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return SizeArithmetic.withinEdges(shortEdge, longEdge, new ImageSize(width, height));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.withinEdges(shortEdge, longEdge);
        }

        @Override
        public String toString() {
            return "within a long edge of " + longEdge + " and a short edge of " + shortEdge;
        }
    }

    record Nearest(ImageSize size, int multiple, boolean keepsRatio) implements SizeRule {
        Nearest {
            SizeArithmetic.positive("A multiple", multiple);
        }

        @Override
        public ImageSize apply(int width, int height) {
            ImageSize image = new ImageSize(width, height);
            return keepsRatio
                    ? SizeArithmetic.nearest(size, multiple, image)
                    : SizeArithmetic.nearestStretched(size, multiple, image);
        }

        @Override
        public OptionalInt stride() {
            return OptionalInt.of(multiple);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return keepsRatio ? cases.nearest(size, multiple) : cases.nearestStretched(size, multiple);
        }

        @Override
        public String toString() {
            return (keepsRatio ? "nearest to " : "stretched to about ") + size + " in multiples of " + multiple;
        }
    }

    record AtLeast(ImageSize size) implements SizeRule {
        @Override
        public ImageSize apply(int width, int height) {
            return new ImageSize(Math.max(width, size.width()), Math.max(height, size.height()));
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.atLeast(size);
        }

        @Override
        public String toString() {
            return "at least " + size;
        }
    }

    record MultipleOf(int multiple, Toward toward, SizeRule base) implements SizeRule {
        MultipleOf {
            SizeArithmetic.positive("A stride", multiple);
        }

        @Override
        public ImageSize apply(int width, int height) {
            return rounded(base.apply(width, height));
        }

        @Override
        public OptionalInt stride() {
            return OptionalInt.of(multiple);
        }

        private ImageSize rounded(ImageSize size) {
            return SizeArithmetic.multipleOf(multiple, toward, size);
        }

        @Override
        public Optional<ImageSize> constant() {
            return base.constant().map(this::rounded);
        }

        @Override
        public Optional<SizeRule> unrounded() {
            return Optional.of(base);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return toward == Toward.UP ? cases.multipleOf(multiple, base) : cases.multipleBelow(multiple, base);
        }

        @Override
        public String toString() {
            return base + ", rounded " + (toward == Toward.UP ? "up" : "down") + " to a multiple of " + multiple;
        }
    }
}
