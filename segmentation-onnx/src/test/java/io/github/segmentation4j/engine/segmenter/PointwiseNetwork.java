package io.github.segmentation4j.engine.segmenter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A convolution of 1x1 in Java: the score of a class is a weighted sum of a pixel's channels. It holds the engine to what
 * {@link Network} promises to implementers.
 */
final class PointwiseNetwork implements Network {
    private final NetworkInput input;
    private final TensorLayout outputLayout;

    /** A row for each class, with a weight for each channel. */
    private final float[][] weights;

    private final AtomicInteger bound = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    PointwiseNetwork(NetworkInput input, TensorLayout outputLayout, float[]... weights) {
        this.input = input;
        this.outputLayout = outputLayout;
        this.weights = weights;
    }

    /** Returns a network of float32 whose output has the layout of its input. */
    static PointwiseNetwork of(TensorLayout layout, int batch, float[]... weights) {
        return new PointwiseNetwork(
                new NetworkInput(layout, ElementType.FLOAT32, weights[0].length, batch), layout, weights);
    }

    /** Returns how many bound networks are not closed. */
    int bound() {
        return bound.get();
    }

    /** Returns how many runs there were at once at most. */
    int mostRunning() {
        return mostRunning.get();
    }

    /** Returns how often it was closed. */
    int closed() {
        return closed.get();
    }

    @Override
    public NetworkInput input() {
        return input;
    }

    @Override
    public List<NetworkOutput> outputs() {
        return List.of(new NetworkOutput("scores", weights.length));
    }

    @Override
    public BoundNetwork bind(ImageSize size, ByteBuffer buffer, OutputBuffers outputs) {
        assertEquals(0, closed.get(), "bound after it was closed");
        assertTrue(buffer.isDirect());
        assertEquals(ByteOrder.nativeOrder(), buffer.order());
        assertEquals(0, buffer.position());
        assertEquals(input.elements(size) * Float.BYTES, buffer.remaining());
        bound.incrementAndGet();
        return new Bound(size, buffer.asFloatBuffer(), outputs);
    }

    @Override
    public void close() {
        assertEquals(0, bound.get(), "closed before what is bound to it");
        assertEquals(0, running.get(), "closed during a run");
        closed.incrementAndGet();
    }

    private final class Bound implements BoundNetwork {
        private final ImageSize size;
        private final FloatBuffer pixels;
        private final OutputBuffers outputs;
        private final AtomicBoolean runs = new AtomicBoolean();
        private boolean released;

        private Bound(ImageSize size, FloatBuffer pixels, OutputBuffers outputs) {
            this.size = size;
            this.pixels = pixels;
            this.outputs = outputs;
        }

        @Override
        public List<TensorView> run() {
            assertFalse(released, "run after it was closed");
            assertTrue(runs.compareAndSet(false, true), "run by two threads at once");
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            long[] lengths = outputLayout.lengths(1, weights.length, size);
            int plane = size.width() * size.height();
            ByteBuffer data = outputs.output(0, (long) weights.length * plane, ElementType.FLOAT32);
            for (int pixel = 0; pixel < plane; pixel++) {
                for (int label = 0; label < weights.length; label++) {
                    int place = place(outputLayout, label, pixel, weights.length, plane);
                    data.putFloat(place * Float.BYTES, score(label, pixel, plane));
                }
            }
            running.decrementAndGet();
            runs.set(false);
            return List.of(
                    new TensorView(ElementType.FLOAT32, List.of(lengths[0], lengths[1], lengths[2], lengths[3]), data));
        }

        private float score(int label, int pixel, int plane) {
            float sum = 0;
            for (int channel = 0; channel < input.channels(); channel++) {
                int place = place(input.layout(), channel, pixel, input.channels(), plane);
                sum += weights[label][channel] * pixels.get(place);
            }
            return sum;
        }

        @Override
        public void close() {
            if (!released) {
                released = true;
                bound.decrementAndGet();
            }
        }
    }

    private static int place(TensorLayout layout, int channel, int pixel, int channels, int plane) {
        return layout == TensorLayout.NCHW ? channel * plane + pixel : pixel * channels + channel;
    }
}
