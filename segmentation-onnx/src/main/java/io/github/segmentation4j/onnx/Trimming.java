package io.github.segmentation4j.onnx;

import io.github.segmentation4j.onnx.Decisions.Known;
import io.github.segmentation4j.onnx.internal.graph.PartialModel;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Decides which nodes of a graph are run: those that the result needs. */
final class Trimming {
    private static final String SUBJECT = "graph";

    private final ModelSource source;
    private final Decisions decisions;

    Trimming(ModelSource source, Decisions decisions) {
        this.source = source;
        this.decisions = decisions;
    }

    /** Returns the part of the model that is run, and notes what it does without; empty if all of it is run. */
    Optional<ModelSource.Part> part(OutputPlan output) {
        List<String> names = output.format().names();
        Optional<PartialModel> partial = partial(names);
        partial.ifPresent(part -> decisions.decide(
                SUBJECT,
                new Known<>(
                        part.droppedNodes() + " nodes are not run",
                        "the graph: \"" + String.join("\", \"", names) + "\" " + (names.size() == 1 ? "does" : "do")
                                + " not need them"),
                "Builder.wholeGraph, which runs them"));
        return partial.map(part -> new ModelSource.Part(source.name(), part.content(), folder()));
    }

    private Optional<PartialModel> partial(List<String> outputs) {
        return source instanceof ModelSource.File file
                ? PartialModel.of(file.path(), outputs)
                : PartialModel.of(source.name(), ((ModelSource.Bytes) source).content(), outputs);
    }

    /** Returns the folder in which the runtime looks for further files with weights. */
    private Optional<Path> folder() {
        return source instanceof ModelSource.File file
                ? Optional.ofNullable(file.path().toAbsolutePath().getParent())
                : Optional.empty();
    }
}
