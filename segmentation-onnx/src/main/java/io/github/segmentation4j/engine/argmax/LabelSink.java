package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;

/**
 * Where kernels put the labels of a run of pixels: one byte a pixel for up to 256 classes, two for more.
 *
 * <p>Two threads may write disjoint runs at once.
 */
public abstract sealed class LabelSink {
    /** The number of classes up to which a label fits a byte. */
    private static final int BYTE_CLASSES = 256;

    private LabelSink() {}

    /** Returns a sink for the labels of an image of this size. */
    public static LabelSink of(int classes, int width, int height) {
        int pixels = Math.multiplyExact(width, height);
        return classes <= BYTE_CLASSES
                ? new Bytes(width, height, new byte[pixels])
                : new Shorts(width, height, new short[pixels]);
    }

    /** Stores the first {@code count} of these labels at a pixel and the ones that follow it in its row. */
    abstract void put(int pixel, int[] labels, int count);

    /** Reads {@code count} labels from a pixel on that were put before. */
    abstract void get(int pixel, int[] labels, int count);

    /** Returns the map of all labels put so far; the sink must not be used afterwards. */
    public abstract LabelMap toLabelMap();

    /** One byte a pixel. */
    static final class Bytes extends LabelSink {
        private final int width;
        private final int height;

        /** The label of every pixel, row after row. */
        final byte[] target;

        private Bytes(int width, int height, byte[] target) {
            this.width = width;
            this.height = height;
            this.target = target;
        }

        @Override
        void put(int pixel, int[] labels, int count) {
            byte[] bytes = target;
            for (int i = 0; i < count; i++) {
                bytes[pixel + i] = (byte) labels[i];
            }
        }

        @Override
        void get(int pixel, int[] labels, int count) {
            byte[] bytes = target;
            for (int i = 0; i < count; i++) {
                labels[i] = Byte.toUnsignedInt(bytes[pixel + i]);
            }
        }

        @Override
        public LabelMap toLabelMap() {
            return Maps.labelMap(width, height, target);
        }
    }

    private static final class Shorts extends LabelSink {
        private final int width;
        private final int height;
        private final short[] target;

        private Shorts(int width, int height, short[] target) {
            this.width = width;
            this.height = height;
            this.target = target;
        }

        @Override
        void put(int pixel, int[] labels, int count) {
            short[] shorts = target;
            for (int i = 0; i < count; i++) {
                shorts[pixel + i] = (short) labels[i];
            }
        }

        @Override
        void get(int pixel, int[] labels, int count) {
            short[] shorts = target;
            for (int i = 0; i < count; i++) {
                labels[i] = Short.toUnsignedInt(shorts[pixel + i]);
            }
        }

        @Override
        public LabelMap toLabelMap() {
            return Maps.labelMap(width, height, target);
        }
    }
}
