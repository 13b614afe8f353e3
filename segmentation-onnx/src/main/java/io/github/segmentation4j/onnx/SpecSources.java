package io.github.segmentation4j.onnx;

import io.github.segmentation4j.model.HuggingFaceConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what lies beside a model and inside it, the strongest source first. */
final class SpecSources {
    private SpecSources() {}

    /**
     * Returns what is said of a model.
     *
     * @param file where it lies, if it lies in a file
     * @param metadata what its author put into the file
     */
    static List<Statement> of(Optional<Path> file, Map<String, String> metadata) {
        List<Statement> statements = new ArrayList<>();
        file.flatMap(HuggingFaceConfig::find)
                .ifPresent(spec -> statements.add(Statement.stated("Hugging Face's files beside it", spec)));
        return statements;
    }
}
