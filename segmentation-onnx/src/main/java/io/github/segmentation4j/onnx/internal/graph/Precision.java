package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.Attribute;
import io.github.segmentation4j.onnx.internal.file.ElementTypes;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells graphs that round numbers to 8 or 16 bits between their nodes.
 *
 * <p>There the last bit of a float32 decides between two neighboring numbers of few bits, and that difference grows from
 * layer to layer. Such a graph must be handed to the runtime as it is: a node that has one consumer less may be fused with
 * it, and then adds the same products in another order.
 */
final class Precision {
    private static final Set<String> HALVES = Set.of("float16", "bfloat16");

    /**
     * The types of ONNX's and ONNX Runtime's operators on quantised numbers: QuantizeLinear, DynamicQuantizeMatMul,
     * MatMulInteger, QLinearConv, QAttention, MatMulNBits, MatMulBnb4 and their kind.
     */
    private static final Pattern QUANTISED = Pattern.compile(".*(Quantize|Integer|NBits|Bnb4).*|Q[A-Z].*");

    private Precision() {}

    /** True if some node of a graph works on quantised numbers or on floats of 16 bits. */
    static boolean isLow(OnnxFile file) {
        return file.nodes().stream().anyMatch(Precision::isLow)
                || file.initializers().stream().anyMatch(tensor -> HALVES.contains(tensor.elementType()))
                || file.inputs().stream().anyMatch(input -> HALVES.contains(input.elementType()));
    }

    private static boolean isLow(Node node) {
        boolean toHalves = node.is("Cast")
                && node.integer("to")
                        .map(ElementTypes::name)
                        .filter(HALVES::contains)
                        .isPresent();
        return toHalves
                || QUANTISED.matcher(node.type()).matches()
                || (node.attributes().get("value") instanceof Attribute.Constant constant
                        && HALVES.contains(constant.value().elementType()));
    }
}
