package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Some rows of the scores of a whole image, in the order of the image from top to bottom: those of the tiles of one row, and
 * the last ones of the row of tiles above as far as they are still needed. Used by one thread.
 */
class ScoreBand {
    final int classes;
    final int width;

    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private FloatBuffer scores = bytes.asFloatBuffer();

    /** The image's row of scores with which the band begins. */
    private int start;

    private int height;

    /** Creates an empty band of rows of {@code width} scores for each class. */
    ScoreBand(int classes, int width) {
        this.classes = classes;
        this.width = width;
    }

    /**
     * Lets rows come that follow those that are there, of which only the last ones stay; the first ones begin anywhere.
     *
     * @param from the first row that stays, in rows of the image
     * @param to the row behind the last one that comes
     */
    void advance(int from, int to) {
        if (height == 0) {
            start = from;
        }
        int kept = start + height - from;
        int rows = to - from;
        long needed = (long) classes * rows * width * Float.BYTES;
        float[] last = new float[classes * kept * width];
        for (int label = 0; label < classes; label++) {
            scores.get((label * height + from - start) * width, last, label * kept * width, kept * width);
        }
        if (needed > bytes.capacity()) {
            bytes = allocated(needed);
            scores = bytes.asFloatBuffer();
        }
        for (int label = 0; label < classes; label++) {
            scores.put(label * rows * width, last, label * kept * width, kept * width);
        }
        start = from;
        height = rows;
    }

    /** Returns the image's row of scores with which the band begins. */
    final int start() {
        return start;
    }

    /** Returns the image's row of scores with which the band ends, itself not inside. */
    final int end() {
        return start + height;
    }

    /** Copies a part of a row of scores of one class out of the band. */
    final void read(int label, int row, int x, float[] target, int count) {
        scores.get((label * height + row - start) * width + x, target, 0, count);
    }

    /** Copies a part of a row of scores of one class into the band. */
    final void write(int label, int row, int x, float[] source, int count) {
        scores.put((label * height + row - start) * width + x, source, 0, count);
    }

    private static ByteBuffer allocated(long bytes) {
        try {
            return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        } catch (ArithmeticException | OutOfMemoryError e) {
            throw new InvalidImageException(
                    InvalidImageException.Kind.OUT_OF_MEMORY,
                    "The scores of one row of tiles take " + bytes
                            + " bytes of direct memory, which cannot be had: choose"
                            + " smaller tiles, or raise -XX:MaxDirectMemorySize",
                    e);
        }
    }

    /**
     * Puts the core of a tile's scores in its place.
     *
     * @param tile the scores of all that the network has seen
     * @param x the column of the tile's scores at which the core begins, {@code y} the row
     * @param toX the image's column of scores at which it is put, {@code toY} the row
     * @param columns the width of the core in scores, {@code rows} its height
     */
    void put(ScoreGrid tile, int x, int y, int toX, int toY, int columns, int rows) {
        float[] row = new float[columns];
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < rows; i++) {
                tile.read(label, (y + i) * tile.width() + x, row, 0, columns);
                write(label, toY + i, toX, row, columns);
            }
        }
    }

    /** Makes the first rows final, up to one: no tile that comes has scores in them. */
    void finish(int toRow) {}

    /** Returns some rows of the scores of the image that are in the band, valid until it is changed. */
    ScoreGrid rows(int from, int to) {
        return FloatGrid.planar(bytes, classes, width, height).rows(from - start, to - from);
    }
}
