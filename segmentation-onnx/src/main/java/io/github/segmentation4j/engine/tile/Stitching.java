package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.input.Geometry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what the network gives for the tiles of one image together, row of tiles after row of tiles. Used by one thread. */
interface Stitching {

    /**
     * Takes what the network gives for a tile.
     *
     * @param outputs valid only during the call
     * @param geometry where the tile lies in the network's input
     */
    void put(List<TensorView> outputs, Geometry geometry, TileSpan across, TileSpan down);

    /**
     * Hands over the labels that no further tile changes, once the tiles of a row have been seen.
     *
     * @param done the first of the image's rows of pixels that later tiles belong to
     * @param isLast whether no tile comes any more
     */
    void finishRow(TileSpan down, int done, boolean isLast);

    /** What takes the labels of an image from top to bottom. */
    @FunctionalInterface
    interface Rows {
        /**
         * Takes some rows.
         *
         * @param y the first of them
         * @param confidence one for each label, or null if nobody asked
         */
        void take(int y, LabelMap labels, float @Nullable [] confidence);
    }
}
