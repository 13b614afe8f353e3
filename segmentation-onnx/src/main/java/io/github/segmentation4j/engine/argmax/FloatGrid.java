package io.github.segmentation4j.engine.argmax;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores of float32 as a network left them, in a buffer that somebody else owns.
 *
 * <p>Reading does not move the buffer's position, so any number of threads may read at once.
 */
public final class FloatGrid extends ScoreGrid {
    private final FloatBuffer scores;
    private final @Nullable IntBuffer bits;
    private final @Nullable PlanesInPlace inPlace;
    private final int origin;
    private final int classStep;
    private final int sampleStep;

    private FloatGrid(
            FloatBuffer scores,
            @Nullable IntBuffer bits,
            @Nullable PlanesInPlace inPlace,
            int classes,
            int width,
            int height,
            int origin,
            int classStep,
            int sampleStep) {
        super(classes, width, height);
        if ((long) classes * width * height > scores.limit()) {
            throw new IllegalArgumentException("A grid of " + classes + " classes, " + width + "x" + height
                    + ", does not fit a buffer of " + scores.limit() + " scores");
        }
        this.scores = scores;
        this.bits = bits;
        this.inPlace = inPlace;
        this.origin = origin;
        this.classStep = classStep;
        this.sampleStep = sampleStep;
    }

    /**
     * Wraps planes of scores, one for each class (layout C,H,W), that start at index 0 of a buffer.
     *
     * @throws IllegalArgumentException if the buffer holds fewer scores than the sizes say
     */
    public static FloatGrid planar(FloatBuffer scores, int classes, int width, int height) {
        return new FloatGrid(scores, null, null, classes, width, height, 0, width * height, 1);
    }

    /**
     * Wraps planes of scores, one for each class (layout C,H,W), that start at index 0 of a buffer.
     *
     * @param scores in the byte order that it is set to
     * @throws IllegalArgumentException if the buffer holds fewer scores than the sizes say
     */
    public static FloatGrid planar(ByteBuffer scores, int classes, int width, int height) {
        ByteBuffer whole = scores.duplicate().order(scores.order()).rewind();
        return new FloatGrid(
                whole.asFloatBuffer(),
                whole.asIntBuffer(),
                KernelChoice.BEST.inPlace(whole),
                classes,
                width,
                height,
                0,
                width * height,
                1);
    }

    /**
     * Wraps samples of scores, the classes side by side (layout H,W,C), that start at index 0 of a buffer.
     *
     * @throws IllegalArgumentException if the buffer holds fewer scores than the sizes say
     */
    public static FloatGrid interleaved(FloatBuffer scores, int classes, int width, int height) {
        return new FloatGrid(scores, null, null, classes, width, height, 0, 1, classes);
    }

    /**
     * Returns some rows of this grid, without copying them.
     *
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public FloatGrid rows(int from, int count) {
        Objects.checkFromIndexSize(from, count, height());
        int first = origin + from * width() * sampleStep;
        return new FloatGrid(scores, bits, inPlace, classes(), width(), count, first, classStep, sampleStep);
    }

    @Override
    public void read(int label, int start, float[] target, int offset, int count) {
        int index = origin + label * classStep + start * sampleStep;
        if (sampleStep == 1) {
            scores.get(index, target, offset, count);
            return;
        }
        for (int i = 0; i < count; i++, index += sampleStep) {
            target[offset + i] = scores.get(index);
        }
    }

    @Override
    void readBits(int label, int start, int[] target, int count) {
        int index = origin + label * classStep + start * sampleStep;
        if (bits != null) {
            bits.get(index, target, 0, count);
            return;
        }
        for (int i = 0; i < count; i++, index += sampleStep) {
            target[i] = Float.floatToRawIntBits(scores.get(index));
        }
    }

    @Override
    boolean isPlanar() {
        return sampleStep == 1;
    }

    @Override
    float score(int label, int sample) {
        return scores.get(origin + label * classStep + sample * sampleStep);
    }

    @Override
    boolean highest(int start, int count, float[] best, float[] found) {
        if (inPlace == null || count % inPlace.multiple() != 0) {
            return false;
        }
        inPlace.highest(origin + start, classStep, classes(), count, best, found);
        return true;
    }
}
