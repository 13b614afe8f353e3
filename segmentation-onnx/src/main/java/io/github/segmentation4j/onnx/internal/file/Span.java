package io.github.segmentation4j.onnx.internal.file;

/**
 * A run of bytes of a file.
 *
 * @param start the place of the first one
 * @param end the place after the last one
 */
record Span(long start, long end) {

    long length() {
        return end - start;
    }
}
