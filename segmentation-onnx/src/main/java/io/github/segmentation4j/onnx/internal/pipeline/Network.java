package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.decode.TensorView;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The seam to a runtime: a network that takes one image and gives one tensor or more.
 *
 * <p>Safe for use by many threads at once, except {@link #close}, which nobody may call during a run.
 */
public interface Network extends AutoCloseable {

    /** The number of color channels of the input. */
    int CHANNELS = 3;

    /**
     * Runs the network on one image.
     *
     * @param input a direct buffer in native byte order, in the layout and element type of the network's input
     * @param size the width and height of the input
     * @param workspace lends the buffers for the outputs
     * @return the outputs in the order in which they were asked for, valid until the workspace is used again
     * @throws InvalidModelException if the network fails
     */
    List<TensorView> run(ByteBuffer input, ImageSize size, Workspace workspace);

    /** Releases the network; closing twice is harmless. */
    @Override
    void close();
}
