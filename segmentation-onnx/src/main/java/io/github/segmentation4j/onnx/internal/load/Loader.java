package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.argmax.KernelChoice;
import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.internal.failure.ReadFailure;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.KernelGap;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.internal.file.SelfContained;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.ImageInput;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.ort.SessionSettings;
import io.github.segmentation4j.onnx.internal.resolve.Decisions;
import io.github.segmentation4j.onnx.internal.resolve.InputPlan;
import io.github.segmentation4j.onnx.internal.resolve.Known;
import io.github.segmentation4j.onnx.internal.resolve.ModelPlan;
import io.github.segmentation4j.onnx.internal.resolve.OutputPlan;
import io.github.segmentation4j.onnx.internal.resolve.Resolution;
import io.github.segmentation4j.onnx.internal.resolve.Source;
import io.github.segmentation4j.onnx.internal.resolve.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Loads a model by what is known about it. */
public final class Loader {
    private static final System.Logger LOG = System.getLogger(Loader.class.getName());

    /** What Java shows in place of bytes that it cannot decode. */
    private static final char REPLACED = '\ufffd';

    private static final String UNNAMED = "The model given as bytes";

    private Loader() {}

    public static LoadedModel load(Path model, Settings settings) {
        Candidate candidate = candidate(model, settings);
        return load(candidate, settings);
    }

    public static LoadedModel load(byte[] model, Settings settings) {
        Objects.requireNonNull(model, "model");
        if (model.length == 0) {
            throw new InvalidModelException("The model given as bytes is empty: give the content of an .onnx file");
        }
        ModelSource source = new ModelSource.Bytes(UNNAMED, model);
        return load(new Candidate(source, Optional.empty()), settings);
    }

