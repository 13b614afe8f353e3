package io.github.segmentation4j.engine;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import java.util.List;

/** A network that reads inputs of one size from one buffer. Used by one call at a time. */
public interface BoundNetwork extends AutoCloseable {

    /**
     * Runs the network on what its input buffer holds.
     *
     * @return the outputs in the order of {@link Network#outputs}, each of the first image alone, valid until the next run
     * @throws InvalidImageException if there is no memory for the outputs
     * @throws InferenceFailedException if the network fails
     * @throws InvalidModelException if what it gives cannot be an output, of an element type that there is not, say
     */
    List<TensorView> run();

    /**
     * Releases what the runtime holds for this size; the buffers are not its own. Others that are bound to the same network
     * may run meanwhile, this one does not. Closing twice is harmless.
     */
    @Override
    void close();
}
