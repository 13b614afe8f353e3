package io.github.segmentation4j.engine.argmax;

import org.jspecify.annotations.Nullable;

/**
 * The class with the highest score at every sample of a grid, without a change of size.
 *
 * <p>Where SIMD kernels can read the scores where they are, samples go in blocks that stay in the first-level cache, a few
 * classes at a time; elsewhere through a {@link KeyedArgmax}, in long runs where the scores of a class lie side by side, and
 * in blocks where they do not, so that what is between them is read once. Used by one thread at a time.
 */
final class PlainArgmax {
    /** Samples in a block; runs of several begin and end with blocks. */
    static final int BLOCK = 1024;

    private static final int MAX_RUN_BLOCKS = KeyedArgmax.CAPACITY / BLOCK;

    private final ScoreRule rule;
    private final KeyedArgmax keyed = new KeyedArgmax();
    private final RunningArgmax argmax = new RunningArgmax(BLOCK);
    private final Confidence sure;

    /** The classes that SIMD kernels find. */
    private final float[] found = new float[BLOCK];

    private final float[] scores = new float[BLOCK];

    PlainArgmax(int classes, ScoreRule rule) {
        this.rule = rule;
        this.sure = new Confidence(rule, classes, argmax);
    }

    /**
     * Finds the labels of the samples of some blocks, and their confidence if asked for.
     *
     * @param confidence of all samples of the grid, or null if nobody wants it
     */
    void run(ScoreGrid grid, int fromBlock, int toBlock, LabelSink labels, float @Nullable [] confidence) {
        int samples = Math.min(grid.width() * grid.height(), toBlock * BLOCK);
        boolean inBlocks = confidence != null || rule.isForeground() || !grid.isPlanar();
        int longest = inBlocks ? BLOCK : runBlocks(toBlock - fromBlock) * BLOCK;
        int start = fromBlock * BLOCK;
        while (start < samples) {
            int count = Math.min(BLOCK, samples - start);
            if (grid.highest(start, count, argmax.best, found)) {
                for (int i = 0; i < count; i++) {
                    argmax.labels[i] = (int) found[i];
                }
                finish(grid, start, count, labels, confidence);
            } else {
                count = Math.min(longest, samples - start);
                int[] winners = keyed.run(grid, start, count);
                if (confidence == null && !rule.isForeground()) {
                    labels.put(start, winners, count);
                } else {
                    System.arraycopy(winners, 0, argmax.labels, 0, count);
                    keyed.copyBest(argmax.best, count);
                    finish(grid, start, count, labels, confidence);
                }
            }
            start += count;
        }
    }

    /** Returns how many blocks to take at once of so many, for as few runs as can be, of nearly equal length. */
    private static int runBlocks(int blocks) {
        int runs = (blocks + MAX_RUN_BLOCKS - 1) / MAX_RUN_BLOCKS;
        return (blocks + runs - 1) / runs;
    }

    private void finish(ScoreGrid grid, int start, int count, LabelSink labels, float @Nullable [] confidence) {
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(start, argmax.labels, count);
        if (confidence != null) {
            sure.start(count);
            for (int label = 0; rule.needsAllScores() && label < grid.classes(); label++) {
                grid.read(label, start, scores, 0, count);
                sure.add(label, scores, 0, count);
            }
            sure.finish((label, i) -> grid.score(label, start + i), confidence, start);
        }
    }
}
