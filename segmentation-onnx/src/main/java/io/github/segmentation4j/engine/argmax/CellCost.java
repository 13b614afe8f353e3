package io.github.segmentation4j.engine.argmax;

/**
 * What a row of cells has cost so far, beside what it would have cost without looking for candidates. The unit is the time in
 * which {@link StripArgmax} computes one class at one pixel in plain Java: some ten vector instructions for eight of them, so
 * one or two instructions. What is not vectorized counts its instructions, read off the source. Used by one thread at a time.
 */
final class CellCost {
    /** A line of {@link PairCell}: two ends, a division, two checks and the stores. */
    private static final int LINE_OF_PAIR = 32;

    /** One candidate at one end of a line, or in the search for the next crossing ({@link CellLines#looks()}). */
    private static final int LOOK = 12;

    /** One candidate at one pixel of {@link CandidatePixels}, an {@code fma} along and one across, vectorized in part. */
    private static final int PIXEL = 2;

    /** How much faster {@link StripArgmax} is with kernels that compare quickly. */
    private static final int GAIN_OF_QUICK_KERNELS = 4;

    private final int classes;
    private long units;

    CellCost(int classes) {
        this.classes = classes;
    }

    /** Begins with a row of cells. */
    void start() {
        units = 0;
    }

    /** Counts the search for candidates. */
    void addSearch(int cost) {
        units += cost;
    }

    void addLinesOfPair(int lines) {
        units += (long) LINE_OF_PAIR * lines;
    }

    void addLooks(int looks) {
        units += (long) LOOK * looks;
    }

    void addPixels(int pixels, int candidates) {
        units += (long) PIXEL * pixels * candidates;
    }

    void addPixelsOfEveryClass(int pixels) {
        units += (long) pixels * classes;
    }

    /** Returns whether computing every class at this many pixels, those of the row, would have been quicker. */
    boolean exceedsEveryClass(long pixels) {
        return units * (KernelChoice.BEST.comparesQuickly() ? GAIN_OF_QUICK_KERNELS : 1) > pixels * classes;
    }
}
