package io.github.segmentation4j.model;

/** On which sides of an image padding is put. */
public enum PaddingSide {
    /** At the right and the bottom, as MMSegmentation and Hugging Face do. */
    BOTTOM_RIGHT,
    /** At the left and the top. */
    TOP_LEFT,
    /** Half of it at each side, as letterboxing does; of an odd number of pixels the larger half is right or below. */
    AROUND
}
