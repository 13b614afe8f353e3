package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.onnx.internal.file.ElementTypes;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes from a tensor back to the first one that does more than move numbers, and what they do to the numbers.
 *
 * <p>A QuantizeLinear and the DequantizeLinear behind it count as one node that does nothing.
 */
final class BackwardPath {
    private static final int MAX_STEPS = 200;

    /** Of longer paths a message names the two ends. */
    private static final int MAX_SHOWN = 6;

    private static final Set<String> MOVING = Set.of(
            "Identity",
            "Dropout",
            "Transpose",
            "Reshape",
            "Flatten",
            "Squeeze",
            "Unsqueeze",
            "Slice",
            "Gather",
            "Split");

    private static final Set<String> FRACTIONS = Set.of("float32", "float16", "float64", "bfloat16");
    private static final Set<String> INTEGERS =
            Set.of("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64");

    /** Operators that may leave channels behind. */
    private static final Set<String> SELECTING = Set.of("Slice", "Gather", "Split");

    /** What may happen to numbers on their way. */
    private enum Change {
        ROUNDED("rounded"),
        INTERPOLATED("interpolated"),
        CLIPPED("clipped"),
        SHUFFLED("moved from channels to pixels"),
        QUANTIZED("quantised");

        private final String description;

        Change(String description) {
            this.description = description;
        }
    }

    private final GraphIndex graph;
    private final String start;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Change> changes = EnumSet.noneOf(Change.class);
    private Optional<Node> end = Optional.empty();

    private BackwardPath(GraphIndex graph, String start) {
        this.graph = graph;
        this.start = start;
    }

    static BackwardPath from(GraphIndex graph, String tensor) {
        BackwardPath path = new BackwardPath(graph, tensor);
        path.walk();
        return path;
    }

    private void walk() {
        String current = start;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Node> producer = graph.producer(current);
            if (producer.isEmpty()) {
                return;
            }
            Node node = producer.get();
            nodes.add(node);
            Optional<String> next = beforeMove(node, current);
            if (next.isEmpty()) {
                end = producer;
                return;
            }
            current = next.get();
        }
    }

    /** Returns what a node takes if it gives the same numbers; notes what it does to them. */
    private Optional<String> beforeMove(Node node, String output) {
        boolean main = node.outputs().indexOf(output) == 0 || node.is("Split");
        if (!main || !node.domain().isEmpty()) {
            return Optional.empty();
        }
        if (MOVING.contains(node.type())) {
            return node.input(0).filter(input -> !graph.isConstant(input));
        }
        return switch (node.type()) {
            case "Cast" -> beforeCast(node);
            case "Resize", "Upsample" -> {
                if (!node.text("mode").orElse("nearest").equals("nearest")) {
                    changes.add(Change.INTERPOLATED);
                }
                yield node.input(0);
            }
            case "DepthToSpace" -> {
                changes.add(Change.SHUFFLED);
                yield node.input(0);
            }
            case "Clip" -> {
                changes.add(Change.CLIPPED);
                yield node.input(0);
            }
            case "Max", "Min" -> {
                changes.add(Change.CLIPPED);
                yield graph.onlyVariable(node);
            }
            case "Concat" -> node.inputs().size() == 1 ? node.input(0) : Optional.empty();
            case "DequantizeLinear" -> {
                changes.add(Change.QUANTIZED);
                yield node.input(0);
            }
            case "QuantizeLinear" -> changes.remove(Change.QUANTIZED) ? node.input(0) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> beforeCast(Node node) {
        String type = node.integer("to").map(ElementTypes::name).orElse("");
        if (INTEGERS.contains(type)) {
            changes.add(Change.ROUNDED);
        } else if (!FRACTIONS.contains(type)) {
            return Optional.empty();
        }
        return node.input(0);
    }

    /** Returns the tensor that the path leads to. */
    String start() {
        return start;
    }

    /** Returns the nodes on the way that may leave channels behind. */
    List<Node> selections() {
        return nodes.stream().filter(node -> SELECTING.contains(node.type())).toList();
    }

    /** Returns the node that does more than move numbers, if there is one. */
    Optional<Node> end() {
        return end;
    }

    /** Returns all nodes up to and with the last one. */
    List<Node> nodes() {
        return nodes;
    }

    /** Returns why numbers that were of this kind are so no more, as the end of a sentence. */
    Optional<String> objection(OutputKind kind, Node source) {
        Set<Change> harmful = EnumSet.copyOf(changes);
        harmful.retainAll(
                switch (kind) {
                    case LABELS -> EnumSet.of(Change.INTERPOLATED, Change.CLIPPED, Change.SHUFFLED, Change.QUANTIZED);
                    case PROBABILITIES -> EnumSet.of(Change.ROUNDED, Change.SHUFFLED, Change.QUANTIZED);
                    case LOGITS, MASK_QUERIES -> EnumSet.of(Change.ROUNDED, Change.CLIPPED, Change.QUANTIZED);
                });
        if (source.type().startsWith("QLinear") && !harmful.remove(Change.QUANTIZED)) {
            return Optional.of(", whose numbers are quantised");
        }
        return harmful.isEmpty()
                ? Optional.empty()
                : Optional.of(harmful.stream()
                        .map(change -> change.description)
                        .collect(Collectors.joining(" and ", ", but is ", " on the way")));
    }

    /** Returns the nodes that lead from the last one to the tensor, for example {@code " through Resize, Transpose"}. */
    String through() {
        List<String> types = new ArrayList<>();
        for (int i = nodes.size() - (end.isPresent() ? 2 : 1); i >= 0; i--) {
            String type = Words.plain(nodes.get(i).type());
            if (types.isEmpty() || !types.get(types.size() - 1).equals(type)) {
                types.add(type);
            }
        }
        if (types.size() > MAX_SHOWN) {
            types.subList(MAX_SHOWN / 2, types.size() - MAX_SHOWN / 2).clear();
            types.add(MAX_SHOWN / 2, "...");
        }
        return types.isEmpty() ? "" : " through " + String.join(", ", types);
    }
}
