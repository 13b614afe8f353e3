package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.TensorLayout;
import java.util.Optional;

/** A model in memory, as it is run and, once somebody asks, as it is in the file. Safe for use by any number of threads. */
public final class LoadedModel implements AutoCloseable {
    private final Model model;
    private final TensorSpec input;
    private final ReceptiveField field;
    private final ModelDescription description;

    /** The model with all of its nodes, if the part of it that is run gives something else. */
    private final Optional<LazyModel> whole;

    LoadedModel(
            Model model,
            TensorSpec input,
            ReceptiveField field,
            ModelDescription description,
            Optional<LazyModel> whole) {
        this.model = model;
        this.input = input;
        this.field = field;
        this.description = description;
        this.whole = whole;
    }

    /** Returns the model as it is run, perhaps without its last nodes. */
    public Model model() {
        return model;
    }

    /** Returns the model whose outputs are those of the graph in the file; loads it if nobody has asked before. */
    public Model asInFile() {
        return whole.map(LazyModel::loaded).orElse(model);
    }

    /** Returns the input that takes the image. */
    public TensorSpec input() {
        return input;
    }

    /**
     * Returns the size of the only images that the graph takes, if it fixes it.
     *
     * @throws InvalidModelException if it fixes one side and leaves the other one open
     */
    public Optional<ImageSize> onlySize() {
        TensorLayout layout = model.steps().layout();
        if (input.rank() <= layout.columnAxis()) {
            return Optional.empty();
        }
        boolean anyHeight = input.isFree(layout.rowAxis());
        boolean anyWidth = input.isFree(layout.columnAxis());
        if (anyHeight != anyWidth) {
            throw new InvalidModelException(
                    "The model takes images of any " + (anyHeight ? "height" : "width") + " and one "
                            + (anyHeight ? "width" : "height") + " only (" + input
                            + "), but tiles are of one size or of any: export it with both sides free");
        }
        return anyHeight
                ? Optional.empty()
                : Optional.of(new ImageSize(
                        Math.toIntExact(input.shape().get(layout.columnAxis())),
                        Math.toIntExact(input.shape().get(layout.rowAxis()))));
    }

    /** Returns how far the scores look into the image. */
    public ReceptiveField field() {
        return field;
    }

    /** Returns what was decided about the model. */
    public ModelDescription description() {
        return description;
    }

    @Override
    public void close() {
        close(Deadline.none());
    }

    /** Releases the model once no call uses it any more, which is soon after a deadline; closing twice is harmless. */
    public void close(Deadline deadline) {
        try {
            whole.ifPresent(other -> other.close(deadline));
        } finally {
            model.close(deadline);
        }
    }
}
