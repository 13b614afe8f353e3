package io.github.segmentation4j.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.SegmenterClosedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallGateTest {
    private final CallGate gate = new CallGate();
    private final AtomicInteger released = new AtomicInteger();

    @Test
    void letsCallsThroughUntilItIsClosed() {
        assertEquals("result", gate.call(() -> "result"));
        gate.close(released::incrementAndGet);
        SegmenterClosedException e = assertThrows(SegmenterClosedException.class, () -> gate.call(() -> "late"));
        assertTrue(e.getMessage().contains("closed"), e.getMessage());
    }

    @Test
    void closingTwiceReleasesOnce() {
        gate.close(released::incrementAndGet);
        gate.close(released::incrementAndGet);
        assertEquals(1, released.get());
    }

    @Test
    void aFailingCallDoesNotKeepTheGateFromClosing() {
        assertThrows(
                IllegalStateException.class,
                () -> gate.call(() -> {
                    throw new IllegalStateException("inside");
                }));
        gate.close(released::incrementAndGet);
        assertEquals(1, released.get());
    }

    /** A thread for each task: the common pool has but one on two processors, which the call inside holds. */
    private static void start(Runnable task) {
        new Thread(task).start();
    }

    @Test
    void closingWaitsForTheCallInside() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(
                () -> gate.call(() -> {
                    inside.countDown();
                    await(leave);
                    return released.get();
                }),
                CallGateTest::start);
        await(inside);
        CompletableFuture<Void> close =
                CompletableFuture.runAsync(() -> gate.close(released::incrementAndGet), CallGateTest::start);
        assertThrows(java.util.concurrent.TimeoutException.class, () -> close.get(100, TimeUnit.MILLISECONDS));
        assertFalse(close.isDone());
        leave.countDown();
        close.get();
        assertEquals(0, call.get(), "the release ran while a call was inside");
        assertEquals(1, released.get());
    }

    @Test
    void whoComesWhileItClosesIsRefusedAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Void> call = CompletableFuture.runAsync(
                () -> gate.call(() -> {
                    inside.countDown();
                    await(leave);
                    return "";
                }),
                CallGateTest::start);
        await(inside);
        CompletableFuture<Void> close =
                CompletableFuture.runAsync(() -> gate.close(released::incrementAndGet), CallGateTest::start);
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
        call.get();
    }

    @Test
    void closingFromWithinACallDoesNotWaitForItself() {
        assertThrows(
                IllegalStateException.class,
                () -> gate.call(() -> {
                    gate.close(released::incrementAndGet);
                    return "";
                }));
        gate.close(released::incrementAndGet);
        assertEquals(1, released.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
