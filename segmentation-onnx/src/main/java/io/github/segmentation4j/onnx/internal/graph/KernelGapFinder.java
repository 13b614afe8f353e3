package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.KernelGap;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the nodes of a graph for whose element types ONNX Runtime has no kernel. */
final class KernelGapFinder {
    private static final String GRID_SAMPLE = "GridSample";
    private static final String KNOWN = "float32";

    private KernelGapFinder() {}

    /** Returns the nodes of a graph that need casts. */
    static List<KernelGap> find(GraphIndex graph) {
        ElementTypeTracer types = new ElementTypeTracer(graph);
        List<KernelGap> gaps = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean complete = node.inputs().size() == 2
                    && node.input(0).isPresent()
                    && node.input(1).isPresent()
                    && node.outputs().size() == 1;
            if (node.is(GRID_SAMPLE) && complete) {
                boolean sampled = !isKnown(types, node.input(0));
                if (sampled || !isKnown(types, node.input(1))) {
                    gaps.add(new KernelGap(node.outputs().get(0), sampled));
                }
            }
        }
        return gaps;
    }

    private static boolean isKnown(ElementTypeTracer types, Optional<String> input) {
        return input.flatMap(types::of).equals(Optional.of(KNOWN));
    }
}
