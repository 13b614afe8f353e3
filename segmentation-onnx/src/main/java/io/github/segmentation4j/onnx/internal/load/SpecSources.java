package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.file.HuggingFaceConfig;
import io.github.segmentation4j.model.file.MmdeployConfig;
import io.github.segmentation4j.model.file.SideCar;
import io.github.segmentation4j.model.file.UltralyticsMetadata;
import io.github.segmentation4j.onnx.internal.resolve.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what lies beside a model and inside it, the strongest source first. */
final class SpecSources {
    private SpecSources() {}

    /**
     * Returns what is said of a model.
     *
     * @param name what messages call the model
     * @param said what the caller has said of it, which is stronger
     * @param file where it lies, if it lies in a file
     * @param metadata what its author put into the file
     */
    static List<Statement> of(String name, List<Statement> said, Optional<Path> file, Map<String, String> metadata) {
        List<Statement> statements = new ArrayList<>();
        file.ifPresent(model -> SideCar.find(model).ifPresent(spec -> add(statements, sideCarName(model), spec)));
        SideCar.inMetadata(metadata).ifPresent(spec -> add(statements, "its metadata " + SideCar.METADATA_KEY, spec));
        ProcessorBackend processor = Stream.concat(said.stream(), statements.stream())
                .flatMap(statement -> statement.spec().processor().stream())
                .findFirst()
                .orElse(ProcessorBackend.TORCHVISION);
        file.flatMap(model -> HuggingFaceConfig.find(model, processor))
                .ifPresent(spec -> statements.add(
                        new Statement("Hugging Face's files beside it", spec, Statement.Certainty.OF_CHECKPOINT)));
        file.flatMap(MmdeployConfig::find).ifPresent(spec -> add(statements, "mmdeploy's files beside it", spec));
        UltralyticsMetadata.read(name, metadata)
                .ifPresent(spec -> add(statements, "Ultralytics' metadata in it", spec));
        return statements;
    }

    private static void add(List<Statement> statements, String origin, ModelSpec spec) {
        statements.add(Statement.stated(origin, spec));
    }

    private static String sideCarName(Path model) {
        Path own = SideCar.beside(model);
        return Files.isRegularFile(own) ? String.valueOf(own.getFileName()) : "model.segmentation.json";
    }
}
