package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.List;
import java.util.Optional;

/** Softmax and sigmoid, as one operator or as the several that some exporters write. */
final class Activations {
    /** From this version on Softmax works along one axis; before, along that axis and all behind it together. */
    private static final int OPSET_OF_SOFTMAX_ALONG_AXIS = 13;

    private final GraphIndex graph;

    Activations(GraphIndex graph) {
        this.graph = graph;
    }

    /**
     * A softmax.
     *
     * @param input what it is applied to
     * @param axis along which it works, perhaps counted from the end
     * @param alsoBehind true if it works along that axis and all behind it together
     */
    record Softmax(String input, long axis, boolean alsoBehind) {

        /** True if it works along nothing but the channels. */
        boolean isAlong(ChannelAxis channels) {
            return channels.is(axis) && (!alsoBehind || channels.number() == channels.rank() - 1);
        }
    }

    /** Returns the softmax that ends in a node, if one does. */
    Optional<Softmax> softmax(Node node) {
        return switch (node.type()) {
            case "Softmax", "LogSoftmax" -> node.input(0).map(input -> softmax(node, input));
            case "Exp" ->
                node.input(0)
                        .flatMap(input -> graph.producer(input, "LogSoftmax"))
                        .flatMap(this::softmax);
            case "Div" -> quotientOfExponentials(node);
            default -> Optional.empty();
        };
    }

    private Softmax softmax(Node node, String input) {
        boolean along = graph.opset() >= OPSET_OF_SOFTMAX_ALONG_AXIS;
        return new Softmax(input, node.integer("axis").orElse(along ? -1L : 1L), !along);
    }

    /** Recognises exp(x) / sum(exp(x)), where x may have been lowered by its maximum. */
    private Optional<Softmax> quotientOfExponentials(Node quotient) {
        Optional<Node> exponential = quotient.input(0).flatMap(name -> graph.producer(name, "Exp"));
        Optional<Node> sum = quotient.input(1).flatMap(name -> graph.producer(name, "ReduceSum"));
        if (exponential.isEmpty() || sum.isEmpty() || !sum.get().input(0).equals(quotient.input(0))) {
            return Optional.empty();
        }
        Optional<List<Long>> axes = graph.axes(sum.get()).filter(list -> list.size() == 1);
        boolean keepsAxis = sum.get().integer("keepdims").orElse(1L) == 1;
        if (axes.isEmpty() || !keepsAxis) {
            return Optional.empty();
        }
        return exponential
                .get()
                .input(0)
                .map(this::beforeLowering)
                .map(input -> new Softmax(input, axes.get().get(0), false));
    }

    private String beforeLowering(String exponent) {
        return graph.producer(exponent, "Sub")
                .filter(lowered -> lowered.input(1)
                        .flatMap(name -> graph.producer(name, "ReduceMax"))
                        .flatMap(maximum -> maximum.input(0))
                        .equals(lowered.input(0)))
                .flatMap(lowered -> lowered.input(0))
                .orElse(exponent);
    }

    /** Returns what a sigmoid that ends in a node is applied to, if one does. */
    Optional<String> sigmoidInput(Node node) {
        return switch (node.type()) {
            case "Sigmoid", "HardSigmoid" -> node.input(0);
            case "Reciprocal" -> node.input(0).flatMap(this::negatedExponent);
            case "Div" ->
                node.input(0).filter(this::isOne).flatMap(one -> node.input(1)).flatMap(this::negatedExponent);
            default -> Optional.empty();
        };
    }

    /** Returns x of 1 + exp(-x). */
    private Optional<String> negatedExponent(String denominator) {
        return graph.producer(denominator, "Add")
                .filter(sum -> sum.inputs().stream().anyMatch(this::isOne))
                .flatMap(graph::onlyVariable)
                .flatMap(name -> graph.producer(name, "Exp"))
                .flatMap(exponential -> exponential.input(0))
                .flatMap(name -> graph.producer(name, "Neg"))
                .flatMap(negation -> negation.input(0));
    }

    private boolean isOne(String name) {
        return graph.values(name)
                .filter(values -> !values.isEmpty() && values.stream().allMatch(value -> value == 1))
                .isPresent();
    }
}
