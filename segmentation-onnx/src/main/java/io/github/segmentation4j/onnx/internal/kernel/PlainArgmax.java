package io.github.segmentation4j.onnx.internal.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The class with the highest score at every sample of a grid, without a change of size.
 *
 * <p>Works through the grid in blocks, class after class within a block, so that a block's running maximum stays in the
 * first-level cache while each plane is read once and in order.
 */
public final class PlainArgmax {
    /** Samples in a block: three float arrays of this length take 24 kB. */
    private static final int BLOCK = 2048;

    private PlainArgmax() {}

    /**
     * Finds the labels of a grid, and their confidence if asked for.
     *
     * @param confidence filled with {@code width * height} confidences, or null if nobody wants them
     */
    public static void run(ScoreGrid grid, ScoreRule rule, LabelSink labels, float @Nullable [] confidence) {
        int samples = grid.width() * grid.height();
        int block = Math.min(BLOCK, samples);
        float[] scores = new float[block];
        RunningArgmax argmax = new RunningArgmax(block);
        Confidence sure = new Confidence(rule, block);
        for (int start = 0; start < samples; start += block) {
            int count = Math.min(block, samples - start);
            grid.read(0, start, scores, 0, count);
            argmax.start(scores, count);
            for (int label = 1; label < grid.classes(); label++) {
                grid.read(label, start, scores, 0, count);
                argmax.offer(label, scores, count);
            }
            if (rule.isForeground()) {
                argmax.threshold(rule.threshold(), count);
            }
            labels.put(start, argmax.labels, count);
            if (confidence != null) {
                sure.start(count);
                for (int label = 0; rule.needsAllScores() && label < grid.classes(); label++) {
                    grid.read(label, start, scores, 0, count);
                    sure.add(scores, argmax.best, count);
                }
                sure.finish(argmax, confidence, start, count);
            }
        }
    }
}
