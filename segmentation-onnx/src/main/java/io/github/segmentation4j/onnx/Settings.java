package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ConfidenceMeasure;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a caller has said about a model, and how it is to be run. */
final class Settings {
    /**
     * The most calls that run at once by default. One call keeps all processors busy for most of its time; a few more
     * fill the gaps, and each further one only takes memory.
     */
    private static final int DEFAULT_CONCURRENT_CALLS = 4;

    /** What single calls of the builder said. */
    ModelSpec single = ModelSpec.builder().build();

    @Nullable
    ModelSpec spec;

    @Nullable
    Preset preset;

    Optional<String> variant = Optional.empty();
    int threads = Runtime.getRuntime().availableProcessors();
    OptionalInt operatorThreads = OptionalInt.empty();
    int concurrentCalls = Math.min(threads, DEFAULT_CONCURRENT_CALLS);
    GraphOptimization optimization = GraphOptimization.ALL;
    Optional<Path> optimizedModels = Optional.empty();

    /** True if nodes that nobody needs, or whose work the decoder can do, run as well. */
    boolean wholeGraph;

    /** True if an ArgMax in the graph is made up for by comparing scores at the size of the image. */
    boolean fineBorders;

    ConfidenceMeasure confidence = ConfidenceMeasure.PROBABILITY;

    /** Returns a count after a check. */
    static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
        return value;
    }

    /** Returns a folder after a check. */
    static Path existingFolder(Path folder) {
        if (!Files.isDirectory(folder) || !folder.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    folder + " is no folder of the default file system: create it before models are kept in it");
        }
        return folder;
    }

    /** True if the caller has described the model, so that the files beside it do not count. */
    boolean describesModel() {
        return spec != null || preset != null;
    }

    /** Returns what the caller said, the strongest statement first. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.stated("the builder", single));
        if (spec != null) {
            statements.add(Statement.stated("the builder's spec", spec));
        }
        if (preset != null) {
            ProcessorBackend processor = statements.stream()
                    .flatMap(statement -> statement.spec().processor().stream())
                    .findFirst()
                    .orElse(ProcessorBackend.TORCHVISION);
            statements.add(
                    new Statement("preset " + preset.key(), preset.spec(processor), Statement.Certainty.PRESUMED));
        }
        return statements;
    }
}
