package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.nio.file.Path;
import java.util.List;

/** A model whose input convention is sought. */
public interface ProbedModel {
    /** Returns what is missing, one sentence each, to run the model as a description says. */
    List<String> missing(ModelSpec spec);

    /**
     * Opens the model as a description says.
     *
     * @throws InvalidModelException if it cannot be run like that
     */
    Segmenter open(ModelSpec spec);

    /** Returns the model in a file or folder. */
    static ProbedModel of(Path model) {
        return new ProbedModel() {
            @Override
            public List<String> missing(ModelSpec spec) {
                return OnnxSegmenter.builder().spec(spec).describe(model).missing().stream()
                        .map(MissingSetting::toString)
                        .toList();
            }

            @Override
            public Segmenter open(ModelSpec spec) {
                return OnnxSegmenter.builder().spec(spec).load(model);
            }
        };
    }
}
