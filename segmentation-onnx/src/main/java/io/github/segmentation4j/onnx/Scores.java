package io.github.segmentation4j.onnx;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.model.ImageSize;
import java.nio.FloatBuffer;

/**
 * The raw scores of a network for one image, one grid of float32 values for each channel, at the size at which the network
 * gives them, padding included.
 *
 * <p>They are what the graph's output holds, logits or probabilities, before any scaling, softmax or argmax; of mask queries
 * the scores of each class, combined of both outputs. A foreground network has a single channel, which counts as class 0
 * here. Immutable; takes {@code 4 * classes * width * height} bytes of heap.
 */
public final class Scores {
    private final int classes;
    private final int width;
    private final int height;
    /** Layout C,H,W. */
    private final float[] values;

    private final Geometry geometry;
    private final Model model;

    private Scores(int classes, int width, int height, float[] values, Geometry geometry, Model model) {
        this.classes = classes;
        this.width = width;
        this.height = height;
        this.values = values;
        this.geometry = geometry;
        this.model = model;
    }

    /** Returns a copy of a grid. */
    static Scores copyOf(ScoreGrid grid, Geometry geometry, Model model) {
        int plane = Math.multiplyExact(grid.width(), grid.height());
        float[] values = new float[Math.multiplyExact(grid.classes(), plane)];
        for (int label = 0; label < grid.classes(); label++) {
            grid.read(label, 0, values, label * plane, plane);
        }
        return new Scores(grid.classes(), grid.width(), grid.height(), values, geometry, model);
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns the width of each class's grid in samples. */
    public int width() {
        return width;
    }

    /** Returns the height of each class's grid in samples. */
    public int height() {
        return height;
    }

    /**
     * Returns the score of a class at a sample.
     *
     * @throws IndexOutOfBoundsException if there is no such class or sample
     */
    public float scoreAt(int label, int x, int y) {
        Checks.label(label, classes);
        Checks.pixel(x, y, width, height);
        return values[(label * height + y) * width + x];
    }

    /**
     * Copies the scores of a class, row by row, into {@code width * height} elements of an array.
     *
     * @param offset the index of the first element written
     * @throws IndexOutOfBoundsException if there is no such class or the array is too short
     */
    public void copyPlane(int label, float[] target, int offset) {
        Checks.label(label, classes);
        int plane = width * height;
        Checks.room(offset, plane, target.length);
        System.arraycopy(values, label * plane, target, offset, plane);
    }

    /**
     * Returns the labels of these scores at any size, what crop and padding did to the image undone: scores are scaled
     * bilinearly (align_corners = false), then the highest wins. At the size of the image they are those of
     * {@link OnnxSegmenter#segment}, but where the graph's last nodes are left out and two scores differ by rounding. The
     * segmenter may be closed by then.
     *
     * @param labelsWidth the width of the labels in pixels, at least 1
     * @param labelsHeight their height, at least 1
     * @throws IllegalArgumentException if one is below 1
     */
    public LabelMap labels(int labelsWidth, int labelsHeight) {
        ImageSize size = new ImageSize(labelsWidth, labelsHeight);
        return model.labels(
                FloatGrid.planar(FloatBuffer.wrap(values), classes, width, height), geometry.withImage(size));
    }

    /** Returns the sizes in one line. */
    @Override
    public String toString() {
        return "Scores of " + classes + " classes, " + width + "x" + height;
    }
}
