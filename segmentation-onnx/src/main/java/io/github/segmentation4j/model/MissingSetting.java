package io.github.segmentation4j.model;

/** Something that has to be said of a model before it can run. Immutable; compared by what it says. */
public interface MissingSetting {

    /** Returns the thing, for example {@code the mean of its input}. */
    String subject();

    /** Returns the method of the {@link SpecBuilder} that says it, for example {@code mean}. */
    String builderCall();

    /** Returns the key of a side-car that says it, for example {@code input.mean}. */
    String sideCarKey();
}
