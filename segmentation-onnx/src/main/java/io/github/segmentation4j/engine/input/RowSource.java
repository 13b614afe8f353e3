package io.github.segmentation4j.engine.input;

/** Gives the rows of an image as packed pixels. */
@FunctionalInterface
interface RowSource {

    /** Reads row {@code y} into the first ints of an array: {@code 0xRRGGBB}, whatever the higher bits. */
    void read(int y, int[] pixels);
}
