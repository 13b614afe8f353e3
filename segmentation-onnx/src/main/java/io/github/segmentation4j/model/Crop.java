package io.github.segmentation4j.model;

import java.util.Objects;

/** Which part of an image, once resized, a network sees. Immutable. */
public sealed interface Crop {

    /** Returns the rule that keeps the whole image. */
    static Crop none() {
        return new None();
    }

    /**
     * Returns the rule that keeps the middle of an image.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    static Crop center(int width, int height) {
        return new Center(new ImageSize(width, height));
    }

    /** The whole image is kept. */
    record None() implements Crop {
        @Override
        public String toString() {
            return "no crop";
        }
    }

    /**
     * The middle of the image is kept.
     *
     * <p>The first column kept is {@code floor((image width - width) / 2)}, the first row likewise, as in Hugging Face's
     * {@code center_crop} ({@code transformers/image_transforms.py}, 5.18). Where the image is smaller than that, the rest
     * is filled with samples of 0; an odd row or column of them lies above or to the left of the image with
     * {@link ProcessorBackend#PIL}, below or to the right with {@link ProcessorBackend#TORCHVISION}.
     *
     * @param size the width and height that are kept
     */
    record Center(ImageSize size) implements Crop {
        /** Checks for null. */
        public Center {
            Objects.requireNonNull(size, "size");
        }

        @Override
        public String toString() {
            return "center crop " + size;
        }
    }
}
