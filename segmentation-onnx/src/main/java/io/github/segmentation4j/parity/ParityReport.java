package io.github.segmentation4j.parity;

import java.util.List;
import java.util.Optional;

/** What a comparison with another program has found. Immutable; its text is a few lines for each step. */
public interface ParityReport {

    /** Returns the steps for which there was a reference, in the order in which a photo goes through them. */
    List<ParityStep> steps();

    /** True if no step differs by more than rounding. */
    default boolean agrees() {
        return firstDifference().isEmpty();
    }

    /** Returns the first step that differs by more than rounding, if one does. */
    default Optional<ParityStep> firstDifference() {
        return steps().stream()
                .filter(step -> step.verdict() == ParityStep.Verdict.DIFFERENT)
                .findFirst();
    }
}
