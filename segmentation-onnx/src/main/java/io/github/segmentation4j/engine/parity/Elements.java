package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;

/** Writes single elements of a tensor. */
final class Elements {
    private Elements() {}

    /** Writes a value as the nearest of a type; whole numbers beyond the type's range become its ends. */
    static void put(ElementType type, ByteBuffer data, int index, float value) {
        int at = index * type.bytes();
        switch (type) {
            case FLOAT32 -> data.putFloat(at, value);
            case FLOAT64 -> data.putDouble(at, value);
            case FLOAT16 -> data.putShort(at, HalfFloats.toFloat16(value));
            case BFLOAT16 -> data.putShort(at, HalfFloats.toBfloat16(value));
            case UINT8 -> data.put(at, (byte) clamped(value, 0, 0xFF));
            case INT8 -> data.put(at, (byte) clamped(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT32 -> data.putInt(at, (int) Math.rint(value));
            case INT64 -> data.putLong(at, (long) Math.rint(value));
        }
    }

    private static int clamped(float value, int lowest, int highest) {
        return (int) Math.max(lowest, Math.min(highest, Math.rint(value)));
    }
}
