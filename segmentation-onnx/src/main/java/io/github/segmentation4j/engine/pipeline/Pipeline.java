package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.CallTimes;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
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
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call, in order: where the image lies in the network's input, the image's pixels as network input, the network's
 * run, and what the caller makes of its outputs.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Pipeline implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());

    private final Network network;
    private final Preprocessor preprocessor;
    private final Workspaces workspaces;
    private final Optional<Consumer<CallTimes>> listener;
    private final int threads;
    private final CallGate gate;
    private final RunsInFlight runs;

    /**
     * Creates a pipeline that owns its network.
     *
     * @param threads the most threads that make one input, at least 1
     * @param callsInFlight how many calls may use the network at once, at least 1; further ones wait
     * @param listener is told the times of each call that has succeeded, by the thread that made it
     */
    public Pipeline(
            Network network,
            Preprocessing preprocessing,
            int threads,
            int callsInFlight,
            Optional<Consumer<CallTimes>> listener) {
        this.network = network;
        this.preprocessor = new Preprocessor(preprocessing, threads);
        this.workspaces = new Workspaces(network, callsInFlight);
        this.listener = listener;
        this.threads = threads;
        this.gate = new CallGate();
        this.runs = new RunsInFlight();
    }

    private Pipeline(Pipeline other, Preprocessing preprocessing) {
        this.network = other.network;
        this.preprocessor = new Preprocessor(preprocessing, other.threads);
        this.workspaces = other.workspaces;
        this.listener = other.listener;
        this.threads = other.threads;
        this.gate = other.gate;
        this.runs = other.runs;
    }

    /** Returns a pipeline that makes inputs in another way for the same network: closing either closes both. */
    Pipeline with(Preprocessing steps) {
        return new Pipeline(this, steps);
    }

    /**
     * Sends an image through the network.
     *
     * @param deadline when the network has to have run; what is made of its outputs then is not cut short
     * @param decode makes the result of the outputs and of where the image lies in the input; the outputs are valid only
     *     during its call
     * @throws InvalidImageException if the image is too large, or has a shape that the size rule cannot follow
     * @throws InferenceFailedException if the network fails on this image
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     * @throws SegmentationTimeoutException if the deadline comes before the network has run
     */
    public <T> T run(BufferedImage image, Deadline deadline, BiFunction<List<TensorView>, Geometry, T> decode) {
        long called = System.nanoTime();
        return workspaces.with(
                gate, deadline, workspace -> run(workspace, image, System.nanoTime() - called, deadline, decode));
    }

    private <T> T run(
            Workspace workspace,
            BufferedImage image,
            long waited,
            Deadline deadline,
            BiFunction<List<TensorView>, Geometry, T> decode) {
        long begun = System.nanoTime();
        Geometry geometry = geometry(image);
        Binding bound = workspace.bound(geometry.network());
        preprocessor.fill(image, geometry, bound.input());
        long filled = System.nanoTime();
        List<TensorView> outputs = runs.outputs(workspace, bound, deadline);
        long run = System.nanoTime();
        T result = decode.apply(outputs, geometry);
        report(waited, filled - begun, run - filled, System.nanoTime() - run);
        return result;
    }

    /** Sends images through the network within one call. Used by the thread that makes that call. */
    @FunctionalInterface
    public interface Runs {
        /**
         * Sends an image through the network.
         *
         * @param use takes the outputs, which are valid only during its call, and where the image lies in the input
         */
        void run(BufferedImage image, BiConsumer<List<TensorView>, Geometry> use);
    }

    /**
     * Sends several images through the network as one call: with one turn, and closed only when it is over. The times of each run
     * are reported by themselves.
     *
     * @param deadline when the network has to have run for the last time
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run for the last time
     * @throws SegmentationTimeoutException if the deadline comes before that
     */
    public <T> T together(Deadline deadline, Function<Runs, T> call) {
        return workspaces.with(
                gate,
                deadline,
                workspace -> call.apply((image, use) -> run(workspace, image, 0, deadline, (outputs, geometry) -> {
                    use.accept(outputs, geometry);
                    return geometry;
                })));
    }

    /**
     * Makes the network's input of an image and does not run the network.
     *
     * @param use takes the input, which is valid only during its call
     * @throws InvalidImageException if the image is too large, or has a shape that the size rule cannot follow
     * @throws SegmenterClosedException if this pipeline is closed, also while this call waits for its turn
     * @throws SegmentationInterruptedException if this thread is interrupted before it has its turn
     */
    public <T> T input(BufferedImage image, BiFunction<ByteBuffer, Geometry, T> use) {
        return workspaces.with(gate, Deadline.none(), workspace -> {
            Geometry geometry = geometry(image);
            Binding bound = workspace.bound(geometry.network());
            preprocessor.fill(image, geometry, bound.input());
            return use.apply(bound.input(), geometry);
        });
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
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    public <T> T runOn(ByteBuffer input, ImageSize size, Function<List<TensorView>, T> use) {
        return workspaces.with(gate, Deadline.none(), workspace -> {
            Binding bound = workspace.bound(size);
            bound.input().duplicate().put(input.duplicate().rewind());
            return use.apply(runs.outputs(workspace, bound, Deadline.none()));
        });
    }

    private void report(long waiting, long input, long network, long labels) {
        if (listener.isPresent() || LOG.isLoggable(System.Logger.Level.DEBUG)) {
            StepTimes times = new StepTimes(waiting, input, network, labels);
            LOG.log(System.Logger.Level.DEBUG, "A call took {0}", times);
            listener.ifPresent(told -> told.accept(times));
        }
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
        close(Deadline.none());
    }

    /** Waits for the calls in flight until a deadline, then stops the runs of those that are left, and closes the network. */
    public void close(Deadline deadline) {
        gate.close(deadline, runs::stop, () -> {
            try (network) {
                workspaces.close();
            }
        });
    }
}
