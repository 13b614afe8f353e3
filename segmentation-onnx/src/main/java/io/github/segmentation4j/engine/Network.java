package io.github.segmentation4j.engine;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.pipeline.Workspace;
import io.github.segmentation4j.model.ImageSize;

/**
 * The seam to a runtime: a network that takes one image and gives one tensor or more.
 *
 * <p>Safe for use by many threads at once, except {@link #close}, which nobody may call during a run.
 */
public interface Network extends AutoCloseable {

    /**
     * Returns the network bound to the buffers of one call in flight, for inputs of one size.
     *
     * @param size the width and height of the input
     * @param buffers lends the memory of the input and the outputs
     * @throws InvalidImageException if there is no memory for an input of that size
     * @throws InferenceFailedException if the runtime refuses the buffers
     */
    BoundNetwork bind(ImageSize size, Workspace buffers);

    /** Releases the network, which nobody may be bound to any more; closing twice is harmless. */
    @Override
    void close();
}
