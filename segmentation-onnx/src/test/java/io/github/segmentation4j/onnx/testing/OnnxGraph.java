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
    public static final int INT64 = 7;

    /** An axis that the graph leaves open. */
    public static final long FREE = -1;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message().text(2, "test");

    public OnnxGraph input(String name, int type, long... shape) {
        graph.message(11, valueInfo(name, type, shape));
        return this;
    }

    public OnnxGraph output(String name, int type, long... shape) {
        graph.message(12, valueInfo(name, type, shape));
        return this;
    }

    public OnnxGraph floats(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Message tensor = new Message();
        for (long length : shape) {
            tensor.number(1, length);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Adds a node with one output. */
    public OnnxGraph node(String type, String output, String... inputs) {
        graph.message(1, nodeMessage(type, output, inputs));
        return this;
    }

    /** Adds a node with one output and one attribute that is a list of integers. */
    public OnnxGraph nodeWithInts(String type, String output, String attribute, long[] values, String... inputs) {
        Message list = new Message().text(1, attribute).number(20, ATTRIBUTE_INTS);
        for (long value : values) {
            list.number(8, value);
        }
        graph.message(1, nodeMessage(type, output, inputs).message(5, list));
        return this;
    }

    /** Returns the content of the file. */
    public byte[] toBytes() {
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
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

    private static Message nodeMessage(String type, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, type);
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

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
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
