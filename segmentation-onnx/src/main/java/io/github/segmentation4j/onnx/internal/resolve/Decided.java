package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.Decision;

/** A decision that was made. */
record Decided(String subject, String value, Origin origin, String source, String alternatives) implements Decision {

    /** Returns the decision in one line. */
    @Override
    public String toString() {
        return OneLine.of(
                subject + ": " + value + " (" + source + ")" + (alternatives.isEmpty() ? "" : "; " + alternatives));
    }
}
