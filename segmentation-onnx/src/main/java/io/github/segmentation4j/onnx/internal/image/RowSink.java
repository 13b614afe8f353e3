package io.github.segmentation4j.onnx.internal.image;

/** Takes the rows of an image from top to bottom, three samples a pixel: red, green, blue. */
@FunctionalInterface
interface RowSink {

    /** Takes row {@code y}, samples from 0 to 255; the array is reused for the next row. */
    void accept(int y, int[] rgb);
}
