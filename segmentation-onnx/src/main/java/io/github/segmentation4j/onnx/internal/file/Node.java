package io.github.segmentation4j.onnx.internal.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a graph.
 *
 * @param name the name of the node, often empty
 * @param type the operator, for example {@code Conv}
 * @param domain the set of operators that the type belongs to, empty for ONNX's own
 * @param inputs the names of what it takes; an empty name stands for an optional input that is left out
 * @param outputs the names of what it gives
 * @param attributes by name
 * @param scope the modules of a Python program that it was made within
 */
public record Node(
        String name,
        String type,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes,
        ModuleScope scope) {

    /** Copies the collections. */
    public Node {
        domain = canonicalDomain(domain);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** Returns the one name of a set of operators; ONNX's own has two. */
    static String canonicalDomain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    /** True for an operator of ONNX's own set with this type. */
    public boolean is(String operator) {
        return domain.isEmpty() && type.equals(operator);
    }

    /** Returns an input, if there is one at this place and it is not left out. */
    public Optional<String> input(int place) {
        return place < inputs.size() && !inputs.get(place).isEmpty()
                ? Optional.of(inputs.get(place))
                : Optional.empty();
    }

    /** Returns an attribute that is an integer. */
    public Optional<Long> integer(String attribute) {
        return attributes.get(attribute) instanceof Attribute.Int number
                ? Optional.of(number.value())
                : Optional.empty();
    }

    /** Returns an attribute that is a list of integers. */
    public Optional<List<Long>> integers(String attribute) {
        return attributes.get(attribute) instanceof Attribute.Ints list ? Optional.of(list.values()) : Optional.empty();
    }

    /** Returns an attribute that is a text. */
    public Optional<String> text(String attribute) {
        return attributes.get(attribute) instanceof Attribute.Text text ? Optional.of(text.value()) : Optional.empty();
    }
}
