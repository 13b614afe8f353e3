package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Tiles;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How images are cut along one axis for one network, whatever their length. Immutable. */
final class TileCut {
    /** Where nothing tells how far a network looks, the halo has this many pixels. */
    private static final int DEFAULT_HALO = 128;

    /** The share of the only length that a network takes which is left for the halo of each side, unless somebody sets it. */
    private static final int FIXED_HALO_SHARE = 4;

    private final int core;
    private final int halo;

    /** Tiles begin at its multiples. */
    private final int grid;

    private final int multiple;
    private final OptionalDouble overlap;
    private final OptionalInt fixed;

    private TileCut(int core, int halo, int grid, int multiple, OptionalDouble overlap, OptionalInt fixed) {
        this.core = core;
        this.halo = halo;
        this.grid = grid;
        this.multiple = multiple;
        this.overlap = overlap;
        this.fixed = fixed;
    }

    /**
     * Returns the cut for a network that takes many lengths.
     *
     * @param field how far the network looks
     * @param multiple of which it takes lengths, 1 if it takes any
     */
    static TileCut of(Tiles tiles, ReceptiveField field, int multiple) {
        int grid = leastCommonMultiple(field.stride(), multiple);
        int halo = tiles.overlap().isPresent() ? 0 : TileAxis.roundedUp(wantedHalo(tiles, field), grid);
        return new TileCut(
                TileAxis.roundedUp(tiles.size(), grid), halo, grid, multiple, tiles.overlap(), OptionalInt.empty());
    }

    /**
     * Returns the cut for a network that takes one length only, which is that of every tile with its halo.
     *
     * @throws InvalidModelException if the halo that is asked for leaves nothing of it
     */
    static TileCut ofFixed(Tiles tiles, ReceptiveField field, int window) {
        int grid = Math.min(field.stride(), window);
        int halo = 0;
        if (tiles.halo().isPresent()) {
            halo = TileAxis.roundedUp(tiles.halo().getAsInt(), grid);
        } else if (tiles.overlap().isEmpty()) {
            halo = Math.min(wantedHalo(tiles, field), window / FIXED_HALO_SHARE) / grid * grid;
        }
        int core = (window - 2 * halo) / grid * grid;
        if (core < grid) {
            throw new InvalidModelException("A halo of " + halo + " pixels was given for a network that takes " + window
                    + " pixels and no others, which leaves nothing of a tile: choose a halo of at most "
                    + (window - grid) / 2 / grid * grid);
        }
        return new TileCut(core, halo, grid, 1, tiles.overlap(), OptionalInt.of(window));
    }

    private static int wantedHalo(Tiles tiles, ReceptiveField field) {
        return tiles.halo().orElse(field.radius().orElse(DEFAULT_HALO));
    }

    private static int leastCommonMultiple(int a, int b) {
        int divisor = a;
        for (int rest = b; rest != 0; ) {
            int next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return Math.multiplyExact(a / divisor, b);
    }

    /** Returns the tiles of an image along this axis. */
    TileAxis along(int length) {
        if (fixed.isPresent()) {
            int window = fixed.getAsInt();
            return TileAxis.ofFixedWindows(
                    length, window, overlap.isPresent() ? step(window) : core, halo, grid, overlap.isPresent());
        }
        if (overlap.isPresent()) {
            int window = Math.min(core, TileAxis.roundedUp(length, multiple));
            return TileAxis.ofWindows(length, window, step(window), grid, multiple);
        }
        return TileAxis.ofCores(length, core, halo, grid, multiple);
    }

    private int step(int window) {
        return Math.max(grid, (int) (window * (1 - overlap.orElse(0))) / grid * grid);
    }

    /** Returns how tiles meet, in words. */
    @Override
    public String toString() {
        return "tiles of " + (overlap.isPresent() ? fixed.orElse(core) : core) + " pixels with "
                + (overlap.isPresent() ? "an overlap of " + overlap.getAsDouble() : "a halo of " + halo);
    }
}
