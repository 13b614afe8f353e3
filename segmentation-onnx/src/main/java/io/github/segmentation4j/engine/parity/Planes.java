package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of one image, plane by plane, as float32 whatever they were stored as.
 *
 * @param channels the number of planes
 * @param size the width and height of each
 * @param values layout C,H,W; shared, so nobody writes to it once it is handed over
 */
public record Planes(int channels, ImageSize size, float[] values) {

    /** Reads planes from the elements of one image. */
    static Planes of(ElementType type, TensorLayout layout, int channels, ImageSize size, ByteBuffer data) {
        int plane = Math.multiplyExact(size.width(), size.height());
        float[] values = new float[Math.multiplyExact(channels, plane)];
        if (type == ElementType.FLOAT32 && layout == TensorLayout.NCHW) {
            data.duplicate().order(data.order()).rewind().asFloatBuffer().get(values);
            return new Planes(channels, size, values);
        }
        ElementReader reader = ElementReader.of(type, data);
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < plane; i++) {
                int index = layout == TensorLayout.NCHW ? channel * plane + i : i * channels + channel;
                values[channel * plane + i] = (float) reader.at(index);
            }
        }
        return new Planes(channels, size, values);
    }

    /** Returns a copy of a grid of scores. */
    public static Planes of(ScoreGrid grid) {
        int plane = Math.multiplyExact(grid.width(), grid.height());
        float[] values = new float[Math.multiplyExact(grid.classes(), plane)];
        for (int label = 0; label < grid.classes(); label++) {
            grid.read(label, 0, values, label * plane, plane);
        }
        return new Planes(grid.classes(), new ImageSize(grid.width(), grid.height()), values);
    }

    /** Returns a view as scores. */
    ScoreGrid grid() {
        return FloatGrid.planar(FloatBuffer.wrap(values), channels, size.width(), size.height());
    }

    /** Returns a copy as the elements of a tensor of one image. */
    public TensorView tensor(TensorLayout layout, ElementType type) {
        int plane = size.width() * size.height();
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.nativeOrder());
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < plane; i++) {
                int index = layout == TensorLayout.NCHW ? channel * plane + i : i * channels + channel;
                Elements.put(type, data, index, values[channel * plane + i]);
            }
        }
        return new TensorView(type, shape(layout), data);
    }

    private List<Long> shape(TensorLayout layout) {
        long width = size.width();
        long height = size.height();
        return layout == TensorLayout.NCHW
                ? List.of(1L, (long) channels, height, width)
                : List.of(1L, height, width, (long) channels);
    }

    /** True if both have as many planes of the same size. */
    boolean hasShapeOf(Planes other) {
        return channels == other.channels && size.equals(other.size);
    }

    /** Returns these planes without some at the start and at the end. */
    Planes without(int first, int last) {
        int plane = size.width() * size.height();
        float[] kept = Arrays.copyOfRange(values, first * plane, (channels - last) * plane);
        return new Planes(channels - first - last, size, kept);
    }

    @Override
    public String toString() {
        return channels + (channels == 1 ? " channel of " : " channels of ") + size;
    }
}
