package io.github.segmentation4j.engine.npy;

import io.github.segmentation4j.internal.npy.MalformedArrayException;
import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * How the elements of a file are stored, and as what they are read.
 *
 * <p>What NumPy has and ONNX's images, scores and labels have not is read as the next wider type: truth values as uint8,
 * 16-bit whole numbers as int32, uint32 as int64.
 *
 * @param order the order of the bytes
 * @param kind NumPy's letter and size, for example {@code f4}
 */
record StoredElement(ByteOrder order, String kind) {
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("f4", ElementType.FLOAT32),
            Map.entry("f8", ElementType.FLOAT64),
            Map.entry("b1", ElementType.UINT8),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("i1", ElementType.INT8),
            Map.entry("u2", ElementType.INT32),
            Map.entry("i2", ElementType.INT32),
            Map.entry("i4", ElementType.INT32),
            Map.entry("u4", ElementType.INT64),
            Map.entry("i8", ElementType.INT64),
            Map.entry("u8", ElementType.INT64));

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    /** Reads a descriptor such as {@code <f4}. */
    static StoredElement named(String descriptor) throws MalformedArrayException {
        char first = descriptor.isEmpty() ? 0 : descriptor.charAt(0);
        String kind = descriptor.isEmpty() ? "" : descriptor.substring(1);
        boolean ordered = first == '<' || first == '>' || first == '=' || (first == '|' && kind.endsWith("1"));
        if (!ordered || !TYPES.containsKey(kind)) {
            throw new MalformedArrayException("holds elements of type \"" + descriptor
                    + "\", where numbers of at most 64 bits are expected, for example \"<f4\"");
        }
        return new StoredElement(
                switch (first) {
                    case '>' -> ByteOrder.BIG_ENDIAN;
                    case '=' -> ByteOrder.nativeOrder();
                    default -> ByteOrder.LITTLE_ENDIAN;
                },
                kind);
    }

    /** Returns the little-endian descriptor of a type that NumPy has. */
    static String descriptor(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "<f2";
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case UINT8 -> "|u1";
            case INT8 -> "|i1";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case BFLOAT16 -> throw new IllegalArgumentException("NumPy has no bfloat16: give float32");
        };
    }

    ElementType type() {
        return TYPES.getOrDefault(kind, ElementType.FLOAT32);
    }

    /** Returns the size of a stored element in bytes. */
    int bytes() {
        return kind.charAt(1) - '0';
    }

    /** Copies an element to its type in another buffer. */
    void copy(ByteBuffer stored, int index, ByteBuffer target, int targetIndex) throws MalformedArrayException {
        int from = index * bytes();
        int to = targetIndex * type().bytes();
        switch (kind) {
            case "u2" -> target.putInt(to, stored.getShort(from) & 0xFFFF);
            case "i2" -> target.putInt(to, stored.getShort(from));
            case "u4" -> target.putLong(to, stored.getInt(from) & UNSIGNED_INT);
            case "u8" -> {
                long value = stored.getLong(from);
                if (value < 0) {
                    throw new MalformedArrayException("holds " + Long.toUnsignedString(value)
                            + ", where whole numbers up to 2^63 - 1 are expected");
                }
                target.putLong(to, value);
            }
            default -> copyBits(stored, from, target, to);
        }
    }

    private void copyBits(ByteBuffer stored, int from, ByteBuffer target, int to) {
        switch (bytes()) {
            case Byte.BYTES -> target.put(to, stored.get(from));
            case Short.BYTES -> target.putShort(to, stored.getShort(from));
            case Integer.BYTES -> target.putInt(to, stored.getInt(from));
            default -> target.putLong(to, stored.getLong(from));
        }
    }
}
