package io.github.segmentation4j.model;

import java.util.Objects;

/**
 * Something that has to be said of a model before it can run.
 *
 * @param subject the thing, for example {@code the mean of its input}
 * @param builderCall the call of {@code OnnxSegmenter.Builder} that says it, for example {@code mean}
 * @param sideCarKey the key of a side-car that says it, for example {@code input.mean}
 */
public record MissingSetting(String subject, String builderCall, String sideCarKey) {
    /** Checks for nulls. */
    public MissingSetting {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(builderCall, "builderCall");
        Objects.requireNonNull(sideCarKey, "sideCarKey");
    }

    /** Returns the thing and both ways to say it. */
    @Override
    public String toString() {
        return subject + ": give it by OnnxSegmenter.Builder." + builderCall + " or the side-car's " + sideCarKey;
    }
}
