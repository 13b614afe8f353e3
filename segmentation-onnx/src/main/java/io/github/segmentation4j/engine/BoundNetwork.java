package io.github.segmentation4j.engine;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import java.nio.ByteBuffer;
import java.util.List;

/** A network with its input and its outputs bound to memory, for inputs of one size. Used by one call at a time. */
public interface BoundNetwork extends AutoCloseable {

    /**
     * Returns where the network reads its input: a direct buffer in native byte order, the same one every time, to be
     * filled from index 0 on in the layout and element type of the network's input.
     */
    ByteBuffer input();

    /**
     * Runs the network on what its input holds.
     *
     * @return the outputs in the order in which they were asked for, valid until their memory is used again
     * @throws InvalidImageException if there is no memory for the outputs
     * @throws InferenceFailedException if the network fails
     */
    List<TensorView> run();

    /** Releases what the runtime holds for the binding; the memory belongs to the workspace. */
    @Override
    void close();
}
