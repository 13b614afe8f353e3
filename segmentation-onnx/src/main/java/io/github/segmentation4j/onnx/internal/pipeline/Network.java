package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import java.nio.FloatBuffer;

/**
 * The seam to a runtime: a network that takes one image as float32 [1,3,H,W] and gives scores as float32 [1,C,h,w].
 *
 * <p>Safe for use by many threads at once, except {@link #close}, which nobody may call during a run.
 */
public interface Network extends AutoCloseable {

    /** The number of color channels of the input. */
    int CHANNELS = 3;

    /**
     * Runs the network on one image.
     *
     * @param input {@code 3 * width * height} values in a direct buffer, channel by channel, row by row
     * @param size the width and height of the input
     * @param workspace lends the buffer for the scores
     * @return the scores, valid until the workspace is used again
     * @throws InvalidModelException if the network fails
     */
    ScoreGrid run(FloatBuffer input, ImageSize size, Workspace workspace);

    /** Releases the network; closing twice is harmless. */
    @Override
    void close();
}
