package io.github.segmentation4j.onnx.internal.kernel;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * The scores of one image as a network left them: planes of {@code height} rows of {@code width} float32 scores, one
 * plane for each class (layout C,H,W), in a buffer that somebody else owns.
 *
 * <p>Reading does not move the buffer's position, so any number of threads may read at once.
 */
public final class ScoreGrid {
    private final FloatBuffer scores;
    private final int classes;
    private final int width;
    private final int height;

    /**
     * Wraps scores that start at index 0 of a buffer.
     *
     * @throws IllegalArgumentException if the buffer holds fewer scores than the sizes say
     */
    public ScoreGrid(FloatBuffer scores, int classes, int width, int height) {
        long count = (long) classes * width * height;
        if (classes < 1 || width < 1 || height < 1 || count > scores.limit()) {
            throw new IllegalArgumentException("A grid of " + classes + " classes, " + width + "x" + height
                    + ", does not fit a buffer of " + scores.limit() + " scores");
        }
        this.scores = Objects.requireNonNull(scores);
        this.classes = classes;
        this.width = width;
        this.height = height;
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns the width in samples. */
    public int width() {
        return width;
    }

    /** Returns the height in samples. */
    public int height() {
        return height;
    }

    /** Reads {@code count} scores of a class, row by row from sample {@code start} of its plane on. */
    public void read(int label, int start, float[] target, int offset, int count) {
        scores.get(label * width * height + start, target, offset, count);
    }
}
