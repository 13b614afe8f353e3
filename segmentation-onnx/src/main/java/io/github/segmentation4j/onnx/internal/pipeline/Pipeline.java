package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.onnx.internal.image.Preprocessor;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.function.Function;

/**
 * One call, in order: the size at which the network sees the image, the image's pixels as network input, the network's
 * run, and what the caller makes of the scores.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Pipeline implements AutoCloseable {
    private final Network network;
    private final Preprocessing preprocessing;
    private final Preprocessor preprocessor;
    private final Workspaces workspaces;
    private final CallGate gate = new CallGate();

    /**
     * Creates a pipeline that owns its network.
     *
     * @param callsInFlight how many calls may use the network at once, at least 1; further ones wait
     */
    public Pipeline(Network network, Preprocessing preprocessing, int callsInFlight) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.preprocessor = new Preprocessor(preprocessing);
        this.workspaces = new Workspaces(callsInFlight);
    }

    /**
     * Sends an image through the network.
     *
     * @param decode makes the result of the scores, which are valid only during its call
     * @throws InvalidImageException if the image is too large, or has a shape that the size rule cannot follow
     * @throws InvalidModelException if the network fails on this image
     * @throws SegmenterClosedException if this pipeline is closed
     */
    public <T> T run(BufferedImage image, Function<ScoreGrid, T> decode) {
        return gate.call(() -> workspaces.with(workspace -> {
            ImageSize size = networkSize(image.getWidth(), image.getHeight());
            FloatBuffer input = workspace.input(size);
            preprocessor.fill(image, size, input);
            return decode.apply(network.run(input, size, workspace));
        }));
    }

    private ImageSize networkSize(int width, int height) {
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new InvalidImageException("An image of " + width + "x" + height + " pixels was given, but at most "
                    + Integer.MAX_VALUE + " pixels can be labelled: make it smaller, or cut it into parts");
        }
        try {
            return preprocessing.size().apply(width, height);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(
                    "An image of " + width + "x" + height + " pixels cannot be sized for the network: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Waits for the calls in flight, then closes the network; closing twice is harmless. */
    @Override
    public void close() {
        gate.close(network::close);
    }
}
