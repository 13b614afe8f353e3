package io.github.segmentation4j.onnx;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hears everything that is said of a model, then its graph, and decides how it is run. */
final class Resolution {
    private static final String TORCHVISION_INPUT = "input";
    private static final String TORCHVISION_AUXILIARY = "aux";

    private Resolution() {}

    /**
     * Returns the plan of a model, complete or not.
     *
     * @param name what messages call the model
     * @param statements what is said of it, the strongest source first
     * @throws InvalidModelException if the graph cannot be a segmentation network's, or contradicts a statement
     */
    static ModelPlan resolve(String name, OrtModel model, List<Statement> statements, GraphEvidence evidence) {
        GraphSignature graph = model.signature();
        ProbedShapes shapes = new ProbedShapes(model);
        List<Statement> all = new ArrayList<>(statements);
        torchvision(graph, shapes).ifPresent(all::add);
        Decisions decisions = new Decisions(name, all);
        Optional<InputPlan> input = new InputResolution(decisions, graph, evidence).resolve();
        shapes.setInput(input);
        Optional<OutputPlan> output = new OutputResolution(decisions, graph, evidence, shapes).resolve();
        return new ModelPlan(decisions, input, output);
    }

    /** Returns what torchvision's networks expect if a graph looks like their export. */
    private static Optional<Statement> torchvision(GraphSignature graph, ProbedShapes shapes) {
        // All of them have one preset, so any of them will do.
        ModelSpec spec = Preset.FCN_RESNET50.spec();
        String scores = spec.output().orElseThrow();
        int classes = spec.classNames().orElseThrow().size();
        boolean known = hasTorchvisionsNames(graph, scores);
        if (known) {
            TensorSpec input = graph.inputs().get(0);
            shapes.setInput(Optional.of(
                    new InputPlan(input, TensorLayout.NCHW, input.elementType().orElseThrow(), Optional.empty())));
            known = graph.outputs().stream()
                    .allMatch(output -> shapes.complete(output).shape().get(1) == classes);
        }
        return known
                ? Optional.of(new Statement(
                        "torchvision's preset, since inputs and outputs are those of its export",
                        spec,
                        Statement.Certainty.PRESUMED))
                : Optional.empty();
    }

    private static boolean hasTorchvisionsNames(GraphSignature graph, String scores) {
        TensorSpec input = graph.inputs().get(0);
        return graph.inputs().size() == 1
                && input.name().equals(TORCHVISION_INPUT)
                && input.isImageLike()
                && input.shape().get(1) == Network.CHANNELS
                && input.elementType().filter(ElementType::isFloating).isPresent()
                && graph.output(scores).isPresent()
                && Set.of(scores, TORCHVISION_AUXILIARY).containsAll(graph.outputNames())
                && graph.outputs().stream().allMatch(TensorSpec::isImageLike);
    }
}
