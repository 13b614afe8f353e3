package io.github.segmentation4j.engine;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InferenceFailedException;
import java.util.List;

/** A network that reads inputs of one size from one buffer. Used by one call at a time. */
public interface BoundNetwork extends AutoCloseable {

    /**
     * Runs the network on what its input buffer holds.
     *
     * @return the outputs in the order of {@link Network#outputs}, each of the first image alone, valid until the next run
     * @throws InvalidImageException if there is no memory for the outputs
     * @throws InferenceFailedException if the network fails
     */
    List<TensorView> run();

    /** Releases what the runtime holds for this size; the buffers are not its own. Closing twice is harmless. */
    @Override
    void close();
}
