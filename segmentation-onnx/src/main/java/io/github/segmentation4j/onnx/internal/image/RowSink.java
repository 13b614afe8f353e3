package io.github.segmentation4j.onnx.internal.image;

/** Takes the rows of an image from top to bottom, three bytes a pixel: red, green, blue. */
@FunctionalInterface
interface RowSink {

    /** Takes row {@code y}; the array is reused for the next row. */
    void accept(int y, byte[] rgb);
}
