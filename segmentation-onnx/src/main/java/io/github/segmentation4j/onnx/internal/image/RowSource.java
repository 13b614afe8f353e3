package io.github.segmentation4j.onnx.internal.image;

/** Gives the rows of an image, three bytes a pixel: red, green, blue. */
@FunctionalInterface
interface RowSource {

    /** Reads row {@code y} into the first bytes of an array that is long enough. */
    void read(int y, byte[] rgb);
}
