package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * Gathers rows of a network's input in its element type and puts them into a buffer.
 *
 * <p>A row is gathered channel by channel: element {@code start + i * step} takes the value of pixel {@code i}. Used by one
 * call at a time.
 */
abstract sealed class InputWriter {
    private InputWriter() {}

    /**
     * Returns a writer.
     *
     * @param tables for each channel the value of every sample
     * @param target in native byte order
     * @param rowLength the most elements that a row has
     */
    static InputWriter of(SampleTables tables, ByteBuffer target, int rowLength) {
        return switch (tables.elementType()) {
            case FLOAT32 -> new Floats(tables.floats(), target.asFloatBuffer(), rowLength);
            case FLOAT16, BFLOAT16 ->
                new Shorts(tables.elementType(), tables.shorts(), target.asShortBuffer(), rowLength);
            case UINT8, INT8 -> new Bytes(tables.elementType(), tables.bytes(), target, rowLength);
            case FLOAT64, INT32, INT64 -> throw new IllegalArgumentException("no image is of " + tables.elementType());
        };
    }

    /** Gathers samples of a channel: pixel {@code i} has the one at {@code first + i * sampleStep}. */
    abstract void samples(int channel, int[] samples, int first, int sampleStep, int start, int step, int count);

    /** Gathers normalized values of a channel. */
    abstract void values(float[] values, int first, int valueStep, int start, int step, int count);

    /** Gathers one normalized value again and again. */
    abstract void constant(float value, int start, int step, int count);

    /** Puts the first elements of the row at an index of the buffer. */
    abstract void put(int index, int length);

    private static final class Floats extends InputWriter {
        private final float[][] tables;
        private final FloatBuffer target;
        private final float[] row;

        private Floats(float[][] tables, FloatBuffer target, int rowLength) {
            this.tables = tables;
            this.target = target;
            this.row = new float[rowLength];
        }

        @Override
        void samples(int channel, int[] samples, int first, int sampleStep, int start, int step, int count) {
            float[] table = tables[channel];
            float[] row = this.row;
            for (int i = 0, in = first, out = start; i < count; i++, in += sampleStep, out += step) {
                row[out] = table[samples[in]];
            }
        }

        @Override
        void values(float[] values, int first, int valueStep, int start, int step, int count) {
            for (int i = 0, in = first, out = start; i < count; i++, in += valueStep, out += step) {
                row[out] = values[in];
            }
        }

        @Override
        void constant(float value, int start, int step, int count) {
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = value;
            }
        }

        @Override
        void put(int index, int length) {
            target.put(index, row, 0, length);
        }
    }

    private static final class Shorts extends InputWriter {
        private final ElementType type;
        private final short[][] tables;
        private final ShortBuffer target;
        private final short[] row;

        private Shorts(ElementType type, short[][] tables, ShortBuffer target, int rowLength) {
            this.type = type;
            this.tables = tables;
            this.target = target;
            this.row = new short[rowLength];
        }

        @Override
        void samples(int channel, int[] samples, int first, int sampleStep, int start, int step, int count) {
            short[] table = tables[channel];
            for (int i = 0, in = first, out = start; i < count; i++, in += sampleStep, out += step) {
                row[out] = table[samples[in]];
            }
        }

        @Override
        void values(float[] values, int first, int valueStep, int start, int step, int count) {
            for (int i = 0, in = first, out = start; i < count; i++, in += valueStep, out += step) {
                row[out] = SampleTables.half(type, values[in]);
            }
        }

        @Override
        void constant(float value, int start, int step, int count) {
            short half = SampleTables.half(type, value);
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = half;
            }
        }

        @Override
        void put(int index, int length) {
            target.put(index, row, 0, length);
        }
    }

    private static final class Bytes extends InputWriter {
        private final ElementType type;
        private final byte[][] tables;
        private final ByteBuffer target;
        private final byte[] row;

        private Bytes(ElementType type, byte[][] tables, ByteBuffer target, int rowLength) {
            this.type = type;
            this.tables = tables;
            this.target = target;
            this.row = new byte[rowLength];
        }

        @Override
        void samples(int channel, int[] samples, int first, int sampleStep, int start, int step, int count) {
            byte[] table = tables[channel];
            for (int i = 0, in = first, out = start; i < count; i++, in += sampleStep, out += step) {
                row[out] = table[samples[in]];
            }
        }

        @Override
        void values(float[] values, int first, int valueStep, int start, int step, int count) {
            for (int i = 0, in = first, out = start; i < count; i++, in += valueStep, out += step) {
                row[out] = SampleTables.whole(type, values[in]);
            }
        }

        @Override
        void constant(float value, int start, int step, int count) {
            byte whole = SampleTables.whole(type, value);
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = whole;
            }
        }

        @Override
        void put(int index, int length) {
            target.put(index, row, 0, length);
        }
    }
}
