package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/** Brings images of 8-bit RGB to another size by the filter of the library that it is named after. */
final class ByteResize {
    private ByteResize() {}

    /**
     * Sends the rows of an image of one size to a sink as an image of another size.
     *
     * @throws IllegalArgumentException if the filter works on floats
     */
    static void run(RowSource image, ImageSize source, ImageSize target, Resampling filter, RowSink sink) {
        switch (filter) {
            case PILLOW_NEAREST, PILLOW_BOX, PILLOW_BILINEAR, PILLOW_HAMMING, PILLOW_BICUBIC, PILLOW_LANCZOS ->
                PillowResize.run(image, source, target, filter, sink);
            case OPENCV_NEAREST, OPENCV_LINEAR, OPENCV_AREA, OPENCV_CUBIC ->
                OpenCvResize.run(image, source, target, filter, sink);
            case PYTORCH_BILINEAR, PYTORCH_BILINEAR_ANTIALIAS ->
                throw new IllegalArgumentException(filter + " works on floats");
        }
    }
}
