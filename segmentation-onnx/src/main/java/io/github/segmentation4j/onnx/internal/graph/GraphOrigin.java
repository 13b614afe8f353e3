package io.github.segmentation4j.onnx.internal.graph;

import java.util.List;

/**
 * Of which Python programs a graph says that its nodes are from.
 *
 * @param networks the classes of the outermost modules that belong to {@link #LIBRARIES}, each instance once, in the order
 *     of the graph
 * @param others the outermost classes of nodes that belong to none of them
 * @param takesImage true if there is one network and nothing changes an image before it
 */
public record GraphOrigin(List<String> networks, List<String> others, boolean takesImage) {
    /** The packages of libraries of networks, as classes begin with them. */
    public static final List<String> LIBRARIES = List.of(
            "torchvision.models.", "transformers.models.", "timm.models.", "segmentation_models_pytorch.decoders.");

    /** Copies the lists. */
    public GraphOrigin {
        networks = List.copyOf(networks);
        others = List.copyOf(others);
    }
}
