package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.ElementTypes;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.file.Tensor;
import java.util.Optional;

/** Finds the element type of a value that the file does not declare. */
final class ElementTypeTracer {
    /** Nodes between a value and the one that shows its type. */
    private static final int MAX_STEPS = 64;

    private final GraphIndex graph;

    ElementTypeTracer(GraphIndex graph) {
        this.graph = graph;
    }

    /** Returns the type in ONNX's words, for example {@code float32}; empty if it cannot be told. */
    Optional<String> of(String name) {
        String current = name;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<String> known = type(current);
            Optional<Node> producer =
                    graph.producer(current).filter(node -> node.domain().isEmpty());
            if (known.isPresent() || producer.isEmpty()) {
                return known;
            }
            Node node = producer.get();
            Optional<String> next = switch (node.type()) {
                // The operand that has the type of the result.
                case "Conv", "ConvTranspose", "Gemm", "MatMul", "DequantizeLinear" -> node.input(1);
                case "Identity",
                        "Relu",
                        "LeakyRelu",
                        "PRelu",
                        "BatchNormalization",
                        "Softmax",
                        "LogSoftmax",
                        "Sigmoid",
                        "Transpose",
                        "Squeeze",
                        "Resize",
                        "Upsample",
                        "Add",
                        "Sub",
                        "Mul",
                        "Div",
                        "Concat",
                        "Reshape",
                        "Gather",
                        "Unsqueeze",
                        "Expand",
                        "Split",
                        "Pad",
                        "LayerNormalization",
                        "Slice" -> node.input(0);
                default -> Optional.empty();
            };
            if (next.isEmpty()) {
                return node.is("Cast") ? node.integer("to").map(ElementTypes::name) : Optional.empty();
            }
            current = next.get();
        }
        return Optional.empty();
    }

    private Optional<String> type(String name) {
        return graph.stored(name).map(Tensor::elementType).or(() -> graph.declaredType(name));
    }
}
