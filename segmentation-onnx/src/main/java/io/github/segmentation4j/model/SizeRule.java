package io.github.segmentation4j.model;

/** How the size at which a network sees an image follows from the size of the image. */
public sealed interface SizeRule {
    /** The image keeps its size. */
    record AsIs() implements SizeRule {}
}
