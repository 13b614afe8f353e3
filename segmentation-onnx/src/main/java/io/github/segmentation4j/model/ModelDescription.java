package io.github.segmentation4j.model;

import io.github.segmentation4j.internal.OneLine;
import java.util.List;
import java.util.Objects;

/**
 * Everything that was decided about a model, from where each of it is known, and what is missing. Immutable.
 *
 * @param model what messages call the model, usually its path
 * @param decisions in the order in which a photo meets them
 * @param missing what nobody has said and the graph does not tell; empty if the model can run
 */
public record ModelDescription(String model, List<Decision> decisions, List<MissingSetting> missing) {
    /** Checks for nulls and copies the lists. */
    public ModelDescription {
        Objects.requireNonNull(model, "model");
        decisions = List.copyOf(decisions);
        missing = List.copyOf(missing);
    }

    /** True if nothing is missing. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** Returns the description as a table of several lines. */
    @Override
    public String toString() {
        int subjects = decisions.stream()
                .mapToInt(decision -> decision.subject().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(OneLine.of(model));
        String indent = " ".repeat(subjects + 4);
        for (Decision decision : decisions) {
            text.append("\n  ")
                    .append(decision.subject())
                    .append(" ".repeat(subjects - decision.subject().length() + 2))
                    .append(OneLine.of(decision.value()));
            text.append('\n').append(indent).append("from ").append(OneLine.of(decision.origin()));
            if (!decision.alternatives().isEmpty()) {
                text.append('\n').append(indent).append("else ").append(OneLine.of(decision.alternatives()));
            }
        }
        for (MissingSetting setting : missing) {
            text.append("\n  missing: ").append(OneLine.of(setting.toString()));
        }
        return text.toString();
    }
}
