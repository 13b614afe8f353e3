package io.github.segmentation4j.examples.opencv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Writes lengths into those axes of a network's input that its ONNX file leaves open.
 *
 * <p>It follows the fields of {@code onnx.proto3} that lead to these axes and copies all others as they are.
 */
final class FixedShape {
    /** The numbers of {@code graph}, {@code input}, {@code type}, {@code tensor_type}, {@code shape} and {@code dim}. */
    private static final int[] PATH = {7, 11, 2, 1, 2, 1};

    /** The tag of {@code dim_value}. */
    private static final int LENGTH_TAG = 1 << 3;

    private final int[] lengths;
    private int axis;

    private FixedShape(int... lengths) {
        this.lengths = lengths;
    }

    /**
     * Returns a copy of a model whose first input has no open axis.
     *
     * @param model the bytes of an ONNX file
     * @param lengths one for each axis of the first input
     * @throws IllegalArgumentException if it is not an ONNX file
     */
    static byte[] of(byte[] model, int... lengths) {
        return new FixedShape(lengths).copied(ByteBuffer.wrap(model), 0);
    }

    /** Returns a copy of a message, which lies at a depth of the path. */
    private byte[] copied(ByteBuffer message, int depth) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(message.remaining());
        while (message.hasRemaining()) {
            long tag = varint(message);
            write(copy, tag);
            switch ((int) tag & 7) {
                case 0 -> write(copy, varint(message));
                case 1 -> copy.writeBytes(bytes(message, Long.BYTES));
                case 2 -> {
                    byte[] part = bytes(message, varint(message));
                    byte[] written = tag >> 3 == PATH[depth] ? onPath(part, depth) : part;
                    write(copy, written.length);
                    copy.writeBytes(written);
                }
                case 5 -> copy.writeBytes(bytes(message, Integer.BYTES));
                default -> throw new IllegalArgumentException("no field of protobuf has the tag " + tag);
            }
        }
        return copy.toByteArray();
    }

    private byte[] onPath(byte[] part, int depth) {
        if (depth + 1 < PATH.length) {
            return copied(ByteBuffer.wrap(part), depth + 1);
        }
        boolean open = part.length < 2 || part[0] != LENGTH_TAG || part[1] == 0;
        int current = axis++;
        if (!open || current >= lengths.length) {
            return part;
        }
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        write(length, LENGTH_TAG);
        write(length, lengths[current]);
        return length.toByteArray();
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && message.hasRemaining(); shift += 7) {
            byte next = message.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has no end");
    }

    private static byte[] bytes(ByteBuffer message, long count) {
        if (count < 0 || count > message.remaining()) {
            throw new IllegalArgumentException(
                    "a field has " + count + " bytes, but " + message.remaining() + " follow");
        }
        byte[] bytes = new byte[(int) count];
        message.get(bytes);
        return bytes;
    }

    private static void write(ByteArrayOutputStream message, long varint) {
        long rest = varint;
        while ((rest & ~0x7FL) != 0) {
            message.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        message.write((int) rest);
    }
}
