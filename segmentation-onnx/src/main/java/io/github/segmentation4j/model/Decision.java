package io.github.segmentation4j.model;

/** One thing that had to be known about a model, see {@link ModelDescription}. Immutable; compared by what it says. */
public interface Decision {

    /** Returns what it is about, for example {@code channel order}. */
    String subject();

    /** Returns what was decided. */
    String value();

    /** Returns what kind of source it is known from. */
    Origin origin();

    /** Returns from where it is known, in words, for example {@code the graph: it takes no other size}. */
    String source();

    /** Returns what else was possible and how to choose it; empty if nothing was. */
    String alternatives();

    /** From what something is known, roughly the strongest first. */
    enum Origin {
        /** The application said it, by single calls or by a description. */
        APPLICATION,
        /** The application named a preset. */
        PRESET,
        /** A side-car beside the model, or the same text in its metadata. */
        SIDE_CAR,
        /** The files that Hugging Face, mmdeploy or Ultralytics leave beside a model or in it. */
        TRAINER,
        /** The graph proves it, by what it declares or by its nodes. */
        GRAPH,
        /** The graph looks like one that is known, and what is known of that one is presumed. */
        CONVENTION,
        /** Nobody says it; it is so unless somebody does. */
        DEFAULT,
        /** The runtime, or the machine that it runs on. */
        RUNTIME
    }
}
