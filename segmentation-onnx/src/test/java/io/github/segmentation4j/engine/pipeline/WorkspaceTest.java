package io.github.segmentation4j.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final NetworkInput COLORS = new NetworkInput(TensorLayout.NCHW, ElementType.FLOAT32, 3, 1);

    private static final ImageSize SMALL = new ImageSize(4, 3);
    private static final ImageSize LARGE = new ImageSize(40, 30);

    private final RecordingNetwork network = new RecordingNetwork(COLORS);
    private final Workspace workspace = new Workspace(network);

    @Test
    void aSizeIsBoundOnce() {
        Binding first = workspace.bound(SMALL);
        first.network().run();

        assertSame(first, workspace.bound(SMALL));
        assertEquals(1, network.bindings.size());
    }

    @Test
    void aSmallerSizeLeavesTheBindingsOfLargerOnesAlone() {
        Binding large = workspace.bound(LARGE);
        large.network().run();
        workspace.bound(SMALL).network().run();

        assertSame(large, workspace.bound(LARGE));
        assertEquals(0, network.released());
    }

    @Test
    void bindingsToABufferThatIsReplacedAreReleased() {
        Binding small = workspace.bound(SMALL);
        small.network().run();
        workspace.bound(LARGE).network().run();

        assertTrue(network.bindings.get(0).closed);
        assertFalse(network.bindings.get(1).closed);
        assertNotSame(small, workspace.bound(SMALL));
        assertEquals(2, workspace.boundSizes());
    }

    @Test
    void anOutputThatGrowsWithinARunReleasesTheOtherBindingsAlone() {
        workspace.bound(LARGE);
        Binding small = workspace.bound(SMALL);
        network.bindings.get(1).buffers.output(0, 1_000_000, ElementType.FLOAT32);

        assertTrue(network.bindings.get(0).closed);
        assertFalse(network.bindings.get(1).closed);
        assertSame(small, workspace.bound(SMALL));
    }

    @Test
    void ofManySizesTheOnesUsedLastStayBound() {
        Binding largest = workspace.bound(new ImageSize(100, 100));
        for (int width = 1; width < 100; width++) {
            workspace.bound(new ImageSize(width, 1));
            assertSame(largest, workspace.bound(new ImageSize(100, 100)));
        }

        assertEquals(Workspace.BOUND_SIZES, workspace.boundSizes());
        assertEquals(100 - Workspace.BOUND_SIZES, network.released());
    }

    @Test
    void closingReleasesEveryBinding() {
        workspace.bound(LARGE);
        workspace.bound(SMALL);
        workspace.close();

        assertEquals(2, network.released());
        assertEquals(0, workspace.boundSizes());
    }

    @Test
    void ofABatchTheFirstImageIsFilled() {
        RecordingNetwork three = new RecordingNetwork(new NetworkInput(TensorLayout.NHWC, ElementType.UINT8, 3, 3));
        try (Workspace batches = new Workspace(three)) {
            assertEquals(4 * 3 * 3, batches.bound(SMALL).input().capacity());
            assertEquals(4 * 3 * 3 * 3, three.bindings.get(0).input.capacity());
        }
    }

    /** Binds to real buffers and notes what becomes of each binding. */
    private static final class RecordingNetwork implements Network {
        private final NetworkInput input;
        private final List<Recorded> bindings = new ArrayList<>();

        private RecordingNetwork(NetworkInput input) {
            this.input = input;
        }

        @Override
        public NetworkInput input() {
            return input;
        }

        @Override
        public List<NetworkOutput> outputs() {
            return List.of(new NetworkOutput("scores", 1));
        }

        @Override
        public BoundNetwork bind(ImageSize size, ByteBuffer pixels, OutputBuffers buffers) {
            Recorded binding = new Recorded(size, pixels, buffers);
            bindings.add(binding);
            return binding;
        }

        private long released() {
            return bindings.stream().filter(binding -> binding.closed).count();
        }

        @Override
        public void close() {}
    }

    private static final class Recorded implements BoundNetwork {
        private final ImageSize size;
        private final ByteBuffer input;
        private final OutputBuffers buffers;
        private boolean closed;

        private Recorded(ImageSize size, ByteBuffer input, OutputBuffers buffers) {
            this.size = size;
            this.input = input;
            this.buffers = buffers;
        }

        @Override
        public List<TensorView> run() {
            long elements = (long) size.width() * size.height();
            ByteBuffer output = buffers.output(0, elements, ElementType.FLOAT32);
            return List.of(new TensorView(ElementType.FLOAT32, List.of(elements), output));
        }

        @Override
        public void close() {
            assertFalse(closed, "released twice");
            closed = true;
        }
    }
}
