package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import io.github.segmentation4j.onnx.internal.resolve.OutputPlan;
import java.util.Optional;

/**
 * Which part of a model is run, and what the decoder makes of it.
 *
 * @param part the part; empty if all of the model is run
 * @param format what its outputs hold
 * @param resize the graph's own last step, if it is left to the decoder
 * @param labels where labels are found
 */
record RunPlan(Optional<ModelSource.Part> part, OutputFormat format, Optional<GraphResize> resize, Labels labels) {

    /** Where labels are found. */
    enum Labels {
        /** As the kind of the outputs says. */
        AS_GIVEN,
        /** At the size of the graph's own result, by an ArgMax that is left to the decoder. */
        AT_GRAPH_SIZE
    }

    /** Returns the plan that runs all of a model. */
    static RunPlan whole(OutputPlan output) {
        return new RunPlan(Optional.empty(), output.format(), Optional.empty(), Labels.AS_GIVEN);
    }

    /** Returns the decoder of the outputs. */
    SemanticDecoder decoder(int threads, ConfidenceMeasure measure) {
        return switch (labels) {
            case AS_GIVEN -> new SemanticDecoder(format, resize, threads, measure);
            case AT_GRAPH_SIZE -> SemanticDecoder.ofArgmax(format, resize, threads);
        };
    }
}
