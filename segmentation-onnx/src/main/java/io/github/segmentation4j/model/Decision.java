package io.github.segmentation4j.model;

import io.github.segmentation4j.internal.OneLine;
import java.util.Objects;

/**
 * One thing that had to be known about a model.
 *
 * @param subject what it is about, for example {@code channel order}
 * @param value what was decided
 * @param origin from where it is known: the builder, a file, the graph, a convention, a default
 * @param alternatives what else was possible and how to choose it; empty if nothing was
 */
public record Decision(String subject, String value, String origin, String alternatives) {
    /** Checks for nulls. */
    public Decision {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(alternatives, "alternatives");
    }

    /** Returns the decision in one line. */
    @Override
    public String toString() {
        return OneLine.of(
                subject + ": " + value + " (" + origin + ")" + (alternatives.isEmpty() ? "" : "; " + alternatives));
    }
}
