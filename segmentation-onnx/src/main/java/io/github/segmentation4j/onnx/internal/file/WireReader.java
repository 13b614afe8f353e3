package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/**
 * A reader of the protobuf wire format that goes through messages field by field and jumps over what nobody asks for.
 *
 * <p>Nothing is read or allocated because a length says so: a length that reaches beyond its message and groups (which
 * ONNX does not use) end in a {@link MalformedFileException}. What is read is weighed, so that no file, however it is made,
 * takes more than some hundred megabytes of heap; one that is too heavy ends in a {@link LimitExceededException}. The
 * encoding is that of the Protocol Buffers documentation, "Encoding".
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private static final int WIRE_TYPE_BITS = 3;
    private static final int WIRE_TYPE_MASK = 7;
    private static final int VARINT_DATA_BITS = 7;
    private static final int VARINT_DATA_MASK = 0x7F;
    private static final int VARINT_MORE = 0x80;
    private static final int BUFFER_BYTES = 8192;

    /**
     * What all messages, texts and numbers of one file may take in bytes of heap. The largest graphs take a tenth: one of
     * 20,000 nodes and as many small constants has some 200,000 parts.
     */
    private static final long MAX_HEAP_BYTES = 256L << 20;

    /** What a message or a text takes beside its content: its object, an entry in a list and one in an index. */
    private static final int PART_HEAP_BYTES = 192;

    /** What a number in a list takes: its object and twice its place, since lists grow by half and are copied. */
    private static final int NUMBER_HEAP_BYTES = 24;

    /** Field by field, what a message holds. */
    interface Fields {
        /**
         * Takes one field, or leaves it to be skipped by not reading a value.
         *
         * @param number the number of the field in its message
         */
        void field(int number) throws IOException;
    }

    private final Bytes bytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Where the content of the buffer begins. */
    private long bufferStart;

    private long position;

    /** Where the current field begins. */
    private long fieldStart;

    /** Where the message that is being read ends. */
    private long end;

    private int wireType;
    private boolean valueTaken;
    private long heapBytes;

    WireReader(Bytes bytes) throws IOException {
        this.bytes = bytes;
        end = bytes.size();
        buffer.limit(0);
    }

    /** Reads all bytes as the fields of one message. */
    void root(Fields fields) throws IOException {
        fields(fields);
    }

    /** Reads the value of the current field as a message and returns where that lies. */
    Span message(Fields fields) throws IOException {
        weigh(PART_HEAP_BYTES);
        long length = length();
        long outer = end;
        Span body = new Span(position, position + length);
        end = body.end();
        fields(fields);
        end = outer;
        valueTaken = true;
        return body;
    }

    private void fields(Fields fields) throws IOException {
        while (position < end) {
            fieldStart = position;
            long tag = varint();
            long number = tag >>> WIRE_TYPE_BITS;
            if (number == 0 || number > Integer.MAX_VALUE) {
                throw new MalformedFileException("field " + number + " at byte " + position);
            }
            wireType = (int) tag & WIRE_TYPE_MASK;
            valueTaken = false;
            fields.field((int) number);
            if (!valueTaken) {
                skip();
            }
        }
    }

    /** Returns where the current field begins, its number included; to be asked before its value is read. */
    long fieldStart() {
        return fieldStart;
    }

    /** Returns where the current field ends, reading over its value if nobody has read it. */
    long fieldEnd() throws IOException {
        if (!valueTaken) {
            skip();
            valueTaken = true;
        }
        return position;
    }

    /** Returns the value of the current field as an integer. */
    long number() throws IOException {
        take(VARINT);
        return varint();
    }

    /** Returns the value of the current field as a 32-bit float. */
    float float32() throws IOException {
        take(FIXED_32);
        return Float.intBitsToFloat((int) fixed(Integer.BYTES));
    }

    /** Returns the value of the current field as text; bytes that are not UTF-8 become replacement characters. */
    String text() throws IOException {
        return new String(blob(), StandardCharsets.UTF_8);
    }

    /** True if the value of the current field is a blob, a text, a message or a packed list of more than so many bytes. */
    boolean isLongerThan(int most) throws IOException {
        if (wireType != LENGTH_DELIMITED) {
            return false;
        }
        long start = position;
        long length = length();
        position = start;
        valueTaken = false;
        return length > most;
    }

    /** Returns the value of the current field as bytes. */
    byte[] blob() throws IOException {
        long length = length();
        weigh(PART_HEAP_BYTES + length);
        byte[] blob = new byte[(int) length];
        int filled = 0;
        while (filled < blob.length) {
            fill(1);
            int offset = (int) (position - bufferStart);
            int part = Math.min(blob.length - filled, buffer.limit() - offset);
            buffer.get(offset, blob, filled, part);
            filled += part;
            position += part;
        }
        return blob;
    }

    /** Hands over the integers of the current field, of which there is one, or many when packed. */
    void numbers(LongConsumer numbers) throws IOException {
        if (wireType == VARINT) {
            weigh(NUMBER_HEAP_BYTES);
            numbers.accept(number());
            return;
        }
        long last = endOfList();
        weigh(NUMBER_HEAP_BYTES * Math.min(last - position, Tensor.MAX_VALUES));
        while (position < last) {
            numbers.accept(varint());
        }
        if (position > last) {
            throw new MalformedFileException("a list of integers that ends within one, at byte " + last);
        }
    }

    /** Hands over the 32-bit floats of the current field, of which there is one, or many when packed. */
    void floats(DoubleConsumer floats) throws IOException {
        reals(FIXED_32, Float.BYTES, floats);
    }

    /** Hands over the 64-bit floats of the current field, of which there is one, or many when packed. */
    void doubles(DoubleConsumer doubles) throws IOException {
        reals(FIXED_64, Double.BYTES, doubles);
    }

    private void reals(int single, int size, DoubleConsumer reals) throws IOException {
        long last;
        if (wireType == single) {
            take(single);
            last = Math.addExact(position, size);
        } else {
            last = endOfList();
        }
        weigh(NUMBER_HEAP_BYTES * Math.min((last - position) / size, Tensor.MAX_VALUES));
        if ((last - position) % size != 0) {
            throw new MalformedFileException("a list of floats that ends within one, at byte " + last);
        }
        while (position < last) {
            long bits = fixed(size);
            reals.accept(size == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits));
        }
    }

    /** Adds what is about to be kept, so that no file, however made, fills the memory. */
    private void weigh(long bytes) throws LimitExceededException {
        heapBytes += bytes;
        if (heapBytes > MAX_HEAP_BYTES) {
            throw new LimitExceededException("more than " + (MAX_HEAP_BYTES >> 20)
                    + " MiB of names, small constants and nodes up to byte " + position);
        }
    }

    /** Reads the length of a packed list and returns where it ends. */
    private long endOfList() throws IOException {
        long length = length();
        return position + length;
    }

    private void take(int expected) throws MalformedFileException {
        if (wireType != expected) {
            throw new MalformedFileException(
                    "a value of wire type " + wireType + " in place of " + expected + " at byte " + position);
        }
        valueTaken = true;
    }

    /** Reads a length that fits into the message. */
    private long length() throws IOException {
        take(LENGTH_DELIMITED);
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new MalformedFileException("a length of " + Long.toUnsignedString(length) + " at byte " + position
                    + ", where " + (end - position) + " bytes are left");
        }
        return length;
    }

    private void skip() throws IOException {
        long length = switch (wireType) {
            case VARINT -> {
                varint();
                yield 0;
            }
            case FIXED_64 -> Long.BYTES;
            case LENGTH_DELIMITED -> length();
            case FIXED_32 -> Integer.BYTES;
            default -> throw new MalformedFileException("a value of wire type " + wireType + " at byte " + position);
        };
        if (length > end - position) {
            throw new MalformedFileException("a value that ends beyond its message, at byte " + position);
        }
        position += length;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_DATA_BITS) {
            long next = fixed(1);
            value |= (next & VARINT_DATA_MASK) << shift;
            if ((next & VARINT_MORE) == 0) {
                return value;
            }
        }
        throw new MalformedFileException("an integer of more than ten bytes at byte " + position);
    }

    /** Reads an unsigned little-endian integer of 1, 4 or 8 bytes. */
    private long fixed(int size) throws IOException {
        if (size > end - position) {
            throw new MalformedFileException("a value that ends beyond its message, at byte " + position);
        }
        fill(size);
        int offset = (int) (position - bufferStart);
        position += size;
        return switch (size) {
            case 1 -> Byte.toUnsignedLong(buffer.get(offset));
            case Integer.BYTES -> Integer.toUnsignedLong(buffer.getInt(offset));
            default -> buffer.getLong(offset);
        };
    }

    /** Makes sure that the buffer holds so many bytes from the position on. */
    private void fill(int size) throws IOException {
        if (position >= bufferStart && position + size <= bufferStart + buffer.limit()) {
            return;
        }
        buffer.clear();
        bufferStart = position;
        while (buffer.position() < size) {
            if (bytes.read(bufferStart + buffer.position(), buffer) < 0) {
                buffer.limit(0);
                throw new MalformedFileException("an early end at byte " + position);
            }
        }
        buffer.flip();
    }
}
