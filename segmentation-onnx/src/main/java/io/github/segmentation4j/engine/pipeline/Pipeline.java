package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.input.Preprocessor;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One call, in order: where the image lies in the network's input, the image's pixels as network input, the network's
 * run, and what the caller makes of its outputs.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Pipeline implements AutoCloseable {
    private final Network network;
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
        this.preprocessor = new Preprocessor(preprocessing);
        this.workspaces = new Workspaces(network, callsInFlight);
    }

    /**
     * Sends an image through the network.
     *
     * @param decode makes the result of the outputs and of where the image lies in the input; the outputs are valid only
     *     during its call
     * @throws InvalidImageException if the image is too large, or has a shape that the size rule cannot follow
     * @throws InferenceFailedException if the network fails on this image
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for its turn
     */
    public <T> T run(BufferedImage image, BiFunction<List<TensorView>, Geometry, T> decode) {
        return withInput(image, (bound, geometry) -> decode.apply(bound.run(), geometry));
    }

    /**
     * Makes the network's input of an image and does not run the network.
     *
     * @param use takes the input, which is valid only during its call
     * @throws InvalidImageException if the image is too large, or has a shape that the size rule cannot follow
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for its turn
     */
    public <T> T input(BufferedImage image, BiFunction<ByteBuffer, Geometry, T> use) {
        return withInput(image, (bound, geometry) -> use.apply(bound.input(), geometry));
    }

    /**
     * Sends an input that somebody else made through the network.
     *
     * @param input its elements, in native byte order and in the layout and element type that the network takes
     * @param size the width and height of the input
     * @param use makes the result of the outputs, which are valid only during its call
     * @throws InvalidImageException if the input is too large
     * @throws InferenceFailedException if the network fails on this input
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for its turn
     */
    public <T> T runOn(ByteBuffer input, ImageSize size, Function<List<TensorView>, T> use) {
        return workspaces.with(gate, workspace -> {
            Binding bound = workspace.bound(size);
            bound.input().duplicate().put(input.duplicate().rewind());
            return use.apply(bound.run());
        });
    }

    private <T> T withInput(BufferedImage image, BiFunction<Binding, Geometry, T> step) {
        return workspaces.with(gate, workspace -> {
            Geometry geometry = geometry(image);
            Binding bound = workspace.bound(geometry.network());
            preprocessor.fill(image, geometry, bound.input());
            return step.apply(bound, geometry);
        });
    }

    private Geometry geometry(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new InvalidImageException(
                    Kind.TOO_LARGE,
                    "An image of " + width + "x" + height + " pixels was given, but at most " + Integer.MAX_VALUE
                            + " pixels can be labelled: make it smaller, or cut it into parts");
        }
        try {
            return preprocessor.geometry(image);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(
                    Kind.UNSUPPORTED,
                    "An image of " + width + "x" + height + " pixels cannot be sized for the network: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Waits for the calls in flight, not for those that wait for their turn, then closes the network; closing twice is
     * harmless.
     */
    @Override
    public void close() {
        gate.close(() -> {
            try (network) {
                workspaces.close();
            }
        });
    }
}
