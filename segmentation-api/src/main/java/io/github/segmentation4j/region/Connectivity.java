package io.github.segmentation4j.region;

/** Which pixels are neighbours of a pixel. */
public enum Connectivity {
    /** The four pixels that share an edge with it. */
    FOUR,

    /** The eight pixels that share an edge or a corner with it. */
    EIGHT
}
