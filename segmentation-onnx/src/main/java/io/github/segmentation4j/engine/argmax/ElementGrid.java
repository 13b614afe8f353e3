package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;

/**
 * Scores of any element type as a network left them, in a buffer that somebody else owns; each is turned into the float32
 * nearest to it when it is read.
 *
 * <p>Reading does not move the buffer's position, so any number of threads may read at once.
 */
public final class ElementGrid extends ScoreGrid {
    private final ElementReader scores;
    private final int classStep;
    private final int sampleStep;

    private ElementGrid(ElementReader scores, int classes, int width, int height, int classStep, int sampleStep) {
        super(classes, width, height);
        this.scores = scores;
        this.classStep = classStep;
        this.sampleStep = sampleStep;
    }

    /** Wraps planes of scores, one for each class (layout C,H,W), that start at index 0 of a buffer. */
    public static ElementGrid planar(ElementType type, ByteBuffer data, int classes, int width, int height) {
        return new ElementGrid(ElementReader.of(type, data), classes, width, height, width * height, 1);
    }

    /** Wraps samples of scores, the classes side by side (layout H,W,C), that start at index 0 of a buffer. */
    public static ElementGrid interleaved(ElementType type, ByteBuffer data, int classes, int width, int height) {
        return new ElementGrid(ElementReader.of(type, data), classes, width, height, 1, classes);
    }

    @Override
    public void read(int label, int start, float[] target, int offset, int count) {
        int index = label * classStep + start * sampleStep;
        for (int i = 0; i < count; i++, index += sampleStep) {
            target[offset + i] = (float) scores.at(index);
        }
    }

    @Override
    void readBits(int label, int start, int[] target, int count) {
        int index = label * classStep + start * sampleStep;
        for (int i = 0; i < count; i++, index += sampleStep) {
            target[i] = Float.floatToRawIntBits((float) scores.at(index));
        }
    }

    @Override
    boolean isPlanar() {
        return sampleStep == 1;
    }

    @Override
    float score(int label, int sample) {
        return (float) scores.at(label * classStep + sample * sampleStep);
    }
}
