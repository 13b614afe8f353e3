package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises nodes that turn RGB into BGR or back. */
final class ChannelReversal {
    private static final List<Long> REVERSED = List.of(2L, 1L, 0L);

    // The inputs of a Slice.
    private static final int STARTS = 1;
    private static final int ENDS = 2;
    private static final int AXES = 3;
    private static final int STEPS = 4;

    private final GraphIndex graph;

    ChannelReversal(GraphIndex graph) {
        this.graph = graph;
    }

    /**
     * Returns the name of the tensor whose three channels are those of a given one in reverse, if it has nothing else
     * made of it.
     *
     * @param axis the axis of the channels
     * @param rank how many axes the tensor has
     */
    Optional<String> of(String tensor, int axis, int rank) {
        List<Node> consumers = graph.consumers(tensor);
        if (consumers.size() == 1) {
            Node node = consumers.get(0);
            boolean whole = (node.is("Gather") && isReversingGather(node, axis, rank))
                    || (node.is("Slice") && isReversingSlice(node, axis, rank));
            if (whole) {
                return node.outputs().stream().findFirst();
            }
        }
        return concatOfParts(tensor, consumers, axis, rank);
    }

    private static boolean isAxis(long given, int axis, int rank) {
        return (given < 0 ? given + rank : given) == axis;
    }

    private boolean isReversingGather(Node gather, int axis, int rank) {
        return isAxis(gather.integer("axis").orElse(0L), axis, rank)
                && gather.input(1).flatMap(graph::integers).equals(Optional.of(REVERSED));
    }

    /** True for {@code [::-1]}: from the last to beyond the first. */
    private boolean isReversingSlice(Node slice, int axis, int rank) {
        Optional<Long> start = single(slice, STARTS);
        Optional<Long> end = single(slice, ENDS);
        return isOnAxis(slice, axis, rank)
                && single(slice, STEPS).equals(Optional.of(-1L))
                && start.filter(first -> first == -1 || first >= REVERSED.size() - 1)
                        .isPresent()
                && end.filter(last -> last < -REVERSED.size()).isPresent();
    }

    private boolean isOnAxis(Node slice, int axis, int rank) {
        return single(slice, AXES).filter(given -> isAxis(given, axis, rank)).isPresent();
    }

    /** Returns the one number of a list that a node takes, if it is one. */
    private Optional<Long> single(Node node, int input) {
        return node.input(input)
                .flatMap(graph::integers)
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0));
    }

    /** Recognises a Concat of the three channels, which a Split or three Slices give one by one. */
    private Optional<String> concatOfParts(String tensor, List<Node> consumers, int axis, int rank) {
        Set<String> parts = new HashSet<>();
        consumers.forEach(node -> parts.addAll(node.outputs()));
        List<Node> users = parts.stream()
                .flatMap(part -> graph.consumers(part).stream())
                .distinct()
                .toList();
        if (users.size() != 1 || !users.get(0).is("Concat")) {
            return Optional.empty();
        }
        Node concat = users.get(0);
        List<Long> order = new ArrayList<>();
        for (String part : concat.inputs()) {
            graph.producer(part)
                    .filter(node -> node.input(0).equals(Optional.of(tensor)))
                    .flatMap(node -> channel(node, part, axis, rank))
                    .ifPresent(order::add);
        }
        boolean reverses = order.equals(REVERSED)
                && concat.inputs().size() == REVERSED.size()
                && concat.integer("axis").filter(on -> isAxis(on, axis, rank)).isPresent();
        return reverses ? concat.outputs().stream().findFirst() : Optional.empty();
    }

    /** Returns which channel a node takes out. */
    private Optional<Long> channel(Node node, String part, int axis, int rank) {
        if (node.is("Split")) {
            boolean single = node.outputs().size() == REVERSED.size()
                    && isAxis(node.integer("axis").orElse(0L), axis, rank);
            return single ? Optional.of((long) node.outputs().indexOf(part)) : Optional.empty();
        }
        boolean forward = node.input(STEPS).isEmpty() || single(node, STEPS).equals(Optional.of(1L));
        if (!node.is("Slice") || !forward || !isOnAxis(node, axis, rank)) {
            return Optional.empty();
        }
        Optional<Long> end = single(node, ENDS);
        return single(node, STARTS)
                .filter(start -> end.filter(beyond -> beyond == start + 1 || (isLast(start) && beyond > start))
                        .isPresent());
    }

    private static boolean isLast(long channel) {
        return channel == REVERSED.size() - 1;
    }
}
