package io.github.segmentation4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link Segmenter} promises of calls that are ended before they have a result. */
abstract class EndedCallsContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int THREADS = 64;
    private static final int CALLS_OF_EACH = 5;
    private static final int MOST_MICROSECONDS = 5000;

    abstract Segmenter opened();

    abstract BufferedImage image();

    /** Returns how many calls may be in flight at once; where any number may, the test is left out. */
    abstract int limit();

    /** Waits until the time of a call that has begun is over. */
    private static void awaitEnd() throws InterruptedException {
        Thread.sleep(2 * SHORT.toMillis());
    }

    private static Throwable failure(Future<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @Test
    void aCallInTimeGivesTheSameLabels() {
        try (Segmenter segmenter = opened()) {
            LabelMap expected = segmenter.segment(image());

            assertEquals(expected, segmenter.segment(image(), LONG));
            assertEquals(expected, segmenter.segment(image(), Duration.ofSeconds(Long.MAX_VALUE)));
            assertEquals(
                    segmenter.segmentWithConfidence(image()).labels(),
                    segmenter.segmentWithConfidence(image(), LONG).labels());
            assertThrows(NullPointerException.class, () -> segmenter.segment(null, LONG));
            assertThrows(NullPointerException.class, () -> segmenter.segment(image(), null));
        }
    }

    @Test
    void noTimeIsOverAtOnce() {
        try (Segmenter segmenter = opened()) {
            for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
                assertThrows(SegmentationTimeoutException.class, () -> segmenter.segment(image(), none));
                assertThrows(SegmentationTimeoutException.class, () -> segmenter.segmentWithConfidence(image(), none));
            }
            assertEquals(image().getWidth(), segmenter.segment(image()).width(), "after the refusals");
        }
    }

    @Test
    void theTimeEndsTheWaitingForATurn() throws Exception {
        int limit = limit();
        try (Segmenter segmenter = opened()) {
            LabelMap expected = segmenter.segment(image());
            try (CallsInFlight calls = new CallsInFlight(segmenter, image(), limit)) {
                assertThrows(SegmentationTimeoutException.class, () -> segmenter.segment(image(), SHORT));
                calls.letGo();
                calls.results().forEach(labels -> assertEquals(expected, labels));
            }
            assertEquals(expected, segmenter.segment(image()), "no turn was lost");
        }
    }

    @Test
    void theTimeEndsACallInFlight() throws Exception {
        try (Segmenter segmenter = opened()) {
            LabelMap expected = segmenter.segment(image());
            StalledImage stalled = new StalledImage(image());
            FutureTask<LabelMap> call = new FutureTask<>(() -> segmenter.segment(stalled, SHORT));
            Background.start(call);
            // Its thread may begin late, and its time with it.
            while (!stalled.hasReader() && !call.isDone()) {
                Thread.sleep(1);
            }
            awaitEnd();
            stalled.letGo();

            assertInstanceOf(SegmentationTimeoutException.class, failure(call));
            assertEquals(expected, segmenter.segment(image()), "after the end");
            assertEquals(expected, segmenter.segment(image(), LONG), "after the end, with time");
        }
    }

    @Test
    void anInterruptEndsACallInFlight() throws Exception {
        try (Segmenter segmenter = opened()) {
            LabelMap expected = segmenter.segment(image());
            StalledImage stalled = new StalledImage(image());
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                assertThrows(SegmentationInterruptedException.class, () -> segmenter.segment(stalled));
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = Background.start(call);
            stalled.awaitReader();
            thread.interrupt();
            stalled.letGo();

            assertTrue(call.get(), "the interrupt flag is set");
            assertEquals(expected, segmenter.segment(image()), "after the interrupt");
        }
    }

    @Test
    void anInterruptedThreadMakesNoCall() {
        try (Segmenter segmenter = opened()) {
            Thread.currentThread().interrupt();
            try {
                assertThrows(SegmentationInterruptedException.class, () -> segmenter.segment(image()));
            } finally {
                assertTrue(Thread.interrupted());
            }
            assertEquals(image().getWidth(), segmenter.segment(image()).width(), "without the interrupt");
        }
    }

    @Test
    void aFutureHasTheLabelsOrTheFailure() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Segmenter segmenter = opened();
            LabelMap expected = segmenter.segment(image());
            assertEquals(expected, segmenter.segmentAsync(image(), pool).get());
            segmenter.close();
            assertInstanceOf(SegmenterClosedException.class, failure(segmenter.segmentAsync(image(), pool)));
            assertThrows(NullPointerException.class, () -> segmenter.segmentAsync(null, pool));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void cancellingAFutureFreesItsThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (Segmenter segmenter = opened()) {
            LabelMap expected = segmenter.segment(image());
            StalledImage stalled = new StalledImage(image());
            CompletableFuture<LabelMap> call = segmenter.segmentAsync(stalled, one);
            stalled.awaitReader();
            assertTrue(call.cancel(true));
            stalled.letGo();

            assertThrows(CancellationException.class, call::get);
            assertFalse(one.submit(() -> Thread.currentThread().isInterrupted()).get(), "the next task is interrupted");
            assertEquals(expected, segmenter.segmentAsync(image(), one).get());
        } finally {
            one.shutdown();
        }
    }

    @Test
    void callsThatAreEndedChangeNoOthers() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (Segmenter segmenter = opened()) {
            BufferedImage image = image();
            LabelMap expected = segmenter.segment(image);
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(thread);
                int kind = thread % Kind.values().length;
                threads.add(pool.submit(() -> {
                    for (int call = 0; call < CALLS_OF_EACH; call++) {
                        Kind.values()[kind].make(segmenter, image, expected, 1 + random.nextInt(MOST_MICROSECONDS));
                    }
                    return null;
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
            assertEquals(expected, segmenter.segment(image), "after all of them");
        } finally {
            pool.shutdown();
        }
    }

    /** A call that may be ended after some time, and fails the test if it is not but gives other labels. */
    private enum Kind {
        ORDINARY {
            @Override
            void make(Segmenter segmenter, BufferedImage image, LabelMap expected, int microseconds) {
                assertEquals(expected, segmenter.segment(image));
            }
        },
        TIMED {
            @Override
            void make(Segmenter segmenter, BufferedImage image, LabelMap expected, int microseconds) {
                try {
                    assertEquals(expected, segmenter.segment(image, Duration.ofNanos(1000L * microseconds)));
                } catch (SegmentationTimeoutException late) {
                    assertFalse(Thread.currentThread().isInterrupted());
                }
            }
        },
        INTERRUPTED {
            @Override
            void make(Segmenter segmenter, BufferedImage image, LabelMap expected, int microseconds) throws Exception {
                FutureTask<Void> call = new FutureTask<>(
                        () -> {
                            try {
                                assertEquals(expected, segmenter.segment(image));
                            } catch (SegmentationInterruptedException ended) {
                                assertTrue(Thread.currentThread().isInterrupted());
                            }
                        },
                        null);
                Thread caller = Background.start(call);
                TimeUnit.MICROSECONDS.sleep(microseconds);
                caller.interrupt();
                call.get();
            }
        },
        CANCELLED {
            @Override
            void make(Segmenter segmenter, BufferedImage image, LabelMap expected, int microseconds) throws Exception {
                CompletableFuture<LabelMap> call = segmenter.segmentAsync(image, Background::start);
                TimeUnit.MICROSECONDS.sleep(microseconds);
                if (!call.cancel(true)) {
                    assertEquals(expected, call.get());
                }
            }
        };

        /**
         * Makes the call.
         *
         * @throws SegmentationException if it fails in another way
         */
        abstract void make(Segmenter segmenter, BufferedImage image, LabelMap expected, int microseconds)
                throws Exception;
    }
}
