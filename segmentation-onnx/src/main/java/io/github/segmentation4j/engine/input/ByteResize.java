package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/**
 * Brings 8-bit RGB images of one size to another by the filter of the library that it is named after. Immutable and safe
 * for use by any number of threads, each with a resizer of its own.
 */
@FunctionalInterface
interface ByteResize {

    /** Returns a resizer with scratch memory of its own. */
    RowResizer<SampleRow> resizer();

    /**
     * Returns the resize of images of one size to another.
     *
     * @param group which channels of an image it brings there, on which one filter's rounding depends
     * @throws IllegalArgumentException if the filter works on floats
     */
    static ByteResize of(ImageSize source, ImageSize target, Resampling filter, ChannelGroup group) {
        if (source.equals(target)) {
            return NearestResize.identity(source);
        }
        return switch (filter) {
            case PILLOW_NEAREST, PILLOW_BOX, PILLOW_BILINEAR, PILLOW_HAMMING, PILLOW_BICUBIC, PILLOW_LANCZOS ->
                PillowResize.of(source, target, filter);
            case OPENCV_NEAREST, OPENCV_LINEAR, OPENCV_AREA, OPENCV_CUBIC ->
                OpenCvResize.of(source, target, filter, group);
            case TORCHVISION_NEAREST,
                    TORCHVISION_NEAREST_EXACT,
                    TORCHVISION_BILINEAR,
                    TORCHVISION_BICUBIC,
                    TORCHVISION_LANCZOS -> TorchvisionResize.of(source, target, filter);
            case PYTORCH_BILINEAR, PYTORCH_BILINEAR_ANTIALIAS ->
                throw new IllegalArgumentException(filter + " works on floats");
        };
    }
}
