package io.github.segmentation4j.onnx.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A protobuf message as a tree that can be changed and written again with all lengths right, so that damage reaches what lies
 * behind the first check of a reader.
 */
final class WireTree {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int DEEPEST = 12;

    private static final long[] NUMBERS = {
        0, 1, 2, 3, 7, 13, 255, 65_537, -1, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE
    };

    /** Operators and names that mean something to this library or to the runtime. */
    private static final String[] WORDS = {
        "",
        "Resize",
        "ArgMax",
        "Softmax",
        "Sigmoid",
        "Transpose",
        "Reshape",
        "Expand",
        "ConstantOfShape",
        "Concat",
        "Slice",
        "Gather",
        "Cast",
        "Identity",
        "Shape",
        "Conv",
        "If",
        "Loop",
        "Tile",
        "Pad",
        "out",
        "input",
        "axis",
        "linear",
        "nearest",
        "align_corners",
        "half_pixel",
        "ai.onnx.ml",
        "w",
        "\u001b[31m"
    };

    /** A field, whose value is bytes or a message of its own. */
    private static final class Field {
        private final int number;
        private final int type;
        private byte[] bytes = {};
        private Optional<List<Field>> message = Optional.empty();

        Field(int number, int type) {
            this.number = number;
            this.type = type;
        }

        Field copy() {
            Field copy = new Field(number, type);
            copy.bytes = bytes.clone();
            copy.message = message.map(WireTree::copied);
            return copy;
        }
    }

    private final List<Field> root;

    private WireTree(List<Field> root) {
        this.root = root;
    }

    /** Takes a well-formed message apart. */
    static WireTree of(byte[] message) {
        return new WireTree(parse(message, 0).orElseThrow());
    }

    /** Returns the message with one to four changes. */
    byte[] damaged(Random random) {
        List<Field> tree = copied(root);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(tree, random);
        }
        return bytes(tree);
    }

    private static List<Field> copied(List<Field> fields) {
        List<Field> copy = new ArrayList<>();
        fields.forEach(field -> copy.add(field.copy()));
        return copy;
    }

    private static void change(List<Field> tree, Random random) {
        List<List<Field>> messages = new ArrayList<>();
        collect(tree, messages);
        List<Field> message = messages.get(random.nextInt(messages.size()));
        if (message.isEmpty()) {
            return;
        }
        int place = random.nextInt(message.size());
        Field field = message.get(place);
        switch (random.nextInt(6)) {
            case 0 -> message.remove(place);
            case 1 -> message.add(random.nextInt(message.size() + 1), field.copy());
            case 2 -> {
                List<Field> other = messages.get(random.nextInt(messages.size()));
                if (!other.isEmpty()) {
                    message.add(place, other.get(random.nextInt(other.size())).copy());
                }
            }
            default -> changeValue(field, random);
        }
    }

    private static void changeValue(Field field, Random random) {
        switch (field.type) {
            case VARINT -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                varint(out, random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt(16));
                field.bytes = out.toByteArray();
            }
            case LENGTH_DELIMITED -> {
                if (random.nextInt(3) > 0) {
                    field.message = Optional.empty();
                    field.bytes = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
                } else if (field.message.isEmpty() && field.bytes.length > 0) {
                    field.bytes[random.nextInt(field.bytes.length)] = (byte) random.nextInt();
                }
            }
            default -> random.nextBytes(field.bytes);
        }
    }

    private static void collect(List<Field> message, List<List<Field>> messages) {
        messages.add(message);
        for (Field field : message) {
            field.message.ifPresent(inner -> collect(inner, messages));
        }
    }

    /** Returns the fields of bytes that are a message; texts that happen to look like one are taken for one. */
    private static Optional<List<Field>> parse(byte[] bytes, int depth) {
        List<Field> fields = new ArrayList<>();
        int[] at = {0};
        while (at[0] < bytes.length) {
            long tag = varint(bytes, at);
            int type = (int) (tag & 7);
            int start = at[0];
            long length = switch (type) {
                case VARINT -> {
                    varint(bytes, at);
                    yield at[0] - start;
                }
                case FIXED_64 -> Long.BYTES;
                case FIXED_32 -> Integer.BYTES;
                case LENGTH_DELIMITED -> {
                    long size = varint(bytes, at);
                    start = at[0];
                    yield size;
                }
                default -> -1;
            };
            if (tag < 8 || tag > 1 << 10 || length < 0 || length > bytes.length - start) {
                return Optional.empty();
            }
            Field field = new Field((int) (tag >>> 3), type);
            field.bytes = Arrays.copyOfRange(bytes, start, start + (int) length);
            at[0] = start + (int) length;
            if (type == LENGTH_DELIMITED && length > 1 && depth < DEEPEST) {
                field.message = parse(field.bytes, depth + 1);
            }
            fields.add(field);
        }
        return Optional.of(fields);
    }

    /** Reads an integer; -1 for one that has no end, which no length or tag is. */
    private static long varint(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at[0] < bytes.length; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    private static byte[] bytes(List<Field> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            byte[] value = field.message.map(WireTree::bytes).orElse(field.bytes);
            varint(out, ((long) field.number << 3) | field.type);
            if (field.type == LENGTH_DELIMITED) {
                varint(out, value.length);
            }
            out.writeBytes(value);
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
