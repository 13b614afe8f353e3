package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a node anew between casts: its inputs to 32-bit floats, and its output back to the type that its first input has.
 *
 * <p>Field numbers are those of {@code onnx.proto} of ONNX 1.12.0 (IR version 8).
 */
final class CastNodes {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_INTEGER = 3;
    private static final int ATTRIBUTE_TYPE = 20;
    private static final int INTEGER_TYPE = 2;

    /** Begins the names of values that the file does not have. */
    private static final String OWN = "segmentation4j/float32/";

    private final KernelGap gap;
    private final byte[] node;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final WireWriter rest = new WireWriter();

    private CastNodes(KernelGap gap, byte[] node) {
        this.gap = gap;
        this.node = node;
    }

    /**
     * Returns the fields of a graph that stand for a node.
     *
     * @param node the bytes of the {@code NodeProto}
     */
    static byte[] around(KernelGap gap, byte[] node) throws IOException {
        CastNodes nodes = new CastNodes(gap, node);
        WireReader wire = new WireReader(new Bytes.InArray(node));
        wire.root(number -> nodes.field(wire, number));
        return nodes.written();
    }

    private void field(WireReader wire, int number) throws IOException {
        int start = (int) wire.fieldStart();
        switch (number) {
            case INPUT -> inputs.add(wire.text());
            case OUTPUT -> outputs.add(wire.text());
            default -> {
                int end = (int) wire.fieldEnd();
                rest.fields(Arrays.copyOfRange(node, start, end));
            }
        }
    }

    private byte[] written() {
        WireWriter graph = new WireWriter();
        WireWriter own = new WireWriter();
        for (int place = 0; place < inputs.size(); place++) {
            boolean cast = place > 0 || gap.sampledToo();
            String name = cast ? OWN + gap.output() + "/" + place : inputs.get(place);
            if (cast) {
                graph.message(ModelParts.NODE, cast(inputs.get(place), name));
            }
            own.text(INPUT, name);
        }
        String result = gap.sampledToo() ? OWN + gap.output() : gap.output();
        own.text(OUTPUT, result).fields(rest.toBytes());
        graph.message(ModelParts.NODE, own.toBytes());
        if (gap.sampledToo()) {
            graph.message(
                    ModelParts.NODE,
                    new WireWriter()
                            .text(INPUT, result)
                            .text(INPUT, inputs.get(0))
                            .text(OUTPUT, gap.output())
                            .text(OPERATOR, "CastLike")
                            .toBytes());
        }
        return graph.toBytes();
    }

    private static byte[] cast(String from, String to) {
        byte[] type = new WireWriter()
                .text(ATTRIBUTE_NAME, "to")
                .number(ATTRIBUTE_INTEGER, ElementTypes.FLOAT)
                .number(ATTRIBUTE_TYPE, INTEGER_TYPE)
                .toBytes();
        return new WireWriter()
                .text(INPUT, from)
                .text(OUTPUT, to)
                .text(OPERATOR, "Cast")
                .message(ATTRIBUTE, type)
                .toBytes();
    }
}
