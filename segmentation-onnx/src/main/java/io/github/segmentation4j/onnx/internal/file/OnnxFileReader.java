package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the messages of an ONNX file.
 *
 * <p>Field numbers are those of {@code onnx.proto} of ONNX 1.12.0 (IR version 8), the metadata of nodes that of
 * 1.16.0 (IR version 10); later versions only add fields.
 */
final class OnnxFileReader {
    /**
     * Outputs of a graph, and inputs beside its weights. Networks have some tens; ONNX Runtime 1.28 takes half a minute to
     * open a graph of 20,000 outputs.
     */
    private static final int MAX_SIGNATURE = 1024;

    private final WireReader wire;

    private String producer = "";
    private boolean hasGraph;
    private final Map<String, Long> opsets = new HashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<ModuleScope, ModuleScope> scopes = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final List<ValueInfo> values = new ArrayList<>();

    OnnxFileReader(Bytes bytes) throws IOException {
        wire = new WireReader(bytes);
    }

    OnnxFile read() throws IOException {
        wire.root(this::modelField);
        if (!hasGraph) {
            throw new MalformedFileException("no graph in it");
        }
        Set<String> constants = initializers.stream().map(Tensor::name).collect(Collectors.toSet());
        inputs.removeIf(input -> constants.contains(input.name()));
        checkSignature("inputs", inputs);
        checkSignature("outputs", outputs);
        return new OnnxFile(producer, opsets, metadata, nodes, initializers, inputs, outputs, values);
    }

    private static void checkSignature(String role, List<ValueInfo> values) throws LimitExceededException {
        if (values.size() > MAX_SIGNATURE) {
            throw new LimitExceededException(
                    "a graph of " + values.size() + " " + role + ", more than " + MAX_SIGNATURE);
        }
    }

    private void modelField(int number) throws IOException {
        switch (number) {
            case 2 -> producer = wire.text();
            case 7 -> {
                hasGraph = true;
                wire.message(this::graphField);
            }
            case 8 -> {
                OpsetFields opset = new OpsetFields();
                wire.message(opset);
                opsets.put(Node.canonicalDomain(opset.domain), opset.version);
            }
            case 14 -> {
                EntryFields entry = new EntryFields();
                wire.message(entry);
                metadata.put(entry.key, entry.value);
            }
            default -> {}
        }
    }

    private void graphField(int number) throws IOException {
        switch (number) {
            case 1 -> nodes.add(node());
            case 5 -> initializers.add(TensorFields.read(wire));
            case 11 -> inputs.add(valueInfo());
            case 12 -> outputs.add(valueInfo());
            case 13 -> values.add(valueInfo());
            default -> {}
        }
    }

    private Node node() throws IOException {
        NodeFields fields = new NodeFields();
        wire.message(fields);
        return new Node(
                fields.name,
                fields.type,
                fields.domain,
                fields.inputs,
                fields.outputs,
                fields.attributes,
                fields.metadata.scope());
    }

    private ValueInfo valueInfo() throws IOException {
        ValueInfoFields fields = new ValueInfoFields();
        wire.message(fields);
        return new ValueInfo(fields.name, ElementTypes.name(fields.type), fields.shape);
    }

    /** The fields of an {@code OperatorSetIdProto} in the reading. */
    private final class OpsetFields implements WireReader.Fields {
        private String domain = "";
        private long version;

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> domain = wire.text();
                case 2 -> version = wire.number();
                default -> {}
            }
        }
    }

    /** The fields of a {@code StringStringEntryProto} in the reading. */
    private final class EntryFields implements WireReader.Fields {
        private String key = "";
        private String value = "";

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> key = wire.text();
                case 2 -> value = wire.text();
                default -> {}
            }
        }
    }

    /** The fields of a {@code NodeProto} in the reading. */
    private final class NodeFields implements WireReader.Fields {
        private String name = "";
        private String type = "";
        private String domain = "";
        private final List<String> inputs = new ArrayList<>();
        private final List<String> outputs = new ArrayList<>();
        private final Map<String, Attribute> attributes = new HashMap<>();
        private final ScopeFields metadata = new ScopeFields();

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> inputs.add(wire.text());
                case 2 -> outputs.add(wire.text());
                case 3 -> name = wire.text();
                case 4 -> type = wire.text();
                case 5 -> AttributeFields.read(wire, attributes);
                case 7 -> domain = wire.text();
                case 9 -> metadata.read();
                default -> {}
            }
        }
    }

    /**
     * The entries of a node's metadata that name the modules around it. The others, among them a trace of the program's
     * stack for every node, are jumped over.
     */
    private final class ScopeFields implements WireReader.Fields {
        private String key = "";
        private String namespace = "";
        private String names = "";
        private String classes = "";

        void read() throws IOException {
            key = "";
            wire.message(this);
        }

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> key = wire.text();
                case 2 -> value();
                default -> {}
            }
        }

        private void value() throws IOException {
            switch (key) {
                case ModuleScope.NAMESPACE -> namespace = wire.text();
                case ModuleScope.NAMES -> names = wire.text();
                case ModuleScope.CLASSES -> classes = wire.text();
                default -> {}
            }
        }

        /** Returns the scope, the same object for all nodes of a module. */
        ModuleScope scope() {
            ModuleScope scope = ModuleScope.ofNamespace(namespace);
            ModuleScope known = scope.hasClasses() ? scope : ModuleScope.ofLists(names, classes);
            return scopes.computeIfAbsent(known, same -> same);
        }
    }

    /** The fields of a {@code ValueInfoProto} in the reading, down to the shape of a tensor. */
    private final class ValueInfoFields implements WireReader.Fields {
        private String name = "";
        private long type;
        private Optional<List<Dimension>> shape = Optional.empty();

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> name = wire.text();
                case 2 -> wire.message(this::typeField);
                default -> {}
            }
        }

        /** Takes a field of {@code TypeProto}, of which only tensors are read. */
        private void typeField(int number) throws IOException {
            if (number == 1) {
                wire.message(this::tensorField);
            }
        }

        private void tensorField(int number) throws IOException {
            switch (number) {
                case 1 -> type = wire.number();
                case 2 -> {
                    List<Dimension> dimensions = new ArrayList<>();
                    wire.message(field -> {
                        if (field == 1) {
                            dimensions.add(dimension());
                        }
                    });
                    shape = Optional.of(dimensions);
                }
                default -> {}
            }
        }

        private Dimension dimension() throws IOException {
            DimensionFields fields = new DimensionFields();
            wire.message(fields);
            return new Dimension(fields.length, fields.symbol);
        }
    }

    /** The fields of a {@code TensorShapeProto.Dimension} in the reading. */
    private final class DimensionFields implements WireReader.Fields {
        private long length = Dimension.FREE;
        private String symbol = "";

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case 1 -> length = wire.number();
                case 2 -> symbol = wire.text();
                default -> {}
            }
        }
    }
}
