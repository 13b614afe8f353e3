package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.Preprocessing;
import java.util.Optional;

/**
 * What is known of a model once its sources and its graph were heard.
 *
 * @param decisions everything that was decided and everything that is missing
 * @param input how an image enters the network; empty if that is not known
 * @param output how labels come out of it; empty if that is not known
 */
public record ModelPlan(Decisions decisions, Optional<InputPlan> input, Optional<OutputPlan> output) {

    /** True if nothing is missing to run the model. */
    public boolean isComplete() {
        return decisions.isComplete();
    }

    /** Returns the steps of pre-processing, once nothing is missing. */
    public Preprocessing preprocessing() {
        return input.flatMap(InputPlan::steps).orElseThrow();
    }
}
