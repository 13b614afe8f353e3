package io.github.segmentation4j.onnx.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node that ONNX defines for more element types than ONNX Runtime has kernels for, and that runs once its inputs are cast
 * to 32-bit floats.
 *
 * <p>Known is {@code GridSample}, of which ONNX Runtime 1.28 runs 32-bit floats alone. PyTorch's older exporter makes 64-bit
 * floats of the coordinates of deformable attention, which PyTorch itself computes in 32 bits: Mask2Former and OneFormer
 * come so. Coordinates run from -1 to 1; rounding moves a sample by at most 2^-25 of the sampled map's sides.
 *
 * @param output the name of what the node gives
 * @param sampledToo true if what is sampled may be of another type as well, so that it is cast too, and the result back
 */
public record KernelGap(String output, boolean sampledToo) {
    private static final String GRID_SAMPLE = "GridSample";
    private static final String KNOWN = "float32";

    /** Returns the nodes of a graph that need casts. */
    static List<KernelGap> in(GraphIndex graph) {
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
