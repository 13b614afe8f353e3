package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import java.util.List;

/** The description of a model that was looked at. */
record Description(String model, List<Decision> decisions, List<MissingSetting> missing) implements ModelDescription {
    /** Copies the lists. */
    Description {
        decisions = List.copyOf(decisions);
        missing = List.copyOf(missing);
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
            text.append('\n').append(indent).append("from ").append(OneLine.of(decision.source()));
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
