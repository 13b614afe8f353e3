package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.file.Tensor;
import io.github.segmentation4j.onnx.internal.file.ValueInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows an input as long as everything else is made of one tensor, and writes down the arithmetic on the way. */
final class InputStepsTracer {
    private static final int MAX_STEPS = 32;

    /** More values than this are not spelled out. */
    private static final int MAX_SHOWN = 4;

    private static final String START = "x";
    private static final Set<String> MOVING = Set.of("Identity", "Cast", "Dropout");

    private final GraphIndex graph;
    private final ChannelReversal reversal;
    private final String input;

    /** The axis of the channels in the input. */
    private final Optional<Integer> channel;

    private Optional<Axes> axes;
    private String current;
    private String formula = START;
    private boolean endsInSum;
    private boolean reversed;

    /**
     * Makes a tracer for one input.
     *
     * @param layout the order of its axes, if that is known
     */
    InputStepsTracer(GraphIndex graph, String input, Optional<TensorLayout> layout) {
        this.graph = graph;
        this.input = input;
        reversal = new ChannelReversal(graph);
        channel = layout.map(TensorLayout::channelAxis);
        axes = graph.input(input).flatMap(ValueInfo::shape).map(shape -> Axes.start(shape.size()));
        current = input;
    }

    /** Returns the steps, if there are any. */
    Optional<Finding<InputSteps>> steps() {
        Optional<String> next = Optional.of(input);
        for (int step = 0; step < MAX_STEPS && next.isPresent(); step++) {
            current = next.get();
            next = afterReversal().or(this::afterOnlyConsumer);
        }
        boolean computes = !formula.equals(START);
        if (!computes && !reversed) {
            return Optional.empty();
        }
        String evidence = "the graph itself"
                + (computes ? " computes " + formula + " of " + Words.quoted(input) : "")
                + (computes && reversed ? " and" : "")
                + (reversed ? " reverses the channels" + (computes ? "" : " of " + Words.quoted(input)) : "");
        return Optional.of(new Finding<>(new InputSteps(formula, reversed), evidence));
    }

    private Optional<String> afterReversal() {
        if (axes.isEmpty() || channel.isEmpty()) {
            return Optional.empty();
        }
        int place = axes.get().starts().indexOf(channel.get());
        Optional<String> after = reversal.of(current, place, axes.get().rank());
        if (after.isPresent()) {
            reversed = !reversed;
        }
        return after;
    }

    private Optional<String> afterOnlyConsumer() {
        List<Node> consumers = graph.consumers(current);
        if (consumers.size() != 1 || !consumers.get(0).domain().isEmpty()) {
            return Optional.empty();
        }
        Node node = consumers.get(0);
        boolean followed = switch (node.type()) {
            case "Add", "Sub", "Mul", "Div" -> computes(node);
            case "BatchNormalization" -> {
                formula = "BatchNormalization(" + formula + ")";
                endsInSum = false;
                yield true;
            }
            case "Transpose", "Squeeze", "Unsqueeze" -> {
                axes = axes.flatMap(before -> after(node, before));
                yield true;
            }
            default -> MOVING.contains(node.type());
        };
        return followed ? node.outputs().stream().findFirst() : Optional.empty();
    }

    private Optional<Axes> after(Node node, Axes before) {
        return switch (node.type()) {
            case "Transpose" -> node.integers("perm").flatMap(before::transposed);
            case "Squeeze" -> graph.axes(node).flatMap(before::without);
            default -> graph.axes(node).flatMap(before::with);
        };
    }

    /** Adds an operation with a constant to the formula, if it is one. */
    private boolean computes(Node node) {
        if (node.inputs().size() != 2 || !graph.onlyVariable(node).equals(Optional.of(current))) {
            return false;
        }
        boolean constantFirst = node.inputs().get(1).equals(current);
        String constant = shown(node.inputs().get(constantFirst ? 0 : 1));
        boolean sum = node.is("Add") || node.is("Sub");
        boolean inverts = constantFirst && (node.is("Sub") || node.is("Div"));
        String operator = switch (node.type()) {
            case "Add" -> " + ";
            case "Sub" -> " - ";
            case "Mul" -> " * ";
            default -> " / ";
        };
        String operand = (endsInSum && !sum) || (inverts && !formula.equals(START)) ? "(" + formula + ")" : formula;
        formula = inverts ? constant + operator + operand : operand + operator + constant;
        endsInSum = sum;
        return true;
    }

    private String shown(String name) {
        Optional<Tensor> constant = graph.constant(name);
        Optional<List<Double>> values = constant.flatMap(Tensor::values);
        if (values.isEmpty() || values.get().size() > MAX_SHOWN || values.get().isEmpty()) {
            return Words.quoted(name);
        }
        boolean single = constant.get().elementType().equals("float32");
        String list = values.get().stream().map(value -> number(value, single)).collect(Collectors.joining(", "));
        return values.get().size() == 1 ? list : "[" + list + "]";
    }

    /** Returns the shortest decimal number that stands for a value of its type. */
    private static String number(double value, boolean single) {
        String decimal = single ? Float.toString((float) value) : Double.toString(value);
        return decimal.endsWith(".0") ? decimal.substring(0, decimal.length() - 2) : decimal;
    }
}
