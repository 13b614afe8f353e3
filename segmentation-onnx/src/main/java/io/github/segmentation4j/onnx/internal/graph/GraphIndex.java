package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.Attribute;
import io.github.segmentation4j.onnx.internal.file.Dimension;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.internal.file.Tensor;
import io.github.segmentation4j.onnx.internal.file.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The nodes of a graph by what they give and take, and its constants. */
final class GraphIndex {
    /** More nodes than this between a constant and its use are not looked through. */
    private static final int MAX_STEPS = 8;

    private static final Set<String> KEEP_VALUES = Set.of("Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape");
    private static final Set<String> KEEP_CONSTANT = Set.of(
            "Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape", "Transpose", "QuantizeLinear", "DequantizeLinear");
    private static final Set<String> KEEP_SHAPE = Set.of("Identity", "Cast", "QuantizeLinear", "DequantizeLinear");

    private static final Set<String> KEEP_RANK =
            Set.of("Identity", "Cast", "Dropout", "Clip", "Relu", "Sigmoid", "Softmax", "BatchNormalization", "Resize");
    private static final Set<String> BROADCAST = Set.of("Add", "Sub", "Mul", "Div");

    private final OnnxFile file;
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, ValueInfo> declared = new HashMap<>();

    GraphIndex(OnnxFile file) {
        this.file = file;
        file.values().forEach(value -> declared.put(value.name(), value));
        file.inputs().forEach(value -> declared.put(value.name(), value));
        file.outputs().forEach(value -> declared.put(value.name(), value));
        file.initializers().forEach(tensor -> constants.put(tensor.name(), tensor));
        for (Node node : file.nodes()) {
            node.outputs().forEach(output -> producers.putIfAbsent(output, node));
            node.inputs().stream()
                    .distinct()
                    .forEach(input -> consumers
                            .computeIfAbsent(input, name -> new ArrayList<>())
                            .add(node));
            if (node.is("Constant") && !node.outputs().isEmpty()) {
                value(node).ifPresent(tensor -> constants.put(node.outputs().get(0), tensor));
            }
        }
    }

    private static Optional<Tensor> value(Node constant) {
        if (constant.attributes().get("value") instanceof Attribute.Constant tensor) {
            return Optional.of(tensor.value());
        }
        if (constant.attributes().get("value_float") instanceof Attribute.Real real) {
            return Optional.of(new Tensor("", "float32", List.of(), Optional.of(List.of((double) real.value()))));
        }
        if (constant.attributes().get("value_floats") instanceof Attribute.Reals reals) {
            return Optional.of(list("float32", reals.values()));
        }
        if (constant.attributes().get("value_int") instanceof Attribute.Int integer) {
            return Optional.of(new Tensor("", "int64", List.of(), Optional.of(List.of((double) integer.value()))));
        }
        return constant.integers("value_ints")
                .map(integers ->
                        list("int64", integers.stream().map(Long::doubleValue).toList()));
    }

    private static Tensor list(String type, List<Double> values) {
        return new Tensor("", type, List.of((long) values.size()), Optional.of(values));
    }

    /** True if the graph has several outputs, or one that a node gives with which a tail may end. */
    boolean mayBeTrimmed() {
        return file.outputs().size() > 1
                || file.outputs().stream()
                        .flatMap(output -> producer(output.name()).stream())
                        .anyMatch(TailFinder::mayEndWith);
    }

    /** True if the graph rounds numbers to 8 or 16 bits between its nodes. */
    boolean isOfLowPrecision() {
        return Precision.isLow(file);
    }

    /** Returns all nodes, in the order of the file. */
    List<Node> nodes() {
        return file.nodes();
    }

    /** Returns the version of ONNX's own operators, 1 if the file does not say. */
    long opset() {
        return file.opsets().getOrDefault("", 1L);
    }

    /** Returns the node that gives a value, unless it is an input, a constant of the file or nothing. */
    Optional<Node> producer(String name) {
        return Optional.ofNullable(producers.get(name));
    }

    /** Returns the node that gives a value, if it is an ONNX operator of this type. */
    Optional<Node> producer(String name, String type) {
        return producer(name).filter(node -> node.is(type));
    }

    /** Returns the nodes that take a value, without those that only ask for its shape. */
    List<Node> consumers(String name) {
        return consumers.getOrDefault(name, List.of()).stream()
                .filter(node -> !node.is("Shape") && !node.is("Size"))
                .toList();
    }

