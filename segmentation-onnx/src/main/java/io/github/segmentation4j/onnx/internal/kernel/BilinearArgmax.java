package io.github.segmentation4j.onnx.internal.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The class with the highest score at every pixel of an image whose scores are a smaller (or larger) grid, scaled to the
 * image bilinearly on the fly.
 *
 * <p>The score of a pixel is, in float32 and in this order, {@code fma(top, rowWeight0, bottom * rowWeight1)},
 * where {@code top} and {@code bottom} are {@code fma(left, columnWeight0, right * columnWeight1)} of the two source rows,
 * each {@code fma} rounded once: the bits of PyTorch 2.13 on x86-64 with AVX2 or AVX-512 for images whose sides add up to
 * more than 128 pixels (smaller ones take another of its kernels). Weights and indices are those of {@link LinearTaps}.
 *
 * <p>No full-size scores exist at any time. The image is worked through in strips of columns; of a strip only the two
 * source rows around the current row are held, scaled to the strip's width, for every class. Going down, most rows need
 * no new source row, the others one.
 */
public final class BilinearArgmax {
    /** Columns in a strip: two scaled rows of 21 classes take 43 kB, of 150 classes 307 kB. */
    private static final int STRIP = 256;

    private final ScoreGrid grid;
    private final LinearTaps columns;
    private final LinearTaps rows;
    private final LabelSink labels;
    private final float @Nullable [] confidence;

    private final float[] sourceRow;
    private final float[] score;
    private final RunningArgmax argmax;
    private final ScoreRule rule;
    private final Confidence sure;
    private float[] top;
    private float[] bottom;

    private BilinearArgmax(
            ScoreGrid grid, ScoreRule rule, int width, int height, LabelSink labels, float @Nullable [] confidence) {
        int strip = Math.min(STRIP, width);
        this.grid = grid;
        this.columns = LinearTaps.of(grid.width(), width);
        this.rows = LinearTaps.of(grid.height(), height);
        this.labels = labels;
        this.confidence = confidence;
        this.sourceRow = new float[grid.width()];
        this.score = new float[strip];
        this.argmax = new RunningArgmax(strip);
        this.rule = rule;
        this.sure = new Confidence(rule, strip);
        this.top = new float[Math.multiplyExact(grid.classes(), strip)];
        this.bottom = new float[top.length];
    }

    /**
     * Finds the labels of an image of {@code width} by {@code height} pixels, and their confidence if asked for.
     *
     * @param confidence filled with {@code width * height} confidences, or null if nobody wants them
     */
    public static void run(
            ScoreGrid grid, ScoreRule rule, int width, int height, LabelSink labels, float @Nullable [] confidence) {
        BilinearArgmax kernel = new BilinearArgmax(grid, rule, width, height, labels, confidence);
        for (int x = 0; x < width; x += STRIP) {
            kernel.strip(x, Math.min(STRIP, width - x));
        }
    }

    private void strip(int x, int count) {
        int width = columns.length();
        int topRow = -1;
        int bottomRow = -1;
        for (int y = 0; y < rows.length(); y++) {
            int first = rows.first[y];
            int second = rows.second[y];
            if (first != topRow) {
                if (first == bottomRow) {
                    float[] swap = top;
                    top = bottom;
                    bottom = swap;
                    bottomRow = -1;
                } else {
                    scaleRow(first, x, count, top);
                }
                topRow = first;
            }
            if (second != bottomRow) {
                scaleRow(second, x, count, bottom);
                bottomRow = second;
            }
            decodeRow(y * width + x, rows.firstWeight[y], rows.secondWeight[y], count);
        }
    }

    /** Scales one source row of every class to the columns of a strip, class after class. */
    private void scaleRow(int row, int x, int count, float[] target) {
        int firstColumn = columns.first[x];
        int needed = columns.second[x + count - 1] - firstColumn + 1;
        int[] left = columns.first;
        int[] right = columns.second;
        float[] leftWeight = columns.firstWeight;
        float[] rightWeight = columns.secondWeight;
        float[] source = sourceRow;
        for (int label = 0; label < grid.classes(); label++) {
            grid.read(label, row * grid.width() + firstColumn, source, firstColumn, needed);
            int base = label * count;
            for (int i = 0; i < count; i++) {
                int column = x + i;
                target[base + i] =
                        Math.fma(source[left[column]], leftWeight[column], source[right[column]] * rightWeight[column]);
            }
        }
    }

    private void decodeRow(int pixel, float topWeight, float bottomWeight, int count) {
        interpolate(0, topWeight, bottomWeight, count);
        argmax.start(score, count);
        for (int label = 1; label < grid.classes(); label++) {
            interpolate(label, topWeight, bottomWeight, count);
            argmax.offer(label, score, count);
        }
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(pixel, argmax.labels, count);
        if (confidence != null) {
            sure.start(count);
            for (int label = 0; rule.needsAllScores() && label < grid.classes(); label++) {
                interpolate(label, topWeight, bottomWeight, count);
                sure.add(score, argmax.best, count);
            }
            sure.finish(argmax, confidence, pixel, count);
        }
    }

    private void interpolate(int label, float topWeight, float bottomWeight, int count) {
        float[] above = top;
        float[] below = bottom;
        float[] target = score;
        int base = label * count;
        for (int i = 0; i < count; i++) {
            target[i] = Math.fma(above[base + i], topWeight, below[base + i] * bottomWeight);
        }
    }
}
