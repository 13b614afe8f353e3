package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.Decision.Origin;

/**
 * From where something is known.
 *
 * @param origin what kind of source it is
 * @param text what messages call it
 */
public record Source(Origin origin, String text) {

    /** Returns the graph, which declares it. */
    public static Source graph() {
        return new Source(Origin.GRAPH, "the graph");
    }

    /** Returns the graph, with what proves it. */
    public static Source graph(String evidence) {
        return new Source(Origin.GRAPH, "the graph: " + evidence);
    }

    /** Returns that nobody says it. */
    static Source byDefault() {
        return new Source(Origin.DEFAULT, "default");
    }

    /** Returns that nobody says it, with where or why the default is this one, in words that begin with "default". */
    static Source byDefault(String text) {
        return new Source(Origin.DEFAULT, text);
    }

    /** Returns the runtime or the machine, in words. */
    public static Source runtime(String text) {
        return new Source(Origin.RUNTIME, text);
    }

    /** Returns what messages call it. */
    @Override
    public String toString() {
        return text;
    }
}
