package io.github.segmentation4j.onnx;

import io.github.segmentation4j.model.HuggingFaceConfig;
import io.github.segmentation4j.model.MmdeployConfig;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SideCar;
import io.github.segmentation4j.model.UltralyticsMetadata;
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
     * @param name what messages call the model
     * @param file where it lies, if it lies in a file
     * @param metadata what its author put into the file
     */
    static List<Statement> of(String name, Optional<Path> file, Map<String, String> metadata) {
        List<Statement> statements = new ArrayList<>();
        file.flatMap(SideCar::find).ifPresent(spec -> add(statements, "its side-car", spec));
        SideCar.inMetadata(metadata).ifPresent(spec -> add(statements, "its metadata " + SideCar.METADATA_KEY, spec));
        file.flatMap(HuggingFaceConfig::find)
                .ifPresent(spec -> add(statements, "Hugging Face's files beside it", spec));
        file.flatMap(MmdeployConfig::find).ifPresent(spec -> add(statements, "mmdeploy's files beside it", spec));
        UltralyticsMetadata.read(name, metadata)
                .ifPresent(spec -> add(statements, "Ultralytics' metadata in it", spec));
        return statements;
    }

    private static void add(List<Statement> statements, String origin, ModelSpec spec) {
        statements.add(Statement.stated(origin, spec));
    }
}
