package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hears everything that is said of a model, then its graph, and decides how it is run. */
public final class Resolution {
    private Resolution() {}

    /**
     * Returns the plan of a model, complete or not.
     *
     * @param name what messages call the model
     * @param statements what is said of it, the strongest source first
     * @throws InvalidModelException if the graph cannot be a segmentation network's, or contradicts a statement
     */
    public static ModelPlan resolve(String name, OrtModel model, List<Statement> statements, GraphEvidence evidence) {
        GraphSignature graph = model.signature();
        ProbedShapes shapes = new ProbedShapes(model);
        List<Statement> all = new ArrayList<>(statements);
        NetworkOrigin origin = new NetworkOrigin(graph, evidence, shapes);
        origin.presumption().ifPresent(all::add);
        Decisions decisions = new Decisions(name, all);
        origin.note(decisions);
        model.filledInputs()
                .forEach((input, content) ->
                        decisions.decide("input \"" + input + "\"", new Known<>(content, "its name"), ""));
        Optional<InputPlan> input = new InputResolution(decisions, graph, evidence).resolve();
        shapes.setInput(input);
        GraphSignature completed = completed(graph, evidence, shapes);
        Optional<OutputPlan> output = new OutputResolution(decisions, completed, evidence, shapes).resolve();
        return new ModelPlan(decisions, input, output);
    }

    /** Returns a signature with shapes also of those outputs of which the graph declares none. */
    private static GraphSignature completed(GraphSignature graph, GraphEvidence evidence, ProbedShapes shapes) {
        List<TensorSpec> outputs = graph.outputs().stream()
                .map(output -> output.rank() == 0 && evidence.declaresNoShape(output.name())
                        ? known(shapes.complete(output))
                        : output)
                .toList();
        return new GraphSignature(graph.inputs(), outputs, graph.batch());
    }

    /** Returns an output with the axes of scores, all of them open, if it could not be asked either. */
    private static TensorSpec known(TensorSpec output) {
        return output.rank() > 0 ? output : output.withShape(TensorSpec.OPEN_IMAGE);
    }
}
