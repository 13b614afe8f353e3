package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import java.util.stream.Collectors;

/** Says what is missing of a model that cannot be run. */
final class IncompleteModel {
    private IncompleteModel() {}

    /** Returns the exception that names everything that is missing. */
    static InvalidModelException of(Decisions decisions) {
        ModelDescription model = decisions.description();
        return new InvalidModelException(model.model() + " says too little of itself; missing is "
                + model.missing().stream()
                        .map(one -> one.subject() + " (" + one.builderCall() + ")")
                        .collect(Collectors.joining(", "))
                + ": give it with the calls of OnnxSegmenter.builder() in parentheses, or as "
                + model.missing().stream()
                        .map(MissingSetting::sideCarKey)
                        .distinct()
                        .collect(Collectors.joining(", "))
                + " in a side-car beside it, NAME.segmentation.json for NAME.onnx" + decisions.hint());
    }
}
