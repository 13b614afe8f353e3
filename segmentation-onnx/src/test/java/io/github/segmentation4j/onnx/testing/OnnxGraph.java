package io.github.segmentation4j.onnx.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes small ONNX files for tests: a graph node by node, in the protobuf encoding of {@code onnx.proto3}.
 *
 * <p>Field numbers are those of ONNX's IR version 8.
 */
public final class OnnxGraph {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;

    /** An axis that the graph leaves open. */
    public static final long FREE = -1;

    private static final int EXTERNAL = 1;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final Message graph = new Message().text(2, "test");
    private final Message metadata = new Message();
    private int opset = OPSET;
    private int irVersion = IR_VERSION;

    /** Sets the version of ONNX's operators, 17 otherwise. */
    public OnnxGraph opset(int version) {
        opset = version;
        return this;
    }

    /** Sets the version of the format, 8 otherwise. */
    public OnnxGraph irVersion(int version) {
        irVersion = version;
        return this;
    }

    /** Adds an entry to the metadata of the model. */
    public OnnxGraph metadata(String key, String value) {
        metadata.message(14, entry(key, value));
        return this;
    }

    public OnnxGraph input(String name, int type, long... shape) {
        graph.message(11, valueInfo(name, type, shape));
        return this;
    }

    /** Adds an input of which nothing is declared but its type. */
    public OnnxGraph shapelessInput(String name, int type) {
        graph.message(11, shapeless(name, type));
        return this;
    }

    /** Adds an output of which nothing is declared but its type. */
    public OnnxGraph shapelessOutput(String name, int type) {
        graph.message(12, shapeless(name, type));
        return this;
    }

    private static Message shapeless(String name, int type) {
        return new Message().text(1, name).message(2, new Message().message(1, new Message().number(1, type)));
    }

    public OnnxGraph output(String name, int type, long... shape) {
        graph.message(12, valueInfo(name, type, shape));
        return this;
    }

    /** Declares a value between two nodes. */
    public OnnxGraph value(String name, int type, long... shape) {
        graph.message(13, valueInfo(name, type, shape));
        return this;
    }

    public OnnxGraph floats(String name, long[] shape, float... values) {
        ByteBuffer raw = littleEndian(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, shape, raw);
    }

    /** Adds a constant of 16-bit floats, given by their bits. */
    public OnnxGraph halves(String name, long[] shape, short... bits) {
        ByteBuffer raw = littleEndian(bits.length * Short.BYTES);
        raw.asShortBuffer().put(bits);
        return constant(name, FLOAT16, shape, raw);
    }

    /** Adds a constant that is a list of 64-bit integers. */
    public OnnxGraph int64s(String name, long... values) {
        ByteBuffer raw = littleEndian(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, new long[] {values.length}, raw);
    }

    /** Adds a constant that is a list of 32-bit integers. */
    public OnnxGraph int32s(String name, int... values) {
        ByteBuffer raw = littleEndian(values.length * Integer.BYTES);
        raw.asIntBuffer().put(values);
        return constant(name, INT32, new long[] {values.length}, raw);
    }

    /** Adds a constant that is a list of unsigned bytes. */
    public OnnxGraph uint8s(String name, byte... values) {
        return constant(name, UINT8, new long[] {values.length}, ByteBuffer.wrap(values));
    }

    private OnnxGraph constant(String name, int type, long[] shape, ByteBuffer raw) {
        graph.message(5, tensor(type, shape).text(8, name).bytes(9, content(raw)));
        return this;
    }

    /** Adds a constant whose numbers lie in another file, from a place on. */
    public OnnxGraph floatsIn(String file, long offset, String name, long... shape) {
        long elements = 1;
        for (long length : shape) {
            elements *= length;
        }
        graph.message(
                5,
                tensor(FLOAT, shape)
                        .text(8, name)
                        .message(13, entry("location", file))
                        .message(13, entry("offset", String.valueOf(offset)))
                        .message(13, entry("length", String.valueOf(elements * Float.BYTES)))
                        .number(14, EXTERNAL));
        return this;
    }

    /** Adds a field of the graph that no version of ONNX knows. */
    public OnnxGraph unknown(int field, String text) {
        graph.text(field, text);
        return this;
    }

    /** Adds a node with one output. */
    public OnnxGraph node(String type, String output, String... inputs) {
        return node(new Operation(type).inputs(inputs).outputs(output));
    }

