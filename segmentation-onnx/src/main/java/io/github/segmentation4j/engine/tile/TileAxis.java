package io.github.segmentation4j.engine.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * The tiles along one axis of an image, in pixels.
 *
 * @param length of the image
 * @param padded the length that the network sees of it, at least that of the image: what is beyond is padding
 * @param spans the tiles, in order
 */
record TileAxis(int length, int padded, List<TileSpan> spans) {

    /**
     * Cuts an axis into as few cores as there can be, side by side, each with its halo as far as there is an image. All have one
     * length, as short as the grid allows, but the last one, which has what is left.
     *
     * @param core the most of a tile, a multiple of the grid
     * @param halo on each side, a multiple of the grid
     * @param grid at multiples of which tiles begin
     * @param multiple of which the network takes lengths, a divisor of the grid
     */
    static TileAxis ofCores(int length, int core, int halo, int grid, int multiple) {
        int padded = roundedUp(length, multiple);
        long tiles = ((long) padded + core - 1) / core;
        long step = (padded + tiles * grid - 1) / (tiles * grid) * grid;
        List<TileSpan> spans = new ArrayList<>();
        for (long from = 0; from < padded; from += step) {
            long to = Math.min(padded, from + step);
            spans.add(new TileSpan(
                    (int) from, (int) to, (int) Math.max(0, from - halo), (int) Math.min(padded, to + halo)));
        }
        return new TileAxis(length, padded, List.copyOf(spans));
    }

    /**
     * Cuts an axis into windows that overlap. The last one is shifted back onto the grid and ends with the image, so that it may be
     * a little shorter than the others.
     *
     * @param window the length of each, a multiple of the grid unless it is all there is
     * @param step from one window to the next, a multiple of the grid, at most the window
     * @param grid at multiples of which windows begin
     * @param multiple of which the network takes lengths, a divisor of the grid
     */
    static TileAxis ofWindows(int length, int window, int step, int grid, int multiple) {
        int padded = roundedUp(length, multiple);
        int last = roundedUp(Math.max(0, padded - window), grid);
        List<TileSpan> spans = new ArrayList<>();
        for (int start : starts(last, step)) {
            int end = Math.min(padded, start + window);
            spans.add(new TileSpan(start, end, start, end));
        }
        return new TileAxis(length, padded, List.copyOf(spans));
    }

    /**
     * Cuts an axis into windows of the only length that a network takes. The last one is shifted back until it ends with the image,
     * as far as the grid allows: less than a cell of it, or what an image lacks that is shorter than a window, is padding.
     *
     * @param step from one window to the next, a multiple of the grid, at most the window less twice the halo
     * @param halo what of a window is dropped where there is another one
     * @param grid at multiples of which windows begin
     * @param blended whether cores overlap and are whole windows; otherwise each ends where the next one begins
     */
    static TileAxis ofFixedWindows(int length, int window, int step, int halo, int grid, boolean blended) {
        int last = roundedUp(Math.max(0, length - window), grid);
        int padded = last + window;
        List<Integer> starts = starts(last, step);
        List<TileSpan> spans = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int from = blended || i == 0 ? start : start + halo;
            boolean isLast = i == starts.size() - 1;
            int to = blended || isLast ? start + window : starts.get(i + 1) + halo;
            spans.add(new TileSpan(from, to, start, start + window));
        }
        return new TileAxis(length, padded, List.copyOf(spans));
    }

    private static List<Integer> starts(int last, int step) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < last; start += step) {
            starts.add(start);
        }
        starts.add(last);
        return starts;
    }

    /** Returns the last tile before which no tile has a part of its core at a pixel or behind it; the first one at least. */
    int firstTileFor(int pixel) {
        int tile = 0;
        while (tile + 1 < spans.size() && spans.get(tile).to() <= pixel) {
            tile++;
        }
        return tile;
    }

    /** Returns the first pixel that belongs to a later tile, too, once the first tiles up to one have been seen. */
    int doneAfter(int tile) {
        return tile == spans.size() - 1 ? padded : spans.get(tile + 1).from();
    }

    /** Returns a length rounded up to a multiple. */
    static int roundedUp(int length, int multiple) {
        return Math.toIntExact(((long) length + multiple - 1) / multiple * multiple);
    }
}
