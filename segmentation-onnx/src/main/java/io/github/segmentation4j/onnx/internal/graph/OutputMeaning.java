package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.List;
import java.util.Optional;

/**
 * What the last nodes of a graph make of the scores.
 *
 * @param kind logits, probabilities or labels; empty where the nodes leave a doubt
 * @param path the nodes that were looked at, from the output back to the one that decides
 * @param evidence a clause for a message, without a full stop
 */
public record OutputMeaning(Optional<OutputKind> kind, List<Node> path, String evidence) {

    /** Copies the list. */
    public OutputMeaning {
        path = List.copyOf(path);
    }
}
