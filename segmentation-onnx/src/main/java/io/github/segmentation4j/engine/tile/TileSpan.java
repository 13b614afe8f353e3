package io.github.segmentation4j.engine.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a tile lies along one axis of an image, in pixels.
 *
 * @param from where its core begins
 * @param to where its core ends, itself not inside
 * @param readFrom where the part begins that the network sees
 * @param readTo where that part ends
 */
record TileSpan(int from, int to, int readFrom, int readTo) {

    /**
     * Returns the tiles of an axis, in order: as few cores as there can be, side by side, each with its halo as far as there is an
     * image. All have one length, as short as the grid of strides allows, but the last one, which has what is left.
     *
     * @param length of the image
     * @param core the most of a tile, a multiple of the stride
     * @param halo on each side, a multiple of the stride
     * @param stride at multiples of which tiles begin
     */
    static List<TileSpan> of(int length, int core, int halo, int stride) {
        long tiles = ((long) length + core - 1) / core;
        long strides = (length + tiles * stride - 1) / (tiles * stride);
        List<TileSpan> spans = new ArrayList<>();
        for (long from = 0; from < length; from += strides * stride) {
            long to = Math.min(length, from + strides * stride);
            spans.add(new TileSpan(
                    (int) from, (int) to, (int) Math.max(0, from - halo), (int) Math.min(length, to + halo)));
        }
        return spans;
    }

    /** Returns the length of the part that the network sees. */
    int readLength() {
        return readTo - readFrom;
    }
}
