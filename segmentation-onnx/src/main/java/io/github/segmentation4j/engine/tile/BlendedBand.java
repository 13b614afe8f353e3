package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.engine.argmax.ScoreGrid;

/**
 * Rows of scores that are the weighted means of those of all tiles that have them: {@code sum(w score) / sum(w)} in float32, tiles
 * added in the order in which they come. Used by one thread.
 */
final class BlendedBand extends ScoreBand {
    private final boolean gaussian;

    /** The sum of the weights of each score, for the rows of the band. */
    private float[] weights = {};

    /** The image's row of scores up to which they are divided by their weights. */
    private int finished;

    /**
     * Creates an empty band.
     *
     * @param gaussian whether scores in the middle of a tile count more than those at its border
     */
    BlendedBand(int classes, int width, boolean gaussian) {
        super(classes, width);
        this.gaussian = gaussian;
    }

    @Override
    void advance(int from, int to) {
        boolean isFirst = end() == start();
        int oldStart = isFirst ? from : start();
        int oldEnd = isFirst ? from : end();
        if (isFirst) {
            finished = from;
        }
        super.advance(from, to);
        float[] moved = new float[Math.multiplyExact(to - from, width)];
        System.arraycopy(weights, (from - oldStart) * width, moved, 0, (oldEnd - from) * width);
        weights = moved;
        float[] none = new float[width];
        for (int label = 0; label < classes; label++) {
            for (int row = oldEnd; row < to; row++) {
                write(label, row, 0, none, width);
            }
        }
    }

    @Override
    void put(ScoreGrid tile, int x, int y, int toX, int toY, int columns, int rows) {
        BlendWeights blend = BlendWeights.of(tile.width(), tile.height(), gaussian);
        float[] row = new float[columns];
        float[] sums = new float[columns];
        float[] weight = new float[columns];
        for (int i = 0; i < rows; i++) {
            blend.row(x, y + i, weight);
            for (int label = 0; label < classes; label++) {
                tile.read(label, (y + i) * tile.width() + x, row, 0, columns);
                read(label, toY + i, toX, sums, columns);
                for (int column = 0; column < columns; column++) {
                    sums[column] += row[column] * weight[column];
                }
                write(label, toY + i, toX, sums, columns);
            }
            int at = (toY + i - start()) * width + toX;
            for (int column = 0; column < columns; column++) {
                weights[at + column] += weight[column];
            }
        }
    }

    @Override
    void finish(int toRow) {
        float[] row = new float[width];
        for (int y = finished; y < toRow; y++) {
            int at = (y - start()) * width;
            for (int label = 0; label < classes; label++) {
                read(label, y, 0, row, width);
                for (int x = 0; x < width; x++) {
                    row[x] /= weights[at + x];
                }
                write(label, y, 0, row, width);
            }
        }
        finished = toRow;
    }
}
