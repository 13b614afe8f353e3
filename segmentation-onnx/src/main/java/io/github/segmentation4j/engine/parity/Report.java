package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.parity.ParityReport;
import io.github.segmentation4j.parity.ParityStep;
import java.util.List;
import java.util.stream.Collectors;

/** The report of a comparison. */
record Report(List<ParityStep> steps) implements ParityReport {
    /** Copies the list. */
    Report {
        steps = List.copyOf(steps);
    }

    /** Returns a few lines for each step. */
    @Override
    public String toString() {
        return steps.stream().map(ParityStep::toString).collect(Collectors.joining("\n"));
    }
}
