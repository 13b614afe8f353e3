package io.github.segmentation4j.onnx.internal.graph;

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
        for (int i = 0; i < outputs.size(); i++) {
            if (valuesBehind(scores.get(i)).containsAll(scores)) {
                return Optional.of(new Finding<>(
                        outputs.get(i), Words.quoted(outputs.get(i)) + " is computed from all the others"));
            }
        }
        return Optional.empty();
    }

    /** Returns the scores from which an output comes by nothing but its ending. */
    private String scores(String output) {
        String value = output;
        Optional<Node> ending = ending(value);
        while (ending.isPresent()) {
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

    /** Returns a value and every value that it is computed from. */
    private Set<String> valuesBehind(String value) {
        Set<String> seen = new HashSet<>();
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
