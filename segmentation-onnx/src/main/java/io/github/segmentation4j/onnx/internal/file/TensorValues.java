package io.github.segmentation4j.onnx.internal.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The elements of small tensors in the encodings of {@code TensorProto}. */
final class TensorValues {
    private static final int HALF_EXPONENT_BITS = 0x1F;
    private static final int HALF_FRACTION_BITS = 10;
    private static final int HALF_FRACTION_MASK = 0x3FF;
    private static final int HALF_SIGN = 0x8000;
    private static final int HALF_BIAS = 15;

    private TensorValues() {}

    /** Reads {@code raw_data}, little-endian; empty for types that are not read. */
    static Optional<List<Double>> ofRaw(long type, byte[] raw) {
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        return switch ((int) type) {
            case ElementTypes.FLOAT -> elements(raw.length, Float.BYTES, i -> (double) bytes.getFloat(i));
            case ElementTypes.DOUBLE -> elements(raw.length, Double.BYTES, bytes::getDouble);
            case ElementTypes.FLOAT16 -> elements(raw.length, Short.BYTES, i -> half(bytes.getShort(i)));
            case ElementTypes.BFLOAT16 -> elements(raw.length, Short.BYTES, i -> upperHalf(bytes.getShort(i)));
            case ElementTypes.INT64 -> elements(raw.length, Long.BYTES, i -> (double) bytes.getLong(i));
            case ElementTypes.INT32 -> elements(raw.length, Integer.BYTES, i -> (double) bytes.getInt(i));
            case ElementTypes.INT8 -> elements(raw.length, 1, i -> (double) bytes.get(i));
            case ElementTypes.UINT8, ElementTypes.BOOL ->
                elements(raw.length, 1, i -> (double) Byte.toUnsignedInt(bytes.get(i)));
            default -> Optional.empty();
        };
    }

    /** Reads {@code int32_data}, which also carries the bits of 16-bit floats; empty for types that are not read. */
    static Optional<List<Double>> ofInt32(long type, List<Long> elements) {
        return switch ((int) type) {
            case ElementTypes.FLOAT16 ->
                Optional.of(elements.stream()
                        .map(element -> half(element.shortValue()))
                        .toList());
            case ElementTypes.BFLOAT16 ->
                Optional.of(elements.stream()
                        .map(element -> upperHalf(element.shortValue()))
                        .toList());
            case ElementTypes.INT32, ElementTypes.INT8, ElementTypes.UINT8, ElementTypes.BOOL ->
                Optional.of(elements.stream().map(Long::doubleValue).toList());
            default -> Optional.empty();
        };
    }

    private static Optional<List<Double>> elements(int length, int size, IntFunction<Double> elementAt) {
        if (length % size != 0) {
            return Optional.empty();
        }
        List<Double> elements = new ArrayList<>();
        for (int i = 0; i < length; i += size) {
            elements.add(elementAt.apply(i));
        }
        return Optional.of(elements);
    }

    /** Returns the value of an IEEE 754 half; Java has a method for it from version 20 on. */
    private static double half(short bits) {
        int exponent = (bits >> HALF_FRACTION_BITS) & HALF_EXPONENT_BITS;
        int fraction = bits & HALF_FRACTION_MASK;
        double sign = (bits & HALF_SIGN) == 0 ? 1 : -1;
        if (exponent == HALF_EXPONENT_BITS) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double significand = exponent == 0 ? fraction : fraction + (1 << HALF_FRACTION_BITS);
        return sign * Math.scalb(significand, Math.max(exponent, 1) - HALF_BIAS - HALF_FRACTION_BITS);
    }

    /** Returns the value of a bfloat16, which is the upper half of a 32-bit float. */
    private static double upperHalf(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }
}
