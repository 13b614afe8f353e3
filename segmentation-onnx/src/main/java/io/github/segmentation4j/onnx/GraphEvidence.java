package io.github.segmentation4j.onnx;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.Decisions.Known;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import java.util.Optional;

/** What the nodes of a graph tell of its inputs and outputs, beyond what it declares of them. */
interface GraphEvidence {
    /** Returns the order of the axes of an input, if the nodes behind it prove one. */
    Optional<Known<TensorLayout>> inputLayout(String input);

    /** Returns what the numbers of an output mean, if the nodes before it prove it. */
    Optional<Known<OutputKind>> outputKind(String output);

    /** Returns the order of the axes of an output, if the nodes before it prove one. */
    Optional<Known<TensorLayout>> outputLayout(String output);

    /** Returns what the nodes of a model's graph tell. */
    static GraphEvidence of(ModelSource source) {
        return new GraphEvidence() {
            @Override
            public Optional<Known<TensorLayout>> inputLayout(String input) {
                return Optional.empty();
            }

            @Override
            public Optional<Known<OutputKind>> outputKind(String output) {
                return Optional.empty();
            }

            @Override
            public Optional<Known<TensorLayout>> outputLayout(String output) {
                return Optional.empty();
            }
        };
    }
}
