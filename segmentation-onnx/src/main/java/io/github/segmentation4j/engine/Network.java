package io.github.segmentation4j.engine;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The seam to a runtime: a network that takes an image and gives one tensor or more. Whoever brings another runtime
 * implements this and {@link BoundNetwork}; {@link io.github.segmentation4j.engine.segmenter.NetworkSegmenter} makes a
 * segmenter of it.
 *
 * <p>Several threads {@link #bind} and run bound networks at once, each of them by one thread, unless the segmenter allows one
 * call at a time, as for a runtime whose network two threads cannot run. {@link #close} is called when every bound network
 * is closed.
 */
public interface Network extends AutoCloseable {

    /** Returns what the input looks like, the same every time. */
    NetworkInput input();

    /** Returns the outputs that a run gives, in its order, the same every time. */
    List<NetworkOutput> outputs();

    /**
     * Returns the network made ready for inputs of one size. It is kept for further images of that size.
     *
     * @param size the width and height of the input
     * @param input where the input will be before each run: a direct buffer in native byte order, the elements from index 0
     *     on in row-major order, all images of the batch after each other; only the first one is filled, and whoever
     *     implements this may write to the others; it has the same address until the bound network is closed
     * @param outputs lends memory for what a run gives, to be asked for during runs
     * @throws InvalidImageException if there is no memory for an input of that size
     * @throws InferenceFailedException if the runtime refuses that size
     */
    BoundNetwork bind(ImageSize size, ByteBuffer input, OutputBuffers outputs);

    /** Releases the network, of which nobody has a bound one any more; closing twice is harmless. */
    @Override
    void close();
}
