package io.github.segmentation4j.onnx.internal.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A writer of fields of the protobuf wire format, as far as texts, messages and integers go. Used by one thread.
 *
 * <p>The encoding is that of the Protocol Buffers documentation, "Encoding".
 */
final class WireWriter {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int WIRE_TYPE_BITS = 3;
    private static final int VARINT_DATA_BITS = 7;
    private static final int VARINT_DATA_MASK = 0x7F;
    private static final int VARINT_MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Writes a field that is a text. */
    WireWriter text(int number, String value) {
        return message(number, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a field that is an integer, at least 0. */
    WireWriter number(int number, long value) {
        varint((long) number << WIRE_TYPE_BITS | VARINT);
        varint(value);
        return this;
    }

    /** Writes a field that is a message. */
    WireWriter message(int number, byte[] message) {
        startOfMessage(number, message.length);
        out.writeBytes(message);
        return this;
    }

    /** Writes the beginning of a field that is a message, of which that many bytes must follow. */
    WireWriter startOfMessage(int number, long length) {
        varint((long) number << WIRE_TYPE_BITS | LENGTH_DELIMITED);
        varint(length);
        return this;
    }

    /** Writes fields that are encoded already. */
    WireWriter fields(byte[] encoded) {
        out.writeBytes(encoded);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~VARINT_DATA_MASK) != 0) {
            out.write((int) (rest & VARINT_DATA_MASK) | VARINT_MORE);
            rest >>>= VARINT_DATA_BITS;
        }
        out.write((int) rest);
    }

    /** Returns what was written. */
    byte[] toBytes() {
        return out.toByteArray();
    }
}
