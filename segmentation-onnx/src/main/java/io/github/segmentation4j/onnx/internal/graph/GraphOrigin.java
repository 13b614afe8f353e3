package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.ModuleScope;
import java.util.List;

/**
 * Of which Python programs a graph says that its nodes are from.
 *
 * @param networks the classes of the outermost modules that belong to {@link ModuleScope#LIBRARIES}, each instance once, in the order
 *     of the graph
 * @param others the outermost classes of nodes that belong to none of them
 * @param takesImage true if there is one network and nothing changes an image before it
 */
public record GraphOrigin(List<String> networks, List<String> others, boolean takesImage) {
    /** Copies the lists. */
    public GraphOrigin {
        networks = List.copyOf(networks);
        others = List.copyOf(others);
    }
}
