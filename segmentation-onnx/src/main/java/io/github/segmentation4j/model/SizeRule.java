package io.github.segmentation4j.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the size at which a network sees an image follows from the size of the image. Immutable; two rules are equal if they
 * were made of the same numbers by the same method.
 */
public sealed interface SizeRule
        permits SizeRules.AsIs,
                SizeRules.Fixed,
                SizeRules.OneSide,
                SizeRules.ShortEdge,
                SizeRules.ShortEdgeWithin,
                SizeRules.LongEdge,
                SizeRules.WithinBox,
                SizeRules.WithinEdges,
                SizeRules.Nearest,
                SizeRules.AtLeast,
                SizeRules.MultipleOf {

    /**
     * Returns the size at which the network sees an image.
     *
     * @param width the image's width in pixels, at least 1
     * @param height the image's height in pixels, at least 1
     * @throws IllegalArgumentException if a side of the image is below 1 or a side of the result beyond the range of int
     */
    ImageSize apply(int width, int height);

    /** Returns what {@code cases} makes of the method by which this rule was made and of its numbers. */
    <T> T match(Cases<T> cases);

    /** Returns the size that every image gets, if this rule gives all of them the same. */
    default Optional<ImageSize> constant() {
        return Optional.empty();
    }

    /** Returns the rule whose result this one rounds to a multiple of a stride; empty if it rounds none. */
    default Optional<SizeRule> unrounded() {
        return Optional.empty();
    }

    /** Returns the stride to a multiple of which this rule rounds both sides; empty if it rounds to none. */
    default OptionalInt stride() {
        return OptionalInt.empty();
    }

    /** Returns the rule that leaves an image as it is. */
    static SizeRule asIs() {
        return new SizeRules.AsIs();
    }

    /**
     * Returns the rule that brings every image to one size, whatever its ratio.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule fixed(int width, int height) {
        return fixed(new ImageSize(width, height));
    }

    /** Returns the rule that brings every image to one size, whatever its ratio. */
    static SizeRule fixed(ImageSize size) {
        return new SizeRules.Fixed(size);
    }

    /**
     * Returns the rule that brings the width to a number of pixels, whichever way the image lies, and keeps the ratio: for
     * graphs that fix the width alone. The height is {@code (int) (pixels * height / width)}, truncated as
     * {@link #shortEdge(int)} does it, but at least 1.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule width(int pixels) {
        return new SizeRules.OneSide(SizeRules.Side.WIDTH, pixels);
    }

    /**
     * Returns the rule that brings the height to a number of pixels, as {@link #width} does the width.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule height(int pixels) {
        return new SizeRules.OneSide(SizeRules.Side.HEIGHT, pixels);
    }

    /**
     * Returns the rule that brings the shorter side to a number of pixels and keeps the ratio: the longer one is
     * {@code (int) (shortEdge * longer / shorter)}, truncated as in torchvision's {@code Resize}
     * ({@code _compute_resized_output_size} in {@code torchvision/transforms/functional.py}, 0.20).
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule shortEdge(int shortEdge) {
        return new SizeRules.ShortEdge(shortEdge);
    }

    /**
     * Returns the rule that brings the shorter side to a number of pixels, or the longer one to its limit where it would
     * pass it, as Hugging Face's {@code shortest_edge} with {@code longest_edge} does ({@code get_size_with_aspect_ratio} in
     * {@code transformers/image_transforms.py}, 5.18).
     *
     * <p>Below the limit it is {@link #shortEdge(int)}. Beyond it, raw is {@code longEdge * shorter / longer} in float64, the
     * shorter side gets raw rounded to the nearest whole number, one half to the even one, and the longer one
     * {@code (int) (raw * longer / shorter)}; an image whose shorter side has that length already stays as it is.
     * torchvision's {@code Resize} with {@code max_size} truncates the shorter side, and detectron2 rounds both.
     *
     * @param shortEdge the length of the shorter side
     * @param longEdge the limit of the longer side
     * @throws IllegalArgumentException if a number is below 1
     */
    static SizeRule shortEdge(int shortEdge, int longEdge) {
        return new SizeRules.ShortEdgeWithin(shortEdge, longEdge);
    }

    /**
     * Returns the rule that brings the longer side to a number of pixels and keeps the ratio: the shorter one is
     * {@code (int) (longEdge * shorter / longer)}, truncated as in torchvision's {@code v2.Resize(size=None, max_size=...)}
     * ({@code _compute_resized_output_size}, 0.20), but at least 1.
     *
     * <p>Others round otherwise: Segment Anything's processors and MMSegmentation add one half before they truncate.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    static SizeRule longEdge(int longEdge) {
        return new SizeRules.LongEdge(longEdge);
    }

    /**
     * Returns the rule that makes an image as large as fits in a box, and keeps the ratio, as letterboxing does: scaled by
     * {@code min(box width / width, box height / height)} in float64, each side rounded to the nearest whole number, one half
     * to the even one, but at least 1, as in Ultralytics' {@code LetterBox} ({@code ultralytics/data/augment.py}, 8.3).
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule withinBox(int width, int height) {
        return new SizeRules.WithinBox(new ImageSize(width, height), SizeRules.Rounding.NEAREST);
    }

    /**
     * Returns the rule of {@link #withinBox} with sides that are truncated, as Hugging Face does for {@code max_height} and
     * {@code max_width} ({@code get_image_size_for_max_height_width} in {@code transformers/image_utils.py}, 5.18).
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule withinBoxTruncated(int width, int height) {
        return new SizeRules.WithinBox(new ImageSize(width, height), SizeRules.Rounding.DOWN);
    }

    /**
     * Returns the rule that makes an image as large as its two edges allow, and keeps the ratio, as MMSegmentation's
     * {@code Resize(scale, keep_ratio=True)} does: scaled by {@code min(longEdge / longer side, shortEdge / shorter side)},
     * each side {@code (int) (side * scale + 0.5)} in float64, as in mmcv's {@code rescale_size}
     * ({@code mmcv/image/geometric.py}, 2.1), but at least 1.
     *
     * @throws IllegalArgumentException if an edge is below 1, or the long one shorter than the short one
     */
    static SizeRule withinEdges(int shortEdge, int longEdge) {
        return new SizeRules.WithinEdges(shortEdge, longEdge);
    }

    /**
     * Returns the rule that scales both sides by the one of the factors {@code width / image width} and
     * {@code height / image height} that is nearer to 1, and rounds them to the nearest multiple, one half to the even one,
     * at least once the multiple, all in float64, as Hugging Face's DPT does ({@code get_resize_output_image_size} in
     * {@code transformers/models/dpt/image_processing_dpt.py}, 5.18).
     *
     * @param multiple in pixels
     * @throws IllegalArgumentException if a number is below 1
     */
    static SizeRule nearest(int width, int height, int multiple) {
        return new SizeRules.Nearest(new ImageSize(width, height), multiple, true);
    }

    /**
     * Returns the rule of {@link #nearest} with a factor of its own for each side, so that the ratio is not kept.
     *
     * @param multiple in pixels
     * @throws IllegalArgumentException if a number is below 1
     */
    static SizeRule nearestStretched(int width, int height, int multiple) {
        return new SizeRules.Nearest(new ImageSize(width, height), multiple, false);
    }

    /**
     * Returns the rule that raises each side to a number of pixels where it is below it.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static SizeRule atLeast(int width, int height) {
        return new SizeRules.AtLeast(new ImageSize(width, height));
    }

    /**
     * Returns the rule that rounds both sides of this one's result up to a multiple of a network's stride, by resizing to
     * it.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    default SizeRule multipleOf(int stride) {
        return new SizeRules.MultipleOf(stride, SizeRules.Toward.UP, this);
    }

    /**
     * Returns the rule that rounds both sides of this one's result down to a multiple of a network's stride, but not to 0,
     * by resizing to it.
     *
     * @throws IllegalArgumentException if the stride is below 1
     */
    default SizeRule multipleBelow(int stride) {
        return new SizeRules.MultipleOf(stride, SizeRules.Toward.DOWN, this);
    }

    /**
     * What is made of a rule: one method for each of those that make rules, with the same numbers.
     *
     * @param <T> what is made
     */
    interface Cases<T> {
        /** For {@link SizeRule#asIs()}. */
        T asIs();

        /** For {@link SizeRule#fixed(ImageSize)}. */
        T fixed(ImageSize size);

        /** For {@link SizeRule#width}. */
        T width(int pixels);

        /** For {@link SizeRule#height}. */
        T height(int pixels);

        /** For {@link SizeRule#shortEdge(int)}. */
        T shortEdge(int shortEdge);

        /** For {@link SizeRule#shortEdge(int, int)}. */
        T shortEdge(int shortEdge, int longEdge);

        /** For {@link SizeRule#longEdge}. */
        T longEdge(int longEdge);

        /** For {@link SizeRule#withinBox}. */
        T withinBox(ImageSize box);

        /** For {@link SizeRule#withinBoxTruncated}. */
        T withinBoxTruncated(ImageSize box);

        /** For {@link SizeRule#withinEdges}. */
        T withinEdges(int shortEdge, int longEdge);

        /** For {@link SizeRule#nearest}. */
        T nearest(ImageSize size, int multiple);

        /** For {@link SizeRule#nearestStretched}. */
        T nearestStretched(ImageSize size, int multiple);

        /** For {@link SizeRule#atLeast}. */
        T atLeast(ImageSize size);

        /** For {@link SizeRule#multipleOf} of another rule. */
        T multipleOf(int stride, SizeRule base);

        /** For {@link SizeRule#multipleBelow} of another rule. */
        T multipleBelow(int stride, SizeRule base);
    }
}
