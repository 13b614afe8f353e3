package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the output that is computed from all the others, as networks with deep supervision give it: U2-Net's six side
 * outputs are joined to a seventh, which is the result (Qin et al., Pattern Recognition 2020).
 */
final class FusedOutput {
    /** What stands between the scores and an output without making other scores of them. */
    private static final Set<String> ENDINGS = Set.of("Sigmoid", "Softmax", "Identity", "Cast", "Squeeze");

    private final GraphIndex graph;

    FusedOutput(GraphIndex graph) {
        this.graph = graph;
    }

    /** Returns the one of these outputs that all others flow into. */
    Optional<Finding<String>> find(List<String> outputs) {
        List<String> scores = outputs.stream().map(this::scores).toList();
        boolean distinct = new HashSet<>(scores).size() == scores.size();
        if (!distinct || scores.stream().anyMatch(value -> graph.producer(value).isEmpty())) {
            return Optional.empty();
        }
        int last = lastRoot(scores);
        if (!valuesBehind(scores.get(last), new HashSet<>()).containsAll(scores)) {
            return Optional.empty();
        }
        String output = outputs.get(last);
        return Optional.of(new Finding<>(output, Words.quoted(output) + " is computed from all the others"));
    }

    /**
     * Returns the only one of some values that may be computed from all the others.
     *
     * <p>What lies behind each value in turn is marked, nothing twice. Were a value computed from all others, it could not
     * be marked before the last of those that were not marked when their turn came: that one would have been marked with
     * it. So it is that last one, which takes one walk through the graph to find, however many values there are.
     */
    private int lastRoot(List<String> values) {
        Set<String> marked = new HashSet<>();
        int last = 0;
        for (int i = 0; i < values.size(); i++) {
            if (!marked.contains(values.get(i))) {
                last = i;
                valuesBehind(values.get(i), marked);
            }
        }
        return last;
    }

    /** Returns the scores from which an output comes by nothing but its ending. */
    private String scores(String output) {
        String value = output;
        // A damaged graph may run in a circle.
        Set<String> seen = new HashSet<>();
        Optional<Node> ending = ending(value);
        while (ending.isPresent() && seen.add(value)) {
            value = ending.get().inputs().get(0);
            ending = ending(value);
        }
        return value;
    }

    private Optional<Node> ending(String value) {
        return graph.producer(value)
                .filter(node -> node.domain().isEmpty()
                        && ENDINGS.contains(node.type())
                        && node.input(0).isPresent());
    }

    /** Adds a value and every value that it is computed from to those seen, and returns them. */
    private Set<String> valuesBehind(String value, Set<String> seen) {
        Deque<String> open = new ArrayDeque<>();
        open.add(value);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (seen.add(next)) {
                graph.producer(next).ifPresent(node -> open.addAll(node.inputs()));
            }
        }
        return seen;
    }
}
