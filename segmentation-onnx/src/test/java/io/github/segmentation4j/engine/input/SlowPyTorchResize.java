package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/**
 * The slow, obvious twin of {@link PyTorchResize}: two whole planes, one pass each, weights computed anew for every sample.
 */
final class SlowPyTorchResize {
    private SlowPyTorchResize() {}

    /**
     * Resizes a plane.
     *
     * @param plane rows of floats
     */
    static float[][] resized(float[][] plane, ImageSize target, Resampling filter) {
        boolean antialias = filter == Resampling.PYTORCH_BILINEAR_ANTIALIAS;
        float[][] wide = new float[plane.length][target.width()];
        for (int y = 0; y < plane.length; y++) {
            for (int x = 0; x < target.width(); x++) {
                wide[y][x] = sample(plane[y], target.width(), x, antialias);
            }
        }
        float[][] result = new float[target.height()][target.width()];
        for (int x = 0; x < target.width(); x++) {
            float[] column = new float[plane.length];
            for (int y = 0; y < plane.length; y++) {
                column[y] = wide[y][x];
            }
            for (int y = 0; y < target.height(); y++) {
                result[y][x] = sample(column, target.height(), y, antialias);
            }
        }
        return result;
    }

    private static float sample(float[] source, int targetLength, int target, boolean antialias) {
        float scale = (float) source.length / targetLength;
        return antialias ? antialiased(source, scale, target) : linear(source, scale, target);
    }

    private static float linear(float[] source, float scale, int target) {
        float position = Math.max(0, Math.fma(scale, target + 0.5f, -0.5f));
        int first = Math.min((int) position, source.length - 1);
        float second = Math.min(1, Math.max(0, position - first));
        if (first == source.length - 1) {
            return source[first] * (1 - second + second);
        }
        return source[first] * (1 - second) + source[first + 1] * second;
    }

    private static float antialiased(float[] source, float scale, int target) {
        float support = Math.max(1, scale);
        float center = scale * (target + 0.5f);
        int from = Math.max(0, (int) (center - support + 0.5f));
        int to = Math.min(source.length, (int) (center + support + 0.5f));
        float shrink = scale >= 1 ? 1 / scale : 1;
        float total = 0;
        for (int i = from; i < to; i++) {
            total += triangle((i - center + 0.5f) * shrink);
        }
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += source[i] * (triangle((i - center + 0.5f) * shrink) / total);
        }
        return sum;
    }

    private static float triangle(float x) {
        return Math.max(0, 1 - Math.abs(x));
    }
}
