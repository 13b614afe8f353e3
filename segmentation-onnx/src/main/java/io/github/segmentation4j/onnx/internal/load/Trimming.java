package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.onnx.internal.file.PartialModel;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.GraphTail;
import io.github.segmentation4j.onnx.internal.graph.ImageInput;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import io.github.segmentation4j.onnx.internal.resolve.Decisions;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import io.github.segmentation4j.onnx.internal.resolve.InputPlan;
import io.github.segmentation4j.onnx.internal.resolve.OutputPlan;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which nodes of a graph are run: those that the result needs and whose work the decoder does not do better.
 *
 * <p>Where numbers are rounded to 8 or 16 bits between nodes, all nodes but the last ones stay, needed or not: without its
 * other consumers a node may be fused with the one that is left, and then adds in another order. In a SegFormer of 8 bits
 * one bit of a float32 in the input moved scores by a fiftieth of their range.
 */
final class Trimming {
    private static final System.Logger LOG = System.getLogger(Trimming.class.getName());
    private static final String SUBJECT = "graph";

    private final ModelSource source;
    private final GraphSignature signature;
    private final GraphEvidence evidence;
    private final Decisions decisions;

    Trimming(ModelSource source, GraphSignature signature, GraphEvidence evidence, Decisions decisions) {
        this.source = source;
        this.signature = signature;
        this.evidence = evidence;
        this.decisions = decisions;
    }

    /**
     * Returns which part of the model is run, and notes what it does without.
     *
     * @param fineBorders true if labels may be found at the size of the image where the graph has an ArgMax
     */
    RunPlan plan(InputPlan input, OutputPlan output, boolean fineBorders) {
        OutputFormat format = output.format();
        Optional<GraphTail> tail = tail(input, format);
        List<String> unused = unused(format);
        List<String> kept = evidence.isOfLowPrecision() ? unused : List.of();
        List<String> values =
                new ArrayList<>(tail.map(found -> List.of(found.scores())).orElse(format.names()));
        values.addAll(kept);
        Optional<PartialModel> partial = partial(values);
        if (partial.isEmpty()) {
            return RunPlan.whole(output);
        }
        unused.removeAll(kept);
        boolean labels = tail.filter(GraphTail::argmax).isPresent();
        note(partial.get(), unused, tail, labels && fineBorders);
        return new RunPlan(
                partial.map(part -> new ModelSource.Part(source.name(), part.content(), folder())),
                tail.map(found -> format(found, format)).orElse(format),
                tail.flatMap(GraphTail::resize),
                labels && !fineBorders ? RunPlan.Labels.AT_GRAPH_SIZE : RunPlan.Labels.AS_GIVEN);
    }

    private Optional<GraphTail> tail(InputPlan input, OutputFormat format) {
        if (format.names().size() != 1) {
            return Optional.empty();
        }
        String name = format.names().get(0);
        int rank = signature.output(name).map(TensorSpec::rank).orElse(0);
        if (rank == 0) {
            // The graph declares no shape, and so not which axes these are.
            return Optional.empty();
        }
        ImageInput image = new ImageInput(input.tensor().name(), input.layout());
        return evidence.tail(image, name, format.layout(), rank, format.kind())
                .filter(tail -> !tail.argmax() || tail.classes().orElse(0) > 1)
                .filter(tail -> tail.argmax() || tail.classes().orElse(format.channels()) == format.channels());
    }

    /** Returns what the graph without its tail gives. */
    private static OutputFormat format(GraphTail tail, OutputFormat whole) {
        return new OutputFormat(
                List.of(tail.scores()),
                tail.argmax() ? OutputKind.LOGITS : whole.kind(),
                tail.layout(),
                tail.argmax() ? tail.classes().orElseThrow() : whole.channels(),
                whole.threshold(),
                whole.labelResampling(),
                whole.maskSize(),
                whole.placement());
    }

    /** Returns the outputs that nobody asks for. */
    private List<String> unused(OutputFormat format) {
        List<String> unused = new ArrayList<>(signature.outputNames());
        unused.removeAll(format.names());
        return unused;
    }

    private void note(PartialModel part, List<String> unused, Optional<GraphTail> tail, boolean fineBorders) {
        List<String> parts = new ArrayList<>();
        tail.ifPresent(found -> parts.add(found.description() + " done by the decoder"
                + (fineBorders ? ", labels at the size of the image" : "")));
        if (!unused.isEmpty()) {
            parts.add("unused " + (unused.size() == 1 ? "output " : "outputs ")
                    + OneLine.list(
                            unused.stream().map(name -> "\"" + name + "\"").toList()) + " not computed");
        }
        parts.add(part.droppedNodes() + (part.droppedNodes() == 1 ? " node" : " nodes") + " not run");
        decisions.decide(
                SUBJECT,
                new Known<>(String.join(", ", parts), "the graph"),
                "all nodes, by OnnxSegmenter.Builder.wholeGraph");
    }

    private Optional<PartialModel> partial(List<String> values) {
        if (source instanceof ModelSource.File file) {
            return PartialModel.of(file.path(), values, evidence.kernelGaps())
                    .filter(part -> part.weightFiles().stream().allMatch(weights -> isBeside(file.path(), weights)));
        }
        return PartialModel.of(source.name(), ((ModelSource.Bytes) source).content(), values, evidence.kernelGaps());
    }

    /**
     * True if a file with weights really lies in the model's folder. Behind a link that leads out of it, as in the cache of
     * Hugging Face's hub, ONNX Runtime reads it only for a model that it opens by its path.
     */
    private static boolean isBeside(Path model, String weights) {
        try {
            Path folder = model.toAbsolutePath().getParent();
            return folder != null && folder.resolve(weights).toRealPath().startsWith(folder.toRealPath());
        } catch (IOException | InvalidPathException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "No weights are found at " + weights, e);
            return false;
        }
    }

    /** Returns the folder in which the runtime looks for further files with weights. */
    private Optional<Path> folder() {
        return source instanceof ModelSource.File file
                ? Optional.ofNullable(file.path().toAbsolutePath().getParent())
                : Optional.empty();
    }
}
