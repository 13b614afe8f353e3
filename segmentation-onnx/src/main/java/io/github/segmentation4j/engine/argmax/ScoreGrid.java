package io.github.segmentation4j.engine.argmax;

/**
 * The scores of one image: {@code height} rows of {@code width} samples for each class, wherever and however they are kept.
 */
public abstract class ScoreGrid {
    private final int classes;
    private final int width;
    private final int height;

    /**
     * Creates a grid.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    ScoreGrid(int classes, int width, int height) {
        if (classes < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A grid of " + classes + " classes, " + width + "x" + height + ", has no scores");
        }
        this.classes = classes;
        this.width = width;
        this.height = height;
    }

    /** Returns the number of classes. */
    public final int classes() {
        return classes;
    }

    /** Returns the width in samples. */
    public final int width() {
        return width;
    }

    /** Returns the height in samples. */
    public final int height() {
        return height;
    }

    /** Reads {@code count} scores of a class, row by row from sample {@code start} of its rows on. */
    public abstract void read(int label, int start, float[] target, int offset, int count);

    /** Reads {@code count} scores of a class as the bits of floats, row by row from sample {@code start} on. */
    abstract void readBits(int label, int start, int[] target, int count);

    /** Returns one score of a class. */
    abstract float score(int label, int sample);

    /** True if the scores of a class lie side by side, so that it is quick to read many of one class at once. */
    abstract boolean isPlanar();

    /**
     * Finds the highest scores of some samples and their classes where they are, by the order of {@link RunningArgmax}.
     *
     * @return false if they must be read first; then nothing was done
     */
    boolean highest(int start, int count, float[] best, float[] found) {
        return false;
    }
}
