package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.Optional;

/** Decides how an image enters a network, from what is said of the model and what its graph declares. */
final class InputResolution {
    private final Decisions decisions;
    private final GraphSignature graph;
    private final GraphEvidence evidence;

    InputResolution(Decisions decisions, GraphSignature graph, GraphEvidence evidence) {
        this.decisions = decisions;
        this.graph = graph;
        this.evidence = evidence;
    }

    /** Returns the plan, or nothing if not even the input is known. */
    Optional<InputPlan> resolve() {
        Optional<InputChoice.Chosen> chosen = new InputChoice(decisions, graph, evidence).resolve();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        TensorSpec tensor = chosen.get().tensor();
        TensorLayout layout = chosen.get().layout();
        ElementType type = elementType(tensor);
        SizeResolution frame = new SizeResolution(decisions, tensor, layout);
        AlphaHandling alpha = decisions.decide("alpha", ModelSpec::alphaHandling, AlphaHandling.drop(), "");
        Optional<SizeRule> size = frame.size();
        ProcessorBackend processor = processor();
        Resampling filter = decisions.decide(
                "resampling", spec -> spec.withProcessor(processor).resampling(), processor.bilinear(), "");
        Crop crop = frame.crop();
        Optional<Normalization> normalization = new InputNormalization(decisions, evidence).resolve(chosen.get(), type);
        Padding padding = frame.padding();
        Optional<Preprocessing> steps = Optional.empty();
        if (size.isPresent() && normalization.isPresent()) {
            try {
                steps = Optional.of(new Preprocessing(
                        alpha,
                        chosen.get().order(),
                        size.get(),
                        filter,
                        crop,
                        normalization.get(),
                        padding,
                        layout,
                        type,
                        processor));
            } catch (IllegalArgumentException e) {
                throw new InvalidModelException(
                        decisions.model() + " cannot be fed as it was said: " + e.getMessage(), e);
            }
        }
        return Optional.of(new InputPlan(tensor, layout, type, chosen.get().channels(), graph.batch(), steps));
    }

    /** Decides whose arithmetic it is; of models that have nothing to do with Hugging Face nothing is said of it. */
    private ProcessorBackend processor() {
        return decisions
                .said(ModelSpec::processor)
                .map(known -> decisions.decide("processor", known, ModelSpec::processor, ""))
                .orElse(ProcessorBackend.PIL);
    }

    private ElementType elementType(TensorSpec tensor) {
        ElementType type = tensor.elementType().orElseThrow();
        decisions
                .said(ModelSpec::elementType)
                .filter(said -> said.value() != type)
                .ifPresent(said -> {
                    throw new InvalidModelException(decisions.model() + " takes " + tensor + ", but " + said.origin()
                            + " says that its element type is " + said.value() + ": correct that");
                });
        return decisions.decide("element type", new Known<>(type, "the graph"), "");
    }
}
