package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.onnx.internal.graph.Finding;

/**
 * A value and where it is from.
 *
 * @param value the value
 * @param origin its source
 */
public record Known<T>(T value, Source origin) {

    /** Returns something that the graph proves. */
    static <T> Known<T> proven(Finding<T> finding) {
        return new Known<>(finding.value(), Source.graph(finding.evidence()));
    }
}
