package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.ElementTypes;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows lists of lengths that a graph computes of constants and of the shapes of its tensors. */
final class Lengths {
    /** Nodes between a shape and its use; no exporter writes more than a dozen. */
    private static final int MAX_STEPS = 40;

    private static final long DEFAULT_SLICE_STEP = 1;

    private final GraphIndex graph;

    Lengths(GraphIndex graph) {
        this.graph = graph;
    }

    /** One length. */
    sealed interface Length {
        /** A number. */
        record Known(long value) implements Length {}

        /** The length of an axis of a tensor. */
        record OfAxis(String tensor, int axis) implements Length {}
    }

    /** Returns the lengths in a tensor of integers, one number counting as a list of one; empty if any is not known. */
    Optional<List<Length>> of(String name) {
        return of(name, MAX_STEPS);
    }

    private Optional<List<Length>> of(String name, int steps) {
        Optional<List<Long>> constant = graph.integers(name);
        if (constant.isPresent()) {
            return constant.map(
                    values -> values.stream().<Length>map(Length.Known::new).toList());
        }
        Optional<Node> producer =
                graph.producer(name).filter(node -> node.domain().isEmpty());
        if (producer.isEmpty() || steps == 0) {
            return Optional.empty();
        }
        Node node = producer.get();
        return switch (node.type()) {
            case "Shape" -> shape(node);
            case "Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape" ->
                node.input(0).filter(input -> isWhole(node)).flatMap(input -> of(input, steps - 1));
            case "Concat" -> concat(node, steps - 1);
            case "Gather" -> gather(node, steps - 1);
            case "Slice" -> slice(node, steps - 1);
            default -> Optional.empty();
        };
    }

    /** True unless a node makes fractions of whole numbers. */
    private static boolean isWhole(Node node) {
        long type = node.integer("to").orElse((long) ElementTypes.INT64);
        return !node.is("Cast") || type == ElementTypes.INT64 || type == ElementTypes.INT32;
    }

    private Optional<List<Length>> shape(Node node) {
        Optional<String> tensor = node.input(0);
        return tensor.flatMap(graph::rank).flatMap(rank -> {
            List<Length> all = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                all.add(new Length.OfAxis(tensor.get(), axis));
            }
            return part(
                    all, node.integer("start").orElse(0L), node.integer("end").orElse((long) rank));
        });
    }

    private Optional<List<Length>> concat(Node node, int steps) {
        List<Length> all = new ArrayList<>();
        for (String input : node.inputs()) {
            Optional<List<Length>> part = of(input, steps / node.inputs().size());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(part.get());
        }
        return Optional.of(all);
    }

    private Optional<List<Length>> gather(Node node, int steps) {
        Optional<List<Length>> source = node.input(0).flatMap(input -> of(input, steps));
        Optional<List<Long>> places = node.input(1).flatMap(graph::integers);
        if (source.isEmpty() || places.isEmpty()) {
            return Optional.empty();
        }
        int size = source.get().size();
        List<Length> taken = new ArrayList<>();
        for (long place : places.get()) {
            long index = place < 0 ? place + size : place;
            if (index < 0 || index >= size) {
                return Optional.empty();
            }
            taken.add(source.get().get((int) index));
        }
        return Optional.of(taken);
    }

    private Optional<List<Length>> slice(Node node, int steps) {
        Optional<Long> start = single(node, "starts", 1);
        Optional<Long> end = single(node, "ends", 2);
        boolean plain = node.input(4).isEmpty() || single(node, "steps", 4).equals(Optional.of(DEFAULT_SLICE_STEP));
        if (start.isEmpty() || end.isEmpty() || !plain) {
            return Optional.empty();
        }
        return node.input(0).flatMap(input -> of(input, steps)).flatMap(all -> part(all, start.get(), end.get()));
    }

    /** Returns the only number of a list that old operators have as an attribute and newer ones as an input. */
    private Optional<Long> single(Node node, String attribute, int input) {
        return node.integers(attribute)
                .or(() -> node.input(input).flatMap(graph::integers))
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0));
    }

    /** Returns a part of a list, by places that may be counted from the end and may lie beyond it. */
    private static Optional<List<Length>> part(List<Length> all, long start, long end) {
        int from = place(start, all.size());
        int to = place(end, all.size());
        return from <= to ? Optional.of(List.copyOf(all.subList(from, to))) : Optional.empty();
    }

    private static int place(long place, int size) {
        long fromStart = place < 0 ? place + size : place;
        return (int) Math.max(0, Math.min(size, fromStart));
    }
}
