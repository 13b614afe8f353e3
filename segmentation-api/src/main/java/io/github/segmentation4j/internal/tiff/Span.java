package io.github.segmentation4j.internal.tiff;

/** Some bytes of an array, to be read only. */
record Span(byte[] content, int start, int length) {
    Span(byte[] content) {
        this(content, 0, content.length);
    }

    int end() {
        return start + length;
    }
}
