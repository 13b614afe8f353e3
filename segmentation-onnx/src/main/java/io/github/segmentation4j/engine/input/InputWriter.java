package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * Gathers rows of a network's input in its element type and puts them into a buffer.
 *
 * <p>A row is gathered channel by channel: element {@code start + i * step} takes the value of pixel {@code i}. Used by one
 * thread at a time. It keeps its row for the next buffer, but no buffer after {@link #close}.
 */
abstract sealed class InputWriter {
    private static final int MASK = 0xFF;

    private InputWriter() {}

    /**
     * Returns a writer.
     *
     * @param tables for each channel the value of every sample
     * @param rowLength the most elements that a row has
     */
    static InputWriter of(SampleTables tables, int rowLength) {
        return switch (tables.elementType()) {
            case FLOAT32 -> new Floats(tables.floats(), rowLength);
            case FLOAT16, BFLOAT16 -> new Shorts(tables.elementType(), tables.shorts(), rowLength);
            case UINT8, INT8 -> new Bytes(tables.elementType(), tables.bytes(), rowLength);
            case FLOAT64, INT32, INT64 -> throw new IllegalArgumentException("no image is of " + tables.elementType());
        };
    }

    /** Turns to a buffer in native byte order, the elements of which stand from index 0 on. */
    abstract void open(ByteBuffer target);

    /** Lets go of the buffer. */
    abstract void close();

    /**
     * Gathers samples of a channel: that of pixel {@code i} is {@code (values[first + i] >> shift) & 0xFF}.
     *
     * @param shift one of those of {@link SampleRow}
     */
    abstract void samples(int channel, int[] values, int first, int shift, int start, int step, int count);

    /** Gathers normalized values of a channel. */
    abstract void values(float[] values, int start, int step, int count);

    /** Gathers one normalized value again and again. */
    abstract void constant(float value, int start, int step, int count);

    /** Puts the first elements of the row at an index of the buffer. */
    abstract void put(int index, int length);

    /** Takes the first elements of the row from an index of the buffer. */
    abstract void load(int index, int length);

    private static final class Floats extends InputWriter {
        private static final FloatBuffer NONE = FloatBuffer.allocate(0);

        private final float[][] tables;
        private final float[] row;
        private FloatBuffer target = NONE;

        private Floats(float[][] tables, int rowLength) {
            this.tables = tables;
            this.row = new float[rowLength];
        }

        @Override
        void open(ByteBuffer buffer) {
            target = buffer.asFloatBuffer();
        }

        @Override
        void close() {
            target = NONE;
        }

        @Override
        void samples(int channel, int[] values, int first, int shift, int start, int step, int count) {
            float[] table = tables[channel];
            // A call for each shift, since only loops with a constant shift are vectorized.
            switch (shift) {
                case SampleRow.RED_SHIFT -> lookUp(table, values, first, SampleRow.RED_SHIFT, start, step, count);
                case SampleRow.GREEN_SHIFT -> lookUp(table, values, first, SampleRow.GREEN_SHIFT, start, step, count);
                case SampleRow.BLUE_SHIFT -> lookUp(table, values, first, SampleRow.BLUE_SHIFT, start, step, count);
                default -> throw new IllegalArgumentException("no samples are shifted by " + shift);
            }
        }

        private void lookUp(float[] table, int[] values, int first, int shift, int start, int step, int count) {
            float[] row = this.row;
            if (step == 1) {
                for (int i = 0; i < count; i++) {
                    row[start + i] = table[values[first + i] >> shift & MASK];
                }
            } else {
                for (int i = 0, out = start; i < count; i++, out += step) {
                    row[out] = table[values[first + i] >> shift & MASK];
                }
            }
        }

        @Override
        void values(float[] values, int start, int step, int count) {
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = values[i];
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

        @Override
        void load(int index, int length) {
            target.get(index, row, 0, length);
        }
    }

    private static final class Shorts extends InputWriter {
        private static final ShortBuffer NONE = ShortBuffer.allocate(0);

        private final ElementType type;
        private final short[][] tables;
        private final short[] row;
        private ShortBuffer target = NONE;

        private Shorts(ElementType type, short[][] tables, int rowLength) {
            this.type = type;
            this.tables = tables;
            this.row = new short[rowLength];
        }

        @Override
        void open(ByteBuffer buffer) {
            target = buffer.asShortBuffer();
        }

        @Override
        void close() {
            target = NONE;
        }

        @Override
        void samples(int channel, int[] values, int first, int shift, int start, int step, int count) {
            short[] table = tables[channel];
            short[] row = this.row;
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = table[values[first + i] >> shift & MASK];
            }
        }

        @Override
        void values(float[] values, int start, int step, int count) {
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = SampleTables.half(type, values[i]);
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

        @Override
        void load(int index, int length) {
            target.get(index, row, 0, length);
        }
    }

    private static final class Bytes extends InputWriter {
        private static final ByteBuffer NONE = ByteBuffer.allocate(0);

        private final ElementType type;
        private final byte[][] tables;
        private final byte[] row;
        private ByteBuffer target = NONE;

        private Bytes(ElementType type, byte[][] tables, int rowLength) {
            this.type = type;
            this.tables = tables;
            this.row = new byte[rowLength];
        }

        @Override
        void open(ByteBuffer buffer) {
            target = buffer;
        }

        @Override
        void close() {
            target = NONE;
        }

        @Override
        void samples(int channel, int[] values, int first, int shift, int start, int step, int count) {
            byte[] table = tables[channel];
            byte[] row = this.row;
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = table[values[first + i] >> shift & MASK];
            }
        }

        @Override
        void values(float[] values, int start, int step, int count) {
            for (int i = 0, out = start; i < count; i++, out += step) {
                row[out] = SampleTables.whole(type, values[i]);
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

        @Override
        void load(int index, int length) {
            target.get(index, row, 0, length);
        }
    }
}
