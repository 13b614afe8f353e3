package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.ort.SessionSettings;
import io.github.segmentation4j.onnx.internal.resolve.InputPlan;
import io.github.segmentation4j.onnx.internal.resolve.ModelPlan;
import io.github.segmentation4j.onnx.internal.resolve.OutputPlan;
import java.util.List;
import java.util.Optional;

/**
 * Everything that has to be known to run a model.
 *
 * @param plan what was decided about the model, nothing missing
 * @param run which part of it is run
 * @param field how far its scores look into the image
 * @param session how the runtime runs it
 * @param calls how calls are made
 */
record PreparedModel(ModelPlan plan, RunPlan run, ReceptiveField field, SessionSettings session, CallSettings calls) {

    /**
     * Loads this model.
     *
     * @param whole the whole model from which the run part comes
     * @throws InvalidModelException if the runtime does not load the model
     */
    LoadedModel open(ModelSource whole) {
        ModelSource source = run.part().isPresent() ? run.part().get() : whole;
        OrtModel model = OrtModel.open(source, session);
        try {
            return loaded(model, whole);
        } catch (RuntimeException | Error e) {
            try (model) {
                throw e;
            }
        }
    }

    /** Returns this model with a session that is open already, which it owns from then on. */
    LoadedModel loaded(OrtModel model, ModelSource whole) {
        InputPlan input = plan.input().orElseThrow();
        OutputPlan output = plan.output().orElseThrow();
        Pipeline pipeline = new Pipeline(
                model.network(input.tensor().name(), input.shape(), outputs(run.format())),
                plan.preprocessing(),
                calls.threads(),
                calls.concurrentCalls(),
                calls.listener());
        return new LoadedModel(
                new Model(
                        pipeline,
                        plan.preprocessing(),
                        output.format(),
                        run.decoder(calls.threads(), calls.confidence()),
                        output.classNames()),
                input.tensor(),
                field,
                plan.decisions().description(),
                wholeGraph(whole));
    }

    /** Returns the graph as it is in the file, if the part of it that is run gives something else. */
    private Optional<LazyModel> wholeGraph(ModelSource source) {
        RunPlan all = RunPlan.whole(plan.output().orElseThrow());
        if (run.format().equals(all.format())) {
            return Optional.empty();
        }
        ModelSource lasting = source.lasting();
        PreparedModel model = new PreparedModel(plan, all, field, session, calls);
        return Optional.of(new LazyModel(() -> model.open(lasting).model()));
    }

    private static List<NetworkOutput> outputs(OutputFormat format) {
        int noObject = format.kind() == OutputKind.MASK_QUERIES ? 1 : 0;
        return format.names().stream()
                .map(name -> new NetworkOutput(name, format.channels() + noObject))
                .toList();
    }
}
