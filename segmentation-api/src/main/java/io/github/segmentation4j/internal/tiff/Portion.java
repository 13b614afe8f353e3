package io.github.segmentation4j.internal.tiff;

/** How much of a picture is decoded at a time, and so what the limits are held against when it is opened. */
enum Portion {
    /** All of it. */
    WHOLE,
    /** Rectangles, each held against the limits when it is asked for; the picture may be of any size. */
    REGION
}
