package io.github.segmentation4j.engine.segmenter;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.OutputBuffers;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A network whose first run ends when it is stopped, or let go, and whose further runs end at once. */
final class EndlessNetwork implements Network {
    /** How a network answers to being stopped. */
    enum Stopping {
        FAILS,
        GIVES_ITS_OUTPUTS,
        IS_IGNORED
    }

    private final Stopping stopping;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger bound = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    EndlessNetwork(Stopping stopping) {
        this.stopping = stopping;
    }

    /** Waits until the first run is under way. */
    void awaitRun() throws InterruptedException {
        running.await();
    }

    /** Lets the first run end by itself. */
    void letGo() {
        stopped.countDown();
    }

    /** Returns how many bound networks there were. */
    int bound() {
        return bound.get();
    }

    /** Returns how many of them are closed. */
    int closed() {
        return closed.get();
    }

    @Override
    public NetworkInput input() {
        return NetworkInput.of(TensorLayout.NCHW, ElementType.FLOAT32, 3);
    }

    @Override
    public List<NetworkOutput> outputs() {
        return List.of(new NetworkOutput("scores", 3));
    }

    @Override
    public BoundNetwork bind(ImageSize size, ByteBuffer input, OutputBuffers outputs) {
        bound.incrementAndGet();
        return new Bound(size, input, outputs);
    }

    @Override
    public void close() {}

    /** Gives the channels of its input as scores. */
    private final class Bound implements BoundNetwork {
        private final ImageSize size;
        private final ByteBuffer input;
        private final OutputBuffers outputs;
        private volatile boolean told;

        private Bound(ImageSize size, ByteBuffer input, OutputBuffers outputs) {
            this.size = size;
            this.input = input;
            this.outputs = outputs;
        }

        @Override
        public List<TensorView> run() {
            running.countDown();
            // Like native code, it does not notice that its thread is interrupted.
            boolean interrupted = Thread.interrupted();
            while (stopped.getCount() > 0) {
                try {
                    stopped.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (told && stopping == Stopping.FAILS) {
                throw new InferenceFailedException("stopped", null);
            }
            ByteBuffer scores = outputs.output(0, 3L * size.width() * size.height(), ElementType.FLOAT32);
            scores.duplicate().put(input.duplicate().rewind());
            return List.of(new TensorView(
                    ElementType.FLOAT32, List.of(1L, 3L, (long) size.height(), (long) size.width()), scores));
        }

        @Override
        public void stop() {
            if (stopping != Stopping.IS_IGNORED) {
                told = true;
                stopped.countDown();
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