    public static LoadedModel load(InputStream model, Settings settings) {
        try {
            return load(model.readAllBytes(), settings);
        } catch (IOException e) {
            throw new InvalidModelException("The stream of a model cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    /** Returns what is known of a model, complete or not, without keeping it loaded. */
    public static ModelDescription describe(Path model, Settings settings) {
        Candidate candidate = candidate(model, settings);
        ModelSource source = candidate.source();
        Optional<GraphEvidence> readable = readable(source);
        try (OrtModel asked = OrtModel.open(
                runnable(source, readable), sessionSettings(settings).unoptimized())) {
            GraphEvidence graph = readable.orElseGet(() -> graph(source));
            ModelPlan plan = plan(candidate, asked, settings, graph);
            if (plan.isComplete()) {
                field(plan, run(candidate, asked, plan, settings, graph), graph);
            }
            return plan.decisions().description();
        }
    }

    private static LoadedModel load(Candidate candidate, Settings settings) {
        OrtModel.beginLoadingRuntime();
        Optional<GraphEvidence> readable = readable(candidate.source());
        boolean trims = !settings.wholeGraph()
                && readable.filter(GraphEvidence::mayBeTrimmed).isPresent();
        return trims ? loadPart(candidate, settings, readable) : loadWhole(candidate, settings, readable);
    }

    /** Loads a model twice: to ask it what it is, and, if only a part of its graph has to run, that part. */
    private static LoadedModel loadPart(Candidate candidate, Settings settings, Optional<GraphEvidence> readable) {
        ModelSource runnable = runnable(candidate.source(), readable);
        PreparedModel prepared;
        // Optimizing a graph takes longer than loading it, and is in vain for one that will not run.
        try (OrtModel asked = OrtModel.open(runnable, sessionSettings(settings).unoptimized())) {
            prepared = prepared(candidate, asked, settings, readable);
        }
        // Both at once would take the memory of the weights twice.
        return prepared.open(runnable);
    }

    /** Loads a model whose graph runs as it is. */
    private static LoadedModel loadWhole(Candidate candidate, Settings settings, Optional<GraphEvidence> readable) {
        ModelSource runnable = runnable(candidate.source(), readable);
        OrtModel model = OrtModel.open(runnable, sessionSettings(settings));
        try {
            return prepared(candidate, model, settings, readable).loaded(model, runnable);
        } catch (RuntimeException | Error e) {
            try (model) {
                throw e;
            }
        }
    }

    private static PreparedModel prepared(
            Candidate candidate, OrtModel model, Settings settings, Optional<GraphEvidence> readable) {
        GraphEvidence graph = readable.orElseGet(() -> graph(candidate.source()));
        ModelPlan plan = plan(candidate, model, settings, graph);
        if (!plan.isComplete()) {
            throw plan.incomplete();
        }
        RunPlan run = run(candidate, model, plan, settings, graph);
        ReceptiveField field = field(plan, run, graph);
        LOG.log(System.Logger.Level.DEBUG, "Loaded {0}", plan.decisions().description());
        return new PreparedModel(plan, run, field, sessionSettings(settings), settings.calls());
    }

    private static RunPlan run(
            Candidate candidate, OrtModel model, ModelPlan plan, Settings settings, GraphEvidence graph) {
        OutputPlan output = plan.output().orElseThrow();
        note(graph.kernelGaps(), plan.decisions());
        RunPlan run = settings.wholeGraph()
                ? RunPlan.whole(output)
                : new Trimming(candidate.source(), model.signature(), graph, plan.decisions())
                        .plan(plan.input().orElseThrow(), output, settings.fineBorders());
        plan.decisions()
                .decide(
                        "kernels",
                        new Known<>(KernelChoice.description(), Source.runtime(KernelChoice.reason())),
                        KernelChoice.alternative());
        return run;
    }

    private static ReceptiveField field(ModelPlan plan, RunPlan run, GraphEvidence graph) {
        InputPlan input = plan.input().orElseThrow();
        ImageInput image = new ImageInput(input.tensor().name(), input.layout());
        Optional<Finding<ReceptiveField>> found =
                graph.receptiveField(image, run.format().names());
        found.ifPresent(field -> plan.decisions()
                .decide("receptive field", new Known<>(field.evidence() + ofTiles(input, run), Source.graph()), ""));
        return found.map(Finding::value).orElse(ReceptiveField.UNKNOWN);
    }

    /** Returns what keeps tiles from giving what the whole image gives, whatever the halo; empty if nothing does. */
    private static String ofTiles(InputPlan input, RunPlan run) {
        TensorLayout layout = input.layout();
        if (input.tensor().rank() > layout.columnAxis() && !input.tensor().isFree(layout.rowAxis())) {
            return "; not exact in tiles, since the input has one size";
        }
        boolean labels = run.format().kind() == OutputKind.LABELS || run.labels() == RunPlan.Labels.AT_GRAPH_SIZE;
        return labels ? "; not exact in tiles, since the output is labels" : "";
    }

    /** Returns a model that the runtime has kernels for, as far as casts can help. */
    private static ModelSource runnable(ModelSource source, Optional<GraphEvidence> graph) {
        return graph.map(evidence -> ModelSource.Filled.of(source, evidence.kernelGaps()))
                .orElse(source);
    }

    private static void note(List<KernelGap> gaps, Decisions decisions) {
        if (!gaps.isEmpty()) {
            decisions.decide(
                    "casts",
                    new Known<>(
                            (gaps.size() == 1 ? "1 GridSample takes" : gaps.size() + " GridSample take")
                                    + " coordinates rounded to float32",
                            Source.runtime("ONNX Runtime, which has no kernel for other types")),
                    "");
        }
    }

    private static SessionSettings sessionSettings(Settings settings) {
        return new SessionSettings(
                settings.calls().threads(),
                settings.operatorThreads().orElseGet(SessionSettings::usualOperatorThreads),
                settings.optimization(),
                settings.optimizedModels());
    }

    private static ModelPlan plan(Candidate candidate, OrtModel model, Settings settings, GraphEvidence graph) {
        List<Statement> statements = new ArrayList<>(settings.statements());
        if (!settings.describesModel()) {
            // A description from the caller wins over files beside the model, even over damaged ones.
            statements.addAll(
                    SpecSources.of(candidate.source().name(), statements, candidate.file(), model.metadata()));
        }
        return Resolution.resolve(candidate.source().name(), model, statements, graph);
    }

    /** Returns the graph; empty if it cannot be read, about which the runtime is asked first unless it is a giant. */
    private static Optional<GraphEvidence> readable(ModelSource source) {
        try {
            return Optional.of(graph(source));
        } catch (InvalidModelException e) {
            if (OnnxFile.exceedsLimits(e)) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "The graph cannot be read", e);
            return Optional.empty();
        }
    }

    private static GraphEvidence graph(ModelSource source) {
        return GraphEvidence.of(
                source instanceof ModelSource.File file
                        ? OnnxFile.read(file.path())
                        : OnnxFile.read(source.name(), ((ModelSource.Bytes) source).content()));
    }

    /**
     * A model that can be tried.
     *
     * @param source its content
     * @param file where it lies, if it lies in a file
     */
    private record Candidate(ModelSource source, Optional<Path> file) {}

    private static Candidate candidate(Path model, Settings settings) {
        Objects.requireNonNull(model, "model");
        Path file = ModelFolder.find(model, settings.variant());
        checkFile(file);
        return new Candidate(source(file), Optional.of(file));
    }

    private static void checkFile(Path model) {
        if (!Files.exists(model)) {
            throw new InvalidModelException(
                    "There is no file " + model + ": give the path of an .onnx file" + localeHint(model));
        }
        if (!Files.isReadable(model)) {
            throw new InvalidModelException(model + " may not be read by this process: change its permissions");
        }
        try {
            if (Files.size(model) == 0) {
                throw new InvalidModelException(model + " is an empty file: export or download the .onnx file again");
            }
        } catch (IOException e) {
            throw new InvalidModelException("The size of " + model + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    /** Returns what else may be wrong with a name in which something is replaced that the locale could not spell. */
    private static String localeHint(Path model) {
        String name = model.toString();
        return name.indexOf('?') < 0 && name.indexOf(REPLACED) < 0
                ? ""
                : ", and if its name has other letters where a question mark is seen here, start Java in a UTF-8 locale such"
                        + " as LC_ALL=C.UTF-8";
    }

    private static ModelSource source(Path model) {
        return hasNameForRuntime(model)
                ? new ModelSource.File(model)
                : new ModelSource.Bytes(model.toString(), SelfContained.of(model));
    }

    /**
     * True if a path's text leads to its file. The text of a path from a folder's listing may have lost what the locale of
     * this process cannot spell; Java keeps the bytes beside it, the runtime sees the text.
     */
    private static boolean hasNameForRuntime(Path model) {
        try {
            return model.getFileSystem().equals(FileSystems.getDefault())
                    && Path.of(model.toString()).equals(model);
        } catch (InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, "The model is read by Java, since the locale cannot spell its path", e);
            return false;
        }
    }
}
