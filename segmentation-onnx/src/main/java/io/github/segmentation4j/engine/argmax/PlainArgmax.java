package io.github.segmentation4j.engine.argmax;

import org.jspecify.annotations.Nullable;

/**
 * The class with the highest score at every sample of a grid, without a change of size.
 *
 * <p>Works through the grid in blocks, class after class within a block, so that a block stays in the first-level cache
 * while each plane is read once and in order. Labels alone come from a {@link Ranking}; where its coarse keys cannot tell
 * the winner, the scores themselves are looked at. Used by one thread at a time.
 */
final class PlainArgmax {
    /** Samples in a block. */
    static final int BLOCK = Ranking.BLOCK;

    /** In a block with more samples than this that a ranking cannot tell, all are looked at, class after class. */
    private static final int FEW = BLOCK / 32;

    /** Classes read before their scores are compared: 16 kB. */
    private static final int AT_ONCE = 4;

    private final ScoreRule rule;
    private final @Nullable Ranking ranking;
    private final float[][] scores = new float[AT_ONCE][BLOCK];
    private final float[] found = new float[BLOCK];
    private final RunningArgmax argmax = new RunningArgmax(BLOCK);
    private final Confidence sure;

    PlainArgmax(int classes, ScoreRule rule) {
        this.rule = rule;
        this.ranking = rule.isForeground() || !Ranking.covers(classes) ? null : new Ranking(classes);
        this.sure = new Confidence(rule, BLOCK);
    }

    /**
     * Finds the labels of the samples of some blocks, and their confidence if asked for.
     *
     * @param confidence of all samples of the grid, or null if nobody wants it
     */
    void run(ScoreGrid grid, int fromBlock, int toBlock, LabelSink labels, float @Nullable [] confidence) {
        int samples = Math.min(grid.width() * grid.height(), toBlock * BLOCK);
        for (int start = fromBlock * BLOCK; start < samples; start += BLOCK) {
            int count = Math.min(BLOCK, samples - start);
            if (ranking == null || confidence != null || KernelChoice.BEST.comparesQuickly()) {
                block(grid, start, count, labels, confidence);
            } else {
                ranked(ranking, grid, start, count, labels);
            }
        }
    }

    private void ranked(Ranking ranking, ScoreGrid grid, int start, int count, LabelSink labels) {
        int untold = ranking.winners(grid, start, count);
        if (untold > FEW) {
            block(grid, start, count, labels, null);
            return;
        }
        int[] state = ranking.state;
        for (int i = 0; untold > 0 && i < count; i++) {
            if (state[i] < 0) {
                state[i] = winner(grid, start + i);
                untold--;
            }
        }
        labels.put(start, state, count);
    }

    private static int winner(ScoreGrid grid, int sample) {
        int label = 0;
        float best = grid.score(0, sample);
        for (int other = 1; other < grid.classes(); other++) {
            float score = grid.score(other, sample);
            if (RunningArgmax.wins(score, best)) {
                best = score;
                label = other;
            }
        }
        return label;
    }

    private void block(ScoreGrid grid, int start, int count, LabelSink labels, float @Nullable [] confidence) {
        boolean done = grid.highest(start, count, argmax.best, found);
        for (int label = 0; !done && label < grid.classes(); label += AT_ONCE) {
            int classes = Math.min(AT_ONCE, grid.classes() - label);
            for (int k = 0; k < classes; k++) {
                grid.read(label + k, start, scores[k], 0, count);
            }
            KernelChoice.BEST.highest(scores, label, classes, count, argmax.best, found);
        }
        int[] labelsFound = argmax.labels;
        for (int i = 0; i < count; i++) {
            labelsFound[i] = (int) found[i];
        }
        if (rule.isForeground()) {
            argmax.threshold(rule.threshold(), count);
        }
        labels.put(start, argmax.labels, count);
        if (confidence != null) {
            sure.start(count);
            for (int label = 0; rule.needsAllScores() && label < grid.classes(); label++) {
                grid.read(label, start, scores[0], 0, count);
                sure.add(scores[0], argmax, count);
            }
            sure.finish(argmax, confidence, start, count);
        }
    }
}
