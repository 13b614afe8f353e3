package io.github.segmentation4j.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of an image, once resized, a network sees. Immutable. */
public final class Crop {
    private static final Crop NONE = new Crop(null);

    private final @Nullable ImageSize size;

    private Crop(@Nullable ImageSize size) {
        this.size = size;
    }

    /** Returns the rule that keeps the whole image. */
    public static Crop none() {
        return NONE;
    }

    /**
     * Returns the rule that keeps the middle of an image.
     *
     * <p>The first column kept is {@code floor((image width - width) / 2)}, the first row likewise, as in Hugging Face's
     * {@code center_crop} ({@code transformers/image_transforms.py}, 5.18). Where the image is smaller than that, the rest
     * is filled with samples of 0; an odd row or column of them lies above or to the left of the image with
     * {@link ProcessorBackend#PIL}, below or to the right with {@link ProcessorBackend#TORCHVISION}.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Crop center(int width, int height) {
        return new Crop(new ImageSize(width, height));
    }

    /** Returns the width and height that are kept; empty if the whole image is. */
    public Optional<ImageSize> size() {
        return Optional.ofNullable(size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Crop crop && crop.size().equals(size());
    }

    @Override
    public int hashCode() {
        return size().hashCode();
    }

    @Override
    public String toString() {
        return size == null ? "no crop" : "center crop " + size;
    }
}
