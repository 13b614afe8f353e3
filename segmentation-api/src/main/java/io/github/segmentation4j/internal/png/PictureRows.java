package io.github.segmentation4j.internal.png;

/** Gives the bytes of each row of a picture as PNG keeps them; a reader may have a state, and serves one thread. */
@FunctionalInterface
interface PictureRows {
    /** Fills a row with its samples, those of 16 bits with the high byte first. */
    void copyRow(int y, byte[] row);
}
