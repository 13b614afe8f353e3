package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a model file its parts lie, so that a smaller model can be put together of them.
 *
 * <p>Field numbers are those of {@code onnx.proto} of ONNX 1.12.0 (IR version 8). Fields that are not known are parts like
 * any other, and stay what they are.
 */
final class ModelParts {
    static final int GRAPH = 7;

    static final int NODE = 1;
    static final int INITIALIZER = 5;
    static final int INPUT = 11;
    static final int OUTPUT = 12;
    static final int VALUE = 13;
    static final int SPARSE_INITIALIZER = 15;

    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;
    private static final String LOCATION = "location";
    private static final int SPARSE_VALUES = 1;
    private static final int SPARSE_INDICES = 2;
    static final int VALUE_NAME = 1;

    /** Sub-graphs within sub-graphs beyond this depth are nothing that anybody wrote. */
    static final int MAX_DEPTH = 32;

    /**
     * A field of the model or of its graph.
     *
     * @param field its number
     * @param span its bytes, the number included
     * @param body the bytes of its value, if it is a message of the graph; the whole span otherwise
     * @param gives the names of the values that it makes known
     * @param takes the names of the values that it needs, those that its sub-graphs take from around them among them
     * @param files the places of further files that keep its numbers
     */
    record Part(int field, Span span, Span body, List<String> gives, List<String> takes, List<String> files) {}

    /** The names in a part that is being read. */
    private record Names(List<String> gives, List<String> takes, List<String> files) {
        Names() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        Part part(int field, Span span, Span body) {
            return new Part(field, span, body, List.copyOf(gives), List.copyOf(takes), List.copyOf(files));
        }
    }

    private final WireReader wire;
    private final List<Part> model = new ArrayList<>();
    private final List<Part> graph = new ArrayList<>();
    private int depth;

    private ModelParts(Bytes bytes) throws IOException {
        wire = new WireReader(bytes);
    }

    /** Finds the parts of a model. */
    static ModelParts of(Bytes bytes) throws IOException {
        ModelParts parts = new ModelParts(bytes);
        parts.wire.root(parts::modelField);
        return parts;
    }

    /** Returns the fields of the model, in the order of the file. */
    List<Part> model() {
        return model;
    }

    /** Returns the fields of the graph, in the order of the file. */
    List<Part> graph() {
        return graph;
    }

    private void modelField(int number) throws IOException {
        long start = wire.fieldStart();
        if (number == GRAPH) {
            wire.message(this::graphField);
        }
        Span span = new Span(start, wire.fieldEnd());
        model.add(new Names().part(number, span, span));
    }

    private void graphField(int number) throws IOException {
        long start = wire.fieldStart();
        Names names = new Names();
        Optional<Span> body = switch (number) {
            case NODE -> Optional.of(wire.message(field -> nodeField(field, names.gives, names)));
            case INITIALIZER -> Optional.of(wire.message(field -> tensorField(field, names)));
            case SPARSE_INITIALIZER -> Optional.of(wire.message(field -> sparseField(field, names)));
            case INPUT, OUTPUT, VALUE -> Optional.of(wire.message(field -> nameField(field, VALUE_NAME, names.gives)));
            default -> Optional.empty();
        };
        Span span = new Span(start, wire.fieldEnd());
        graph.add(names.part(number, span, body.orElse(span)));
    }

    private void sparseField(int field, Names names) throws IOException {
        if (field == SPARSE_VALUES) {
            wire.message(inner -> tensorField(inner, names));
        } else if (field == SPARSE_INDICES) {
            Names unnamed = new Names();
            wire.message(inner -> tensorField(inner, unnamed));
            names.files.addAll(unnamed.files);
        }
    }

    private void tensorField(int field, Names names) throws IOException {
        nameField(field, TENSOR_NAME, names.gives);
        if (field == TENSOR_EXTERNAL_DATA) {
            List<String> key = new ArrayList<>();
            List<String> value = new ArrayList<>();
            wire.message(inner -> {
                nameField(inner, ENTRY_KEY, key);
                nameField(inner, ENTRY_VALUE, value);
            });
            if (key.equals(List.of(LOCATION))) {
                names.files.addAll(value);
            }
        }
    }

    private void nameField(int field, int nameField, List<String> names) throws IOException {
        if (field == nameField) {
            names.add(wire.text());
        }
    }

    private void nodeField(int field, List<String> gives, Names names) throws IOException {
        switch (field) {
            case NODE_INPUT -> names.takes.add(wire.text());
            case NODE_OUTPUT -> gives.add(wire.text());
            case NODE_ATTRIBUTE -> wire.message(inner -> attributeField(inner, names));
            default -> {}
        }
    }

    private void attributeField(int field, Names names) throws IOException {
        switch (field) {
            case ATTRIBUTE_TENSOR -> {
                Names unnamed = new Names();
                wire.message(inner -> tensorField(inner, unnamed));
                names.files.addAll(unnamed.files);
            }
            case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS -> subGraph(names);
            default -> {}
        }
    }

    /** Notes every name that a sub-graph uses; those that it gives itself do no harm, as names are unique. */
    private void subGraph(Names names) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedFileException("more than " + MAX_DEPTH + " graphs within each other");
        }
        Names own = new Names();
        wire.message(field -> {
            switch (field) {
                case NODE -> wire.message(inner -> nodeField(inner, own.gives, names));
                case INITIALIZER -> wire.message(inner -> tensorField(inner, own));
                case OUTPUT -> wire.message(inner -> nameField(inner, VALUE_NAME, names.takes));
                default -> {}
            }
        });
        names.files.addAll(own.files);
        depth--;
    }
}
