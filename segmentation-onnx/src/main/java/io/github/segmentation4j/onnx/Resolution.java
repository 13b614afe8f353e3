package io.github.segmentation4j.onnx;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.onnx.Decisions.Known;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hears everything that is said of a model, then its graph, and decides how it is run. */
final class Resolution {
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
        NetworkOrigin origin = new NetworkOrigin(graph, evidence);
        origin.presumption(shapes).ifPresent(all::add);
        Decisions decisions = new Decisions(name, all);
        origin.note(decisions);
        model.filledInputs()
                .forEach((input, content) ->
                        decisions.decide("input \"" + input + "\"", new Known<>(content, "its name"), ""));
        Optional<InputPlan> input = new InputResolution(decisions, graph, evidence).resolve();
        shapes.setInput(input);
        Optional<OutputPlan> output = new OutputResolution(decisions, graph, evidence, shapes).resolve();
        return new ModelPlan(decisions, input, output);
    }
}
