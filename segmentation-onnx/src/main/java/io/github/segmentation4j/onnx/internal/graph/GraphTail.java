package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.kernel.GraphResize;
import java.util.List;
import java.util.Optional;

/**
 * The last nodes of a graph, whose work a decoder can do, and what it then has to do in their place.
 *
 * @param scores the name of the scores that the graph gives without them
 * @param layout the order of the axes of these scores
 * @param resize by which they are scaled first, if they are
 * @param argmax true if they then become labels, each the lowest of the channels with the highest score
 * @param nodes the nodes, the last one first
 */
public record GraphTail(
        String scores, TensorLayout layout, Optional<GraphResize> resize, boolean argmax, List<Node> nodes) {

    /** Copies the list. */
    public GraphTail {
        nodes = List.copyOf(nodes);
    }
}
