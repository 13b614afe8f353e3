package io.github.segmentation4j.engine.segmenter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.segmenter.EndlessNetwork.Stopping;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are stopped in the middle, of a network that runs until it is. */
@Timeout(60)
class StoppedRunsTest {
    private static final BufferedImage IMAGE = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
    private static final Duration SHORT = Duration.ofMillis(30);

    private static NetworkSegmenter segmenter(EndlessNetwork network) {
        ModelSpec spec = ModelSpec.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .outputKind(OutputKind.LOGITS)
                .classNames(ClassNames.of(List.of("red", "green", "blue")))
                .build();
        return NetworkSegmenter.of(network, spec, 1);
    }

    private static void assertGood(NetworkSegmenter segmenter, EndlessNetwork network) {
        assertEquals(LabelMap.copyOf(4, 3, new int[12]), segmenter.segment(IMAGE), "after the stop");
        assertEquals(2, network.bound(), "what was stopped is bound anew");
        assertEquals(1, network.closed());
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "GIVES_ITS_OUTPUTS"})
    void theTimeStopsARun(Stopping stopping) {
        EndlessNetwork network = new EndlessNetwork(stopping);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            SegmentationTimeoutException e =
                    assertThrows(SegmentationTimeoutException.class, () -> segmenter.segment(IMAGE, SHORT));
            assertTrue(e.getMessage().contains("30 ms, which were over while the network ran"), e.getMessage());
            assertGood(segmenter, network);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "GIVES_ITS_OUTPUTS"})
    void anInterruptStopsARun(Stopping stopping) throws Exception {
        EndlessNetwork network = new EndlessNetwork(stopping);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                assertThrows(SegmentationInterruptedException.class, () -> segmenter.segment(IMAGE));
                return Thread.currentThread().isInterrupted();
            });
            Thread caller = start(call);
            network.awaitRun();
            caller.interrupt();

            assertTrue(call.get(), "the interrupt flag is set");
            assertGood(segmenter, network);
        }
    }

    @Test
    void cancellingAFutureStopsARun() throws Exception {
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            CompletableFuture<LabelMap> call = segmenter.segmentAsync(IMAGE, StoppedRunsTest::start);
            network.awaitRun();
            call.cancel(true);

            assertGood(segmenter, network);
        }
    }

    @Test
    void aVirtualThreadIsInterruptedInARunToo() throws Exception {
        ExecutorService virtual = virtualThreads();
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            CompletableFuture<LabelMap> call = segmenter.segmentAsync(IMAGE, virtual);
            network.awaitRun();
            call.cancel(true);

            assertGood(segmenter, network);
        } finally {
            virtual.shutdown();
        }
    }

    /** Returns an executor that JDK 17 does not have; without it the test is left out. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "there are no virtual threads");
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @Test
    void aTimeForTheFutureStopsARun() {
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            CompletableFuture<LabelMap> call = segmenter.segmentAsync(IMAGE, StoppedRunsTest::start);
            call.orTimeout(SHORT.toMillis(), TimeUnit.MILLISECONDS);

            assertInstanceOf(
                    TimeoutException.class,
                    assertThrows(ExecutionException.class, call::get).getCause());
            assertGood(segmenter, network);
        }
    }

    @Test
    void aRuntimeThatCannotStopIsLate() throws Exception {
        EndlessNetwork network = new EndlessNetwork(Stopping.IS_IGNORED);
        try (NetworkSegmenter segmenter = segmenter(network)) {
            FutureTask<LabelMap> call = new FutureTask<>(() -> segmenter.segment(IMAGE, SHORT));
            start(call);
            network.awaitRun();
            assertThrows(TimeoutException.class, () -> call.get(4 * SHORT.toMillis(), TimeUnit.MILLISECONDS));
            network.letGo();

            assertInstanceOf(
                    SegmentationTimeoutException.class,
                    assertThrows(ExecutionException.class, call::get).getCause());
            assertGood(segmenter, network);
        }
    }

    @Test
    void closingWithATimeStopsARun() throws Exception {
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        NetworkSegmenter segmenter = segmenter(network);
        FutureTask<LabelMap> call = new FutureTask<>(() -> segmenter.segment(IMAGE));
        start(call);
        network.awaitRun();
        FutureTask<?> closing = new FutureTask<>(() -> segmenter.close(Duration.ofMillis(200)), null);
        start(closing);

        assertThrows(TimeoutException.class, () -> closing.get(50, TimeUnit.MILLISECONDS), "the call is waited for");
        closing.get();
        assertInstanceOf(
                SegmenterClosedException.class,
                assertThrows(ExecutionException.class, call::get).getCause());
        assertThrows(SegmenterClosedException.class, () -> segmenter.segment(IMAGE));
        assertEquals(network.bound(), network.closed());
    }

    @Test
    void closingWithATimeWaitsNoLongerThanTheCalls() throws Exception {
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        NetworkSegmenter segmenter = segmenter(network);
        FutureTask<LabelMap> call = new FutureTask<>(() -> segmenter.segment(IMAGE));
        start(call);
        network.awaitRun();
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            segmenter.close(Duration.ofDays(1));
            return Thread.currentThread().isInterrupted();
        });
        start(closing);
        assertThrows(TimeoutException.class, () -> closing.get(50, TimeUnit.MILLISECONDS), "interrupted or not");
        network.letGo();

        assertTrue(closing.get(), "the interrupt flag is kept");
        assertEquals(4, call.get().width());
        segmenter.close(Duration.ZERO);
    }

    @Test
    void aStopAfterTheEndStopsNothing() {
        EndlessNetwork network = new EndlessNetwork(Stopping.FAILS);
        network.letGo();
        try (NetworkSegmenter segmenter = segmenter(network)) {
            segmenter.segment(IMAGE, Duration.ofDays(1));
            Thread.currentThread().interrupt();
            assertTrue(Thread.interrupted());
            segmenter.segment(IMAGE);

            assertEquals(1, network.bound());
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
