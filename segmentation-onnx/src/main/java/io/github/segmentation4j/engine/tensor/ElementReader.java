package io.github.segmentation4j.engine.tensor;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Gives the elements of a buffer, whatever their type, as float64, which is exact for all but large int64. */
@FunctionalInterface
public interface ElementReader {
    /** Returns an element. */
    double at(int index);

    /**
     * Returns a reader of the elements from index 0 of a buffer on.
     *
     * @param data in the byte order that it is set to; its position is neither used nor moved
     */
    static ElementReader of(ElementType type, ByteBuffer data) {
        ByteBuffer whole = data.duplicate().order(data.order()).rewind();
        return switch (type) {
            case FLOAT32 -> {
                FloatBuffer floats = whole.asFloatBuffer();
                yield floats::get;
            }
            case FLOAT64 -> {
                DoubleBuffer doubles = whole.asDoubleBuffer();
                yield doubles::get;
            }
            case FLOAT16 -> {
                ShortBuffer halves = whole.asShortBuffer();
                yield index -> HalfFloats.ofFloat16(halves.get(index));
            }
            case BFLOAT16 -> {
                ShortBuffer halves = whole.asShortBuffer();
                yield index -> HalfFloats.ofBfloat16(halves.get(index));
            }
            case UINT8 -> index -> whole.get(index) & 0xFF;
            case INT8 -> whole::get;
            case INT32 -> {
                IntBuffer ints = whole.asIntBuffer();
                yield ints::get;
            }
            case INT64 -> {
                LongBuffer longs = whole.asLongBuffer();
                yield longs::get;
            }
        };
    }
}
