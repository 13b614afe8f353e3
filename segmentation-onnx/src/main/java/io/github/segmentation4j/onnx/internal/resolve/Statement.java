package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.ModelSpec;

/**
 * What one source says of a model.
 *
 * @param origin what messages call the source
 * @param spec what it says
 * @param certainty how much it counts against the graph
 */
public record Statement(String origin, ModelSpec spec, Certainty certainty) {

    /** How much a statement counts. */
    public enum Certainty {
        /** Said of this very model; where the graph says otherwise one of both is wrong. */
        STATED,
        /**
         * Said of the checkpoint that this model was exported from, by the files that its trainers left; counts as stated,
         * but for sizes, which exports may fix at others.
         */
        OF_CHECKPOINT,
        /** Said of a kind of model, by a preset or since this one looks like it; gives way to the graph. */
        PRESUMED
    }

    public static Statement stated(String origin, ModelSpec spec) {
        return new Statement(origin, spec, Certainty.STATED);
    }
}
