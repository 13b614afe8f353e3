package io.github.segmentation4j.model;

import java.util.List;

/**
 * Everything that was decided about a model, from where each of it is known, and what is missing. Immutable; its text is a
 * table of several lines.
 */
public interface ModelDescription {

    /** Returns what messages call the model, usually its path. */
    String model();

    /** Returns the decisions in the order in which a photo meets them. */
    List<Decision> decisions();

    /** Returns what nobody has said and the graph does not tell; empty if the model can run. */
    List<MissingSetting> missing();

    /** True if nothing is missing. */
    default boolean isComplete() {
        return missing().isEmpty();
    }
}
