package io.github.segmentation4j.engine.tile;

import java.util.Arrays;

/**
 * How much each score of a tile counts where several tiles have one.
 *
 * <p>All the same, or a Gaussian around the middle of the tile: the product of {@code exp(-d^2 / (2 s^2))} along both axes, with d
 * the distance from the middle and s an eighth of the tile's side, both in scores, and no weight below a thousandth, as MONAI has
 * it ({@code compute_importance_map}; the floor in {@code monai/inferers/utils.py} at commit 003f71c).
 *
 * @param columns the factors of the columns of a tile
 * @param rows the factors of the rows
 * @param least the smallest weight that there is
 */
record BlendWeights(float[] columns, float[] rows, float least) {
    private static final double SIGMA_SHARE = 0.125;
    private static final float FLOOR = 1e-3f;

    /** Returns the weights of a tile of this size in scores. */
    static BlendWeights of(int width, int height, boolean gaussian) {
        float[] columns = gaussian ? gaussian(width) : ones(width);
        float[] rows = gaussian ? gaussian(height) : ones(height);
        return new BlendWeights(columns, rows, Math.max(columns[0] * rows[0], FLOOR));
    }

    private static float[] ones(int length) {
        float[] factors = new float[length];
        Arrays.fill(factors, 1);
        return factors;
    }

    private static float[] gaussian(int length) {
        double sigma = length * SIGMA_SHARE;
        double middle = (length - 1) / 2.0;
        float[] factors = new float[length];
        for (int i = 0; i < length; i++) {
            double distance = i - middle;
            factors[i] = (float) Math.exp(-distance * distance / (2 * sigma * sigma));
        }
        return factors;
    }

    /** Fills {@code target} with the weights of a row, from column {@code x} on. */
    void row(int x, int y, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = Math.max(columns[x + i] * rows[y], least);
        }
    }
}
