package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a segmenter gets that says no more than it has to. */
@Timeout(30)
class SegmenterDefaultsTest {
    private static final BufferedImage IMAGE = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    private static final LabelMap LABELS = LabelMap.copyOf(2, 1, new int[] {0, 1});

    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    /** A segmenter with a call of its own, and nothing else. */
    private record Plain(Supplier<LabelMap> call) implements Segmenter {
        @Override
        public LabelMap segment(BufferedImage image) {
            return call.get();
        }

        @Override
        public Segmentation segmentWithConfidence(BufferedImage image) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClassNames classNames() {
            return ClassNames.of(List.of("a", "b"));
        }

        @Override
        public void close() {}
    }

    /** Waits to be let go, and says if it was interrupted. */
    private LabelMap stalled() {
        begun.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SegmentationInterruptedException("interrupted", e);
        }
        return LABELS;
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        one.shutdown();
        assertTrue(one.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    void whoCannotEndACallSaysSo() {
        Segmenter plain = new Plain(() -> LABELS);
        UnsupportedOperationException e = assertThrows(
                UnsupportedOperationException.class, () -> plain.segment(IMAGE, Duration.ofSeconds(Long.MAX_VALUE)));
        assertTrue(e.getMessage().contains("cannot end a call early"), e.getMessage());
        assertThrows(
                UnsupportedOperationException.class, () -> plain.segmentWithConfidence(IMAGE, Duration.ofMillis(1)));
    }

    @Test
    void aFutureHasWhatTheCallGives() throws Exception {
        assertSame(LABELS, new Plain(() -> LABELS).segmentAsync(IMAGE, one).get());
        InferenceFailedException failure = new InferenceFailedException("no", null);
        CompletableFuture<LabelMap> failed = new Plain(() -> {
                    throw failure;
                })
                .segmentAsync(IMAGE, one);
        assertSame(failure, assertThrows(ExecutionException.class, failed::get).getCause());
    }

    @Test
    void anErrorReachesTheFutureToo() {
        CompletableFuture<LabelMap> failed = new Plain(() -> {
                    throw new StackOverflowError();
                })
                .segmentAsync(IMAGE, one);
        assertInstanceOf(
                StackOverflowError.class,
                assertThrows(ExecutionException.class, failed::get).getCause());
    }

    @Test
    void cancellingInterruptsTheCallAndNothingElse() throws Exception {
        AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
        CompletableFuture<LabelMap> call = new Plain(() -> {
                    try {
                        return stalled();
                    } catch (SegmentationInterruptedException e) {
                        seen.set(e);
                        throw e;
                    }
                })
                .segmentAsync(IMAGE, one);
        begun.await();
        assertTrue(call.cancel(true));

        assertFalse(one.submit(() -> Thread.currentThread().isInterrupted()).get());
        assertInstanceOf(SegmentationInterruptedException.class, seen.get());
        assertThrows(CancellationException.class, call::join);
    }

    @Test
    void withoutInterruptingTheCallGoesOn() throws Exception {
        AtomicReference<@Nullable LabelMap> made = new AtomicReference<>();
        CompletableFuture<LabelMap> call = new Plain(() -> {
                    LabelMap labels = stalled();
                    made.set(labels);
                    return labels;
                })
                .segmentAsync(IMAGE, one);
        begun.await();
        assertTrue(call.cancel(false));
        free.countDown();

        one.submit(() -> {}).get();
        assertSame(LABELS, made.get());
    }

    @Test
    void aTimeForTheFutureInterruptsTheCall() throws Exception {
        CompletableFuture<LabelMap> call = new Plain(this::stalled).segmentAsync(IMAGE, one);
        call.orTimeout(10, TimeUnit.MILLISECONDS);

        assertThrows(ExecutionException.class, call::get);
        assertFalse(one.submit(() -> Thread.currentThread().isInterrupted()).get(), "the call has ended");
    }

    @Test
    void whatIsCancelledBeforeItBeginsIsNotMade() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<LabelMap> call = new Plain(() -> {
                    calls.incrementAndGet();
                    return LABELS;
                })
                .segmentAsync(IMAGE, waiting::add);
        call.cancel(true);
        waiting.remove().run();

        assertEquals(0, calls.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatDependsOnTheFutureInterruptsNobody() throws Exception {
        CompletableFuture<LabelMap> call = new Plain(this::stalled).segmentAsync(IMAGE, one);
        CompletableFuture<Integer> width = call.thenApply(LabelMap::width);
        begun.await();
        width.cancel(true);
        free.countDown();

        assertSame(LABELS, call.get());
    }

    @Test
    void whatAnExecutorRefusesIsThrown() {
        one.shutdown();
        assertThrows(RejectedExecutionException.class, () -> new Plain(() -> LABELS).segmentAsync(IMAGE, one));
        assertThrows(NullPointerException.class, () -> new Plain(() -> LABELS).segmentAsync(null, Runnable::run));
    }
}
