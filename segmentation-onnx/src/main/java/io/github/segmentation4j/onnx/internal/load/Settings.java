package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.onnx.internal.resolve.Statement;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a caller has said about a model, and how it is to be run.
 *
 * @param single what single calls said
 * @param spec a description of the whole model
 * @param preset the known network that the model is
 * @param variant which of several models side by side is meant
 * @param threads threads for images and labels, at least 1
 * @param operatorThreads threads for one operator of the network; empty to leave their number to the runtime
 * @param concurrentCalls how many calls may be in flight, at least 1
 * @param optimization how far the runtime rewrites the graph
 * @param optimizedModels the folder in which rewritten graphs are kept, if they are
 * @param wholeGraph true if nodes that nobody needs, or whose work the decoder can do, run as well
 * @param fineBorders true if an ArgMax in the graph is made up for by comparing scores at the size of the image
 * @param confidence what confidences are
 */
public record Settings(
        ModelSpec single,
        Optional<ModelSpec> spec,
        Optional<Preset> preset,
        Optional<String> variant,
        int threads,
        OptionalInt operatorThreads,
        int concurrentCalls,
        GraphOptimization optimization,
        Optional<Path> optimizedModels,
        boolean wholeGraph,
        boolean fineBorders,
        ConfidenceMeasure confidence) {

    /** True if the caller has described the model, so that the files beside it do not count. */
    boolean describesModel() {
        return spec.isPresent() || preset.isPresent();
    }

    /** Returns what the caller said, the strongest statement first. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.stated("the builder", single));
        spec.ifPresent(said -> statements.add(Statement.stated("the builder's spec", said)));
        if (preset.isPresent()) {
            ProcessorBackend processor = statements.stream()
                    .flatMap(statement -> statement.spec().processor().stream())
                    .findFirst()
                    .orElse(ProcessorBackend.TORCHVISION);
            statements.add(new Statement(
                    "preset " + preset.get().key(), preset.get().spec(processor), Statement.Certainty.PRESUMED));
        }
        return statements;
    }
}
