package io.github.segmentation4j.onnx.internal.image;

/** Takes the rows of an image from top to bottom, three values a pixel: red, green, blue. */
@FunctionalInterface
interface FloatRowSink {

    /** Takes row {@code y}; the array is reused for the next row. */
    void accept(int y, float[] rgb);
}
