package io.github.segmentation4j.internal.png;

/** The filters of PNG, in the order of the numbers that they have in files. */
enum FilterType {
    NONE,
    SUB,
    UP,
    AVERAGE,
    PAETH
}
