package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of a model's outputs, found by running it once on a small black image where the graph leaves axes open. Used
 * by one thread.
 */
final class ProbedShapes implements OutputResolution.OutputShapes {
    private static final System.Logger LOG = System.getLogger(ProbedShapes.class.getName());

    /** A graph that takes only larger images than this is not asked: the answer would cost more than it is worth. */
    private static final long MAX_ELEMENTS = 4096L * 4096L;

    private final OrtModel model;
    private Optional<InputPlan> input = Optional.empty();
    private @Nullable Map<String, List<Long>> shapes;
    private Optional<String> failure = Optional.empty();

    ProbedShapes(OrtModel model) {
        this.model = model;
    }

    /** Says how an image enters the network; what was found out for another input or layout is forgotten. */
    void setInput(Optional<InputPlan> plan) {
        boolean same = plan.isPresent()
                && input.isPresent()
                && plan.get().tensor().equals(input.get().tensor())
                && plan.get().shape().equals(input.get().shape());
        if (!same) {
            shapes = null;
            failure = Optional.empty();
        }
        input = plan;
    }

    @Override
    public TensorSpec complete(TensorSpec output) {
        boolean undeclared = output.rank() == 0;
        boolean open = undeclared || output.shape().stream().skip(1).anyMatch(length -> length == TensorSpec.FREE);
        if (!open || input.isEmpty()) {
            return output;
        }
        List<Long> found = shapes(input.get()).get(output.name());
        return found == null || (found.size() != output.rank() && !undeclared) ? output : output.withShape(found);
    }

    private Map<String, List<Long>> shapes(InputPlan plan) {
        if (shapes == null) {
            shapes = run(plan);
        }
        return shapes;
    }

    private Map<String, List<Long>> run(InputPlan plan) {
        ImageSize size = plan.smallSize();
        if ((long) size.width() * size.height() > MAX_ELEMENTS / plan.channels() / plan.batch()) {
            failure = Optional.of("it takes only images of " + size);
            return Map.of();
        }
        try {
            return model.outputShapes(plan.tensor().name(), plan.shape(), size);
        } catch (InferenceFailedException e) {
            LOG.log(System.Logger.Level.DEBUG, "The model does not run on a small black image", e);
            failure = Optional.ofNullable(e.getMessage());
            return Map.of();
        }
    }

    @Override
    public boolean canAsk() {
        return input.isPresent();
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public boolean hasProportionsOfInput(TensorSpec output, TensorLayout layout) {
        long rows = output.shape().get(layout.rowAxis());
        long columns = output.shape().get(layout.columnAxis());
        return input.isPresent()
                && rows != TensorSpec.FREE
                && columns != TensorSpec.FREE
                && OutputResolution.OutputShapes.sameProportions(
                        rows, columns, input.get().smallSize());
    }

    @Override
    public TensorLayout inputLayout() {
        return input.map(InputPlan::layout).orElse(TensorLayout.NCHW);
    }
}
