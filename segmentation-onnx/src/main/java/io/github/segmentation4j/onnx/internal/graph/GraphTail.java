package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.argmax.GraphResize.Target;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last nodes of a graph, whose work a decoder can do, and what it then has to do in their place.
 *
 * @param scores the name of the scores that the graph gives without them
 * @param layout the order of the axes of these scores
 * @param classes how many channels these scores have; empty where the graph does not show it
 * @param resize by which they are scaled first, if they are
 * @param argmax true if they then become labels, each the lowest of the channels with the highest score
 * @param nodes the nodes, the last one first
 */
public record GraphTail(
        String scores,
        TensorLayout layout,
        OptionalInt classes,
        Optional<GraphResize> resize,
        boolean argmax,
        List<Node> nodes) {

    /** Copies the list. */
    public GraphTail {
        nodes = List.copyOf(nodes);
    }

    /** Returns the nodes in the order in which they run, for example {@code Resize (half_pixel), ArgMax}. */
    public String description() {
        List<String> words = new ArrayList<>();
        for (Node node : nodes) {
            boolean resizes = node.is("Resize") || node.is("Upsample");
            words.add(
                    0,
                    Words.plain(node.type())
                            + (resizes ? resize.map(GraphTail::words).orElse("") : ""));
        }
        return String.join(", ", words);
    }

    private static String words(GraphResize resize) {
        return " (linear, " + resize.positions().name().toLowerCase(Locale.ROOT) + ", to "
                + (resize.target() instanceof Target.Fixed fixed
                        ? fixed.size()
                        : resize.target() instanceof Target.Scaled scaled
                                ? scaled.x() + " times the width and " + scaled.y() + " times the height"
                                : "the input's size")
                + ")";
    }
}
