package io.github.segmentation4j.parity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the comparison of a run here with another program's run of the same model and photo has found. Immutable.
 *
 * @param steps the steps for which there was a reference, in the order in which a photo goes through them
 */
public record ParityReport(List<ParityStep> steps) {
    /** Copies the list. */
    public ParityReport {
        steps = List.copyOf(steps);
    }

    /** True if no step differs by more than rounding. */
    public boolean agrees() {
        return firstDifference().isEmpty();
    }

    /** Returns the first step that differs by more than rounding, if one does. */
    public Optional<ParityStep> firstDifference() {
        return steps.stream()
                .filter(step -> step.verdict() == ParityStep.Verdict.DIFFERENT)
                .findFirst();
    }

    /** Returns a few lines for each step. */
    @Override
    public String toString() {
        return steps.stream().map(ParityStep::toString).collect(Collectors.joining("\n"));
    }
}
