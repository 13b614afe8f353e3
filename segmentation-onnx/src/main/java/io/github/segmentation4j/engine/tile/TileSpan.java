package io.github.segmentation4j.engine.tile;

/**
 * Where a tile lies along one axis of an image, in pixels.
 *
 * @param from where its core begins: the part whose scores are kept, or blended with those of other tiles
 * @param to where its core ends, itself not inside
 * @param readFrom where the part begins that the network sees
 * @param readTo where that part ends, perhaps beyond the image
 */
record TileSpan(int from, int to, int readFrom, int readTo) {

    /** Returns the length of the part that the network sees. */
    int readLength() {
        return readTo - readFrom;
    }
}