    /** Adds a node with one output and one attribute that is a list of integers. */
    public OnnxGraph nodeWithInts(String type, String output, String attribute, long[] values, String... inputs) {
        return node(new Operation(type).inputs(inputs).outputs(output).ints(attribute, values));
    }

    /** Adds a node. */
    public OnnxGraph node(Operation operation) {
        graph.message(1, operation.message);
        return this;
    }

    /** A node in the making. */
    public static final class Operation {
        private static final int REAL = 1;
        private static final int INT = 2;
        private static final int TEXT = 3;
        private static final int TENSOR = 4;
        private static final int GRAPH = 5;
        private static final int INTS = 7;

        private final Message message = new Message();

        public Operation(String type) {
            message.text(4, type);
        }

        public Operation named(String name) {
            message.text(3, name);
            return this;
        }

        public Operation domain(String domain) {
            message.text(7, domain);
            return this;
        }

        /** Adds inputs; an empty name leaves an optional one out. */
        public Operation inputs(String... names) {
            for (String name : names) {
                message.text(1, name);
            }
            return this;
        }

        /** Adds an entry to the metadata of the node. */
        public Operation metadata(String key, String value) {
            message.message(9, entry(key, value));
            return this;
        }

        public Operation outputs(String... names) {
            for (String name : names) {
                message.text(2, name);
            }
            return this;
        }

        public Operation integer(String attribute, long value) {
            return attribute(attribute, INT, new Message().number(3, value));
        }

        public Operation ints(String attribute, long... values) {
            Message list = new Message();
            for (long value : values) {
                list.number(8, value);
            }
            return attribute(attribute, INTS, list);
        }

        public Operation real(String attribute, float value) {
            return attribute(attribute, REAL, new Message().float32(2, value));
        }

        public Operation text(String attribute, String value) {
            return attribute(attribute, TEXT, new Message().text(4, value));
        }

        /** Adds a graph of its own, which may use what is around it. */
        public Operation graph(String attribute, OnnxGraph body) {
            return attribute(attribute, GRAPH, new Message().message(6, body.graph));
        }

        /** Adds a tensor of 32-bit floats, written as a packed list. */
        public Operation floats(String attribute, long[] shape, float... values) {
            ByteBuffer packed = littleEndian(values.length * Float.BYTES);
            packed.asFloatBuffer().put(values);
            Message tensor = tensor(FLOAT, shape).bytes(4, content(packed));
            return attribute(attribute, TENSOR, new Message().message(5, tensor));
        }

        private Operation attribute(String name, int type, Message value) {
            message.message(5, value.text(1, name).number(20, type));
            return this;
        }
    }

    /** Returns the content of the file. */
    public byte[] toBytes() {
        Message operators = new Message().text(1, "").number(2, opset);
        return new Message()
                .number(1, irVersion)
                .message(7, graph)
                .message(8, operators)
                .append(metadata)
                .toBytes();
    }

    /**
     * A network with one 1x1 convolution: class c scores {@code weights[c] . (r, g, b)}, at the size of its input.
     *
     * @param weights three for each class
     */
    public static byte[] pointwise(String input, String output, float... weights) {
        long classes = weights.length / 3;
        return new OnnxGraph()
                .input(input, FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {classes, 3, 1, 1}, weights)
                .node("Conv", output, input, "weights")
                .output(output, FLOAT, FREE, classes, FREE, FREE)
                .toBytes();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.get(0, content);
        return content;
    }

    private static Message tensor(int type, long... shape) {
        Message tensor = new Message();
        for (long length : shape) {
            tensor.number(1, length);
        }
        return tensor.number(2, type);
    }

    private static Message entry(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }

    private static Message valueInfo(String name, int type, long... shape) {
        Message axes = new Message();
        for (int i = 0; i < shape.length; i++) {
            axes.message(
                    1,
                    shape[i] == FREE ? new Message().text(2, name + "_axis" + i) : new Message().number(1, shape[i]));
        }
        Message tensor = new Message().number(1, type).message(2, axes);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protobuf message in the making. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;
        private static final int FIXED_32 = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message float32(int field, float value) {
            varint(((long) field << 3) | FIXED_32);
            out.writeBytes(content(littleEndian(Float.BYTES).putFloat(value)));
            return this;
        }

        /** Adds all fields of another message. */
        Message append(Message other) {
            out.writeBytes(other.toBytes());
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
