package io.github.segmentation4j.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.OutputBuffers;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a turn can be interrupted, and keeps nobody from closing. */
@Timeout(30)
class WorkspacesTest {
    /** A network that nobody runs. */
    private static final Network IDLE = new Network() {
        @Override
        public NetworkInput input() {
            return NetworkInput.of(TensorLayout.NCHW, ElementType.FLOAT32, 3);
        }

        @Override
        public List<NetworkOutput> outputs() {
            return List.of();
        }

        @Override
        public BoundNetwork bind(ImageSize size, ByteBuffer input, OutputBuffers outputs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    };

    private final CallGate gate = new CallGate();
    private final Workspaces workspaces = new Workspaces(IDLE, 1);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    /** A thread whose call waits for its turn, and what came of it. */
    private final AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();

    /** A thread for each task: the common pool has but one on two processors, which the long call holds. */
    private static void start(Runnable task) {
        new Thread(task).start();
    }

    private CompletableFuture<String> longCall() throws InterruptedException {
        CompletableFuture<String> call = CompletableFuture.supplyAsync(
                () -> workspaces.with(gate, Deadline.none(), workspace -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "done";
                }),
                WorkspacesTest::start);
        inside.await();
        return call;
    }

    private Thread waitingCall() throws InterruptedException {
        Thread thread = new Thread(() -> {
            try {
                workspaces.with(gate, Deadline.none(), workspace -> "");
            } catch (RuntimeException e) {
                assertTrue(e instanceof SegmenterClosedException
                        || Thread.currentThread().isInterrupted());
                thrown.set(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        return thread;
    }

    @Test
    void waitingEndsByAnInterrupt() throws Exception {
        CompletableFuture<String> call = longCall();
        Thread waiting = waitingCall();
        waiting.interrupt();
        waiting.join();
        SegmentationInterruptedException e = assertInstanceOf(SegmentationInterruptedException.class, thrown.get());
        assertInstanceOf(InterruptedException.class, e.getCause());
        leave.countDown();
        assertEquals("done", call.get());
        assertEquals("next", workspaces.with(gate, Deadline.none(), workspace -> "next"), "no turn was lost");
    }

    @Test
    void closingDoesNotLetThoseThatWaitHaveTheirTurn() throws Exception {
        CompletableFuture<String> call = longCall();
        Thread waiting = waitingCall();
        CompletableFuture<Void> close =
                CompletableFuture.runAsync(() -> gate.close(workspaces::close), WorkspacesTest::start);
        boolean refused = false;
        while (!refused) {
            try {
                gate.call(() -> "");
            } catch (SegmenterClosedException e) {
                refused = true;
            }
        }
        assertFalse(close.isDone());
        leave.countDown();
        close.get();
        waiting.join();
        assertInstanceOf(SegmenterClosedException.class, thrown.get());
        assertEquals("done", call.get());
    }

    @Test
    void anInterruptedThreadMakesNoCallThoughItNeedNotWait() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    SegmentationInterruptedException.class,
                    () -> workspaces.with(gate, Deadline.none(), workspace -> "made"));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("next", workspaces.with(gate, Deadline.none(), workspace -> "next"), "no turn was lost");
    }

    @Test
    void waitingEndsAtTheDeadline() throws Exception {
        CompletableFuture<String> call = longCall();
        SegmentationTimeoutException e = assertThrows(
                SegmentationTimeoutException.class,
                () -> workspaces.with(gate, Deadline.after(Duration.ofMillis(20)), workspace -> ""));
        assertTrue(e.getMessage().contains("20 ms"), e.getMessage());
        leave.countDown();
        assertEquals("done", call.get());
        Deadline late = Deadline.after(Duration.ofMinutes(1));
        assertEquals("next", workspaces.with(gate, late, workspace -> "next"), "no turn was lost");
    }

    @Test
    void aFailingCallGivesItsTurnBack() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> workspaces.with(gate, Deadline.none(), workspace -> workspace.bound(new ImageSize(1, 1))));
        assertEquals("next", workspaces.with(gate, Deadline.none(), workspace -> "next"));
    }
}
