package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.util.Arrays;

/** The tiles of one level of a pyramid, which are filled row by row and written when a row of them is full. */
final class LevelTiles {
    /** The rows and columns of a tile. */
    static final int SIDE = 512;

    private final int width;
    private final int height;
    private final int factor;
    private final int sampleBytes;
    private final byte[][] tiles;
    private final long[] offsets;
    private final long[] lengths;
    private int row;
    private int written;

    /** Where tiles go. */
    @FunctionalInterface
    interface Target {
        /** Compresses and writes a tile, and returns how many bytes that took. */
        long write(byte[] tile) throws IOException;
    }

    /**
     * Creates a level.
     *
     * @param fullWidth of the whole picture
     * @param fullHeight of the whole picture
     * @param factor of how many rows, and of how many pixels of these, the first is taken
     */
    LevelTiles(int fullWidth, int fullHeight, int factor, int sampleBytes) {
        this.width = ceiling(fullWidth, factor);
        this.height = ceiling(fullHeight, factor);
        this.factor = factor;
        this.sampleBytes = sampleBytes;
        this.tiles = new byte[ceiling(width, SIDE)][SIDE * SIDE * sampleBytes];
        int count = Math.multiplyExact(tiles.length, ceiling(height, SIDE));
        this.offsets = new long[count];
        this.lengths = new long[count];
    }

    static int ceiling(int length, int step) {
        return (int) (((long) length + step - 1) / step);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    long[] offsets() {
        return offsets;
    }

    long[] lengths() {
        return lengths;
    }

    /**
     * Takes what belongs to this level of a row of the whole picture.
     *
     * @param y the number of that row
     * @param position where the next tile will be written
     * @return where the one after the tiles that were written will be
     */
    long put(byte[] samples, int y, long position, Target target) throws IOException {
        if (y % factor != 0) {
            return position;
        }
        int inTile = row % SIDE * SIDE * sampleBytes;
        for (int tile = 0; tile < tiles.length; tile++) {
            int left = tile * SIDE;
            take(samples, left, tiles[tile], inTile, Math.min(SIDE, width - left));
        }
        row++;
        boolean last = row == height;
        return row % SIDE == 0 || last ? flush(position, target) : position;
    }

    private void take(byte[] samples, int left, byte[] tile, int start, int count) {
        if (factor == 1) {
            System.arraycopy(samples, left * sampleBytes, tile, start, count * sampleBytes);
            return;
        }
        for (int x = 0; x < count; x++) {
            int from = (left + x) * factor * sampleBytes;
            for (int i = 0; i < sampleBytes; i++) {
                tile[start + x * sampleBytes + i] = samples[from + i];
            }
        }
    }

    private long flush(long position, Target target) throws IOException {
        long end = position;
        int used = (row - 1) % SIDE + 1;
        for (byte[] tile : tiles) {
            // Below the last row there would else be rows of the tile above.
            Arrays.fill(tile, used * SIDE * sampleBytes, tile.length, (byte) 0);
            offsets[written] = end;
            lengths[written] = target.write(tile);
            end += lengths[written];
            written++;
        }
        return end;
    }
}