    Optional<ValueInfo> input(String name) {
        return file.inputs().stream().filter(input -> input.name().equals(name)).findFirst();
    }

    Optional<ValueInfo> output(String name) {
        return file.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst();
    }

    /** Returns the shape that the file declares of an input, an output or a value in between. */
    Optional<List<Dimension>> shape(String name) {
        return Optional.ofNullable(declared.get(name)).flatMap(ValueInfo::shape);
    }

    /** Returns the element type that the file declares of an input, an output or a value in between. */
    Optional<String> declaredType(String name) {
        return Optional.ofNullable(declared.get(name))
                .map(ValueInfo::elementType)
                .filter(type -> !type.isEmpty());
    }

    /** Returns a constant as the file has it. */
    Optional<Tensor> stored(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Returns how many axes a tensor has, if the file declares it or the nodes show it that the tensor comes from. */
    Optional<Integer> rank(String name) {
        return rank(name, MAX_STEPS);
    }

    private Optional<Integer> rank(String name, int steps) {
        Optional<Integer> known = shape(name)
                .map(List::size)
                .or(() -> stored(name).map(tensor -> tensor.shape().size()));
        Optional<Node> producer = producer(name).filter(node -> node.domain().isEmpty());
        if (known.isPresent() || producer.isEmpty() || steps == 0) {
            return known;
        }
        Node node = producer.get();
        if (node.is("Conv") || node.is("ConvTranspose")) {
            // The weights of a convolution have as many axes as what it gives.
            return node.input(1).flatMap(this::constantShape).map(List::size);
        }
        if (KEEP_RANK.contains(node.type())) {
            return node.input(0).flatMap(input -> rank(input, steps - 1));
        }
        return BROADCAST.contains(node.type()) ? largestRank(node.inputs(), steps - 1) : Optional.empty();
    }

    /** Returns the largest number of axes among tensors, if that of all of them is known. */
    private Optional<Integer> largestRank(List<String> names, int steps) {
        int largest = 0;
        for (String name : names) {
            Optional<Integer> rank = rank(name, steps);
            if (rank.isEmpty()) {
                return Optional.empty();
            }
            largest = Math.max(largest, rank.get());
        }
        return Optional.of(largest);
    }

    /** True for a constant, whatever shape and type it was given. */
    boolean isConstant(String name) {
        return constant(name, KEEP_CONSTANT).isPresent();
    }

    /** Returns a constant with its values in order; type and shape may have been changed since. */
    Optional<Tensor> constant(String name) {
        return constant(name, KEEP_VALUES);
    }

    /** Returns the values of a small constant. */
    Optional<List<Double>> values(String name) {
        return constant(name).flatMap(Tensor::values);
    }

    /** Returns the values of a small constant as integers. */
    Optional<List<Long>> integers(String name) {
        return values(name).map(values -> values.stream().map(Double::longValue).toList());
    }

    /** Returns the shape of a constant, quantised or not. */
    Optional<List<Long>> constantShape(String name) {
        return constant(name, KEEP_SHAPE).map(Tensor::shape);
    }

    private Optional<Tensor> constant(String name, Set<String> lookedThrough) {
        String current = name;
        for (int step = 0; step < MAX_STEPS; step++) {
            Tensor constant = constants.get(current);
            if (constant != null) {
                return Optional.of(constant);
            }
            Optional<String> next = producer(current)
                    .filter(node -> node.domain().isEmpty() && lookedThrough.contains(node.type()))
                    .flatMap(node -> node.input(0));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
        }
        return Optional.empty();
    }

    /** Returns the axes of a Squeeze, an Unsqueeze or a reduction, which newer operators take as an input. */
    Optional<List<Long>> axes(Node node) {
        return node.integers("axes").or(() -> node.input(1).flatMap(this::integers));
    }

    /** Returns the one input of a node that is not a constant, if there is exactly one. */
    Optional<String> onlyVariable(Node node) {
        List<String> variables = variables(node);
        return variables.size() == 1 ? Optional.of(variables.get(0)) : Optional.empty();
    }

    /** Returns the inputs of a node that are not constants. */
    List<String> variables(Node node) {
        return node.inputs().stream()
                .filter(input -> !input.isEmpty() && !isConstant(input))
                .toList();
    }
}
