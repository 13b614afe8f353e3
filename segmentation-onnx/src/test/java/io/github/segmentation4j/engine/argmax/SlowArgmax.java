package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.ConfidenceMeasure;

/**
 * The slow, obvious twin of the argmax kernels: pixel by pixel, straight from the formulas of PyTorch's
 * {@code interpolate(mode="bilinear", align_corners=False)} and {@code argmax}. It shares no code with them.
 */
public final class SlowArgmax {
    private final float[] scores;
    private final int classes;
    private final int width;
    private final int height;

    public SlowArgmax(float[] scores, int classes, int width, int height) {
        this.scores = scores;
        this.classes = classes;
        this.width = width;
        this.height = height;
    }

    /** The scores of all classes at one pixel of an image of the given size. */
    public float[] scoresAt(int x, int y, int imageWidth, int imageHeight) {
        float[] result = new float[classes];
        for (int c = 0; c < classes; c++) {
            result[c] = imageWidth == width && imageHeight == height
                    ? score(c, x, y)
                    : interpolated(c, x, y, imageWidth, imageHeight);
        }
        return result;
    }

    private float interpolated(int c, int x, int y, int imageWidth, int imageHeight) {
        float sourceX = source(x, width, imageWidth);
        float sourceY = source(y, height, imageHeight);
        int x0 = Math.min((int) Math.floor(sourceX), width - 1);
        int y0 = Math.min((int) Math.floor(sourceY), height - 1);
        int x1 = x0 + (x0 < width - 1 ? 1 : 0);
        int y1 = y0 + (y0 < height - 1 ? 1 : 0);
        float right = Math.min(1f, Math.max(0f, sourceX - x0));
        float bottom = Math.min(1f, Math.max(0f, sourceY - y0));
        float left = 1f - right;
        float top = 1f - bottom;
        float upper = Math.fma(score(c, x0, y0), left, score(c, x1, y0) * right);
        float lower = Math.fma(score(c, x0, y1), left, score(c, x1, y1) * right);
        return Math.fma(upper, top, lower * bottom);
    }

    private static float source(int target, int sourceLength, int targetLength) {
        float scale = (float) sourceLength / (float) targetLength;
        float source = Math.fma(scale, target + 0.5f, -0.5f);
        return source < 0f ? 0f : source;
    }

    private float score(int c, int x, int y) {
        return scores[(c * height + y) * width + x];
    }

    /** NumPy's argmax: the first NaN, otherwise the first of the highest. */
    public static int argmax(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                return i;
            }
        }
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The softmax probability of one class, 0 where it is undefined. */
    public static double softmax(float[] values, int label) {
        double sum = 0;
        for (float value : values) {
            sum += Math.exp((double) (value - values[label]));
        }
        return Double.isFinite(sum) ? 1 / sum : 0;
    }

    /** A measure of the softmax of one pixel's scores by its definition, class after class in float64, and 0 if undefined. */
    public static float confidence(float[] scores, int winner, ConfidenceMeasure measure) {
        double sum = 0;
        double entropy = 0;
        double second = 0;
        for (int label = 0; label < scores.length; label++) {
            double difference = scores[label] - scores[winner];
            double part = Math.exp(difference);
            sum += part;
            entropy += part > 0 ? part * difference : 0;
            second = label == winner ? second : Math.max(second, part);
        }
        if (!Double.isFinite(sum)) {
            return 0;
        }
        double confidence = switch (measure) {
            case PROBABILITY -> 1 / sum;
            case MARGIN -> (1 - second) / sum;
            case ENTROPY -> scores.length == 1 ? 1 : 1 - (Math.log(sum) - entropy / sum) / Math.log(scores.length);
        };
        return (float) Math.min(1, Math.max(0, confidence));
    }
}
