package io.github.segmentation4j.engine;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import java.util.List;

/** A network that reads inputs of one size from one buffer. Used by one call at a time, but for {@link #stop}. */
public interface BoundNetwork extends AutoCloseable {

    /**
     * Runs the network on what its input buffer holds.
     *
     * @return the outputs in the order of {@link Network#outputs}, each of the first image alone, valid until the next run
     * @throws InvalidImageException if there is no memory for the outputs
     * @throws InferenceFailedException if the network fails, or was stopped before it had the outputs
     * @throws InvalidModelException if what it gives cannot be an output, of an element type that there is not, say
     */
    List<TensorView> run();

    /**
     * Makes the run under way end early, if the runtime can do that: a call whose time is over, or whose thread is interrupted,
     * is kept waiting by it no longer.
     *
     * <p>Called by another thread, at most once, between the call of {@link #run} and its return, perhaps before that has begun
     * to do anything; it returns at once and throws nothing. The run then throws, or returns whole outputs if it had them;
     * either way its call fails, and this bound network is closed and not run again. Unless overridden, nothing happens: the run
     * takes its time, and its call fails later.
     */
    default void stop() {}

    /**
     * Releases what the runtime holds for this size; the buffers are not its own. Others that are bound to the same network
     * may run meanwhile, this one does not. Closing twice is harmless.
     */
    @Override
    void close();
}
