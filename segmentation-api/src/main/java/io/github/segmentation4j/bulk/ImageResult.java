package io.github.segmentation4j.bulk;

import io.github.segmentation4j.SegmentationException;
import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * What became of one of many images. Immutable as far as its parts are.
 *
 * @param <S> what images are read from, such as a file
 * @param <T> what is made of an image, such as its labels
 */
public sealed interface ImageResult<S, T> {

    /** Returns where the image was to be read from. */
    S source();

    /**
     * An image that was read and segmented.
     *
     * @param source where it was read from
     * @param image its pixels
     * @param result what was made of it
     */
    record Segmented<S, T>(S source, BufferedImage image, T result) implements ImageResult<S, T> {
        /** Checks that nothing is missing. */
        public Segmented {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(result, "result");
        }
    }

    /**
     * An image that could not be read or segmented.
     *
     * @param source where it was to be read from
     * @param reason what stood in the way
     */
    record Failed<S, T>(S source, SegmentationException reason) implements ImageResult<S, T> {
        /** Checks that nothing is missing. */
        public Failed {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
