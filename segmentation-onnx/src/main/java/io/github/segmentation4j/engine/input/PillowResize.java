package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.internal.compute.NearestTable;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/** Pillow's {@code Image.resize} on 8-bit RGB, every byte equal. */
final class PillowResize {
    private PillowResize() {}

    /**
     * Returns the resize of images of one size to another.
     *
     * @throws IllegalArgumentException if the filter is not one of Pillow's
     */
    static ByteResize of(ImageSize source, ImageSize target, Resampling filter) {
        return switch (filter) {
            case PILLOW_NEAREST ->
                NearestResize.of(
                        source.width(),
                        NearestTable.of(source.width(), target.width()),
                        NearestTable.of(source.height(), target.height()));
            case PILLOW_BOX -> filtered(source, target, FilterKernel.BOX);
            case PILLOW_BILINEAR -> filtered(source, target, FilterKernel.BILINEAR);
            case PILLOW_HAMMING -> filtered(source, target, FilterKernel.HAMMING);
            case PILLOW_BICUBIC -> filtered(source, target, FilterKernel.BICUBIC);
            case PILLOW_LANCZOS -> filtered(source, target, FilterKernel.LANCZOS);
            default -> throw new IllegalArgumentException(filter + " is not a filter of Pillow");
        };
    }

    private static ByteResize filtered(ImageSize source, ImageSize target, FilterKernel kernel) {
        return TapsResize.of(source, target, kernel, FilterTaps.Precision.PILLOW);
    }
}
