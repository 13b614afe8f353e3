package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.Objects;
import java.util.Optional;

/**
 * What has to be known of a model beyond its graph.
 *
 * @param preprocessing how an image becomes its input
 * @param classNames the names of its classes, as many as its scores have channels
 * @param output the name of the output that holds the scores; empty if it has only one
 */
public record ModelSpec(Preprocessing preprocessing, ClassNames classNames, Optional<String> output) {

    /** Checks for nulls. */
    public ModelSpec {
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(classNames, "classNames");
        Objects.requireNonNull(output, "output");
    }
}
