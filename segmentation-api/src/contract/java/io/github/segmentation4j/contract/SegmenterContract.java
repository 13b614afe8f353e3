package io.github.segmentation4j.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link Segmenter} promises, for any segmenter that gives confidences: a subclass says which, and inherits the tests.
 */
@Timeout(120)
public abstract class SegmenterContract extends EndedCallsContract {
    private static final int THREADS = 4;
    private static final int CALLS = 32;

    /** Longer than a segmenter takes to close that waits for nobody. */
    private static final long CLOSING_MILLIS = 100;

    /** As wide as no photo is: a network that keeps its ratio may have no memory for it. */
    private static final int EXTREME_LENGTH = 500_000;

    private static final int[][] SIZES = {
        {1, 1}, {1, 2}, {2, 1}, {3, 3}, {7, 5}, {5, 7}, {16, 16}, {31, 17}, {64, 48}, {1, 40}, {40, 1}, {120, 9},
        {9, 120}
    };

    /** Opens a segmenter, another one with each call; whoever calls closes it. */
    protected abstract Segmenter open();

    /** Returns how many calls of such a segmenter may be in flight at once; further ones wait for their turn. */
    protected abstract int concurrentCalls();

    /** Returns a photo of a size, the same each time; of one of 64x48 pixels the segmenter names more than one class. */
    protected BufferedImage photo(int width, int height) {
        return Pictures.blocks(width, height);
    }

    private BufferedImage photo() {
        return photo(64, 48);
    }

    /** Waits until a thread waits for something. */
    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(thread.isAlive(), "the call did not wait for its turn");
            Thread.sleep(1);
        }
    }

    private static Throwable failure(Future<?> call) {
        return assertThrows(ExecutionException.class, call::get).getCause();
    }

    @Override
    final Segmenter opened() {
        return open();
    }

    @Override
    final BufferedImage image() {
        return photo();
    }

    @Override
    final int limit() {
        return concurrentCalls();
    }

    @Test
    void labelsHaveTheSizeOfTheImageAndAName() {
        try (Segmenter segmenter = open()) {
            for (int[] size : SIZES) {
                LabelMap labels = segmenter.segment(photo(size[0], size[1]));

                assertArrayEquals(size, new int[] {labels.width(), labels.height()});
                assertTrue(labels.maxLabel() < segmenter.classNames().size(), labels.toString());
            }
        }
    }

    @Test
    void thePhotoOfTheseTestsHasMoreThanOneClass() {
        try (Segmenter segmenter = open()) {
            assertTrue(segmenter.segment(photo()).presentLabels().length > 1);
        }
    }

    @Test
    void aSecondCallGivesTheSameLabels() {
        try (Segmenter segmenter = open();
                Segmenter other = open()) {
            LabelMap labels = segmenter.segment(photo());

            assertEquals(labels, segmenter.segment(photo()));
            segmenter.segment(photo(31, 17));
            segmenter.segment(photo(90, 70));
            assertEquals(labels, segmenter.segment(photo()), "after images of other sizes");
            assertEquals(labels, other.segment(photo()), "of another segmenter");
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (Segmenter segmenter = open()) {
            List<BufferedImage> photos = List.of(photo(), photo(31, 17), photo(9, 120));
            List<LabelMap> expected = photos.stream().map(segmenter::segment).toList();
            List<Callable<LabelMap>> calls = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                BufferedImage photo = photos.get(call % photos.size());
                calls.add(() -> segmenter.segment(photo));
            }
            List<Future<LabelMap>> results = pool.invokeAll(calls);
            for (int call = 0; call < CALLS; call++) {
                assertEquals(
                        expected.get(call % photos.size()), results.get(call).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyImagesGetWhatEachGetsAlone() {
        try (Segmenter segmenter = open()) {
            List<BufferedImage> photos = List.of(photo(), photo(7, 5), photo());

            assertEquals(photos.stream().map(segmenter::segment).toList(), segmenter.segmentAll(photos));
            assertEquals(List.of(), segmenter.segmentAll(List.of()));
        }
    }

    @Test
    void aPartOfAnImageHasTheLabelsOfItsCopy() {
        try (Segmenter segmenter = open()) {
            BufferedImage part = photo().getSubimage(11, 5, 37, 29);

            assertEquals(segmenter.segment(Pictures.copy(part, BufferedImage.TYPE_INT_RGB)), segmenter.segment(part));
        }
    }

    @Test
    void everyTypeOfImageWithTheSameColorsHasTheSameLabels() {
        // Black, white and the six colors between them, which a palette of 256 colors and 15 bits hold exactly.
        BufferedImage colors = Pictures.withFullSamples(photo());
        BufferedImage blackAndWhite = Pictures.blackAndWhite(colors);
        try (Segmenter segmenter = open()) {
            LabelMap ofColors = segmenter.segment(colors);
            LabelMap ofBlackAndWhite = segmenter.segment(blackAndWhite);
            for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
                boolean gray = type == BufferedImage.TYPE_BYTE_GRAY
                        || type == BufferedImage.TYPE_USHORT_GRAY
                        || type == BufferedImage.TYPE_BYTE_BINARY;
                assertEquals(
                        ofBlackAndWhite, segmenter.segment(Pictures.copy(blackAndWhite, type)), "gray as type " + type);
                if (!gray) {
                    assertEquals(ofColors, segmenter.segment(Pictures.copy(colors, type)), "colors as type " + type);
                }
            }
        }
    }

    @Test
    void theImageIsNotChanged() {
        try (Segmenter segmenter = open()) {
            BufferedImage image = Pictures.copy(photo(), BufferedImage.TYPE_INT_ARGB);
            int[] before = Pictures.pixels(image);
            segmenter.segment(image);
            segmenter.segmentWithConfidence(image);

            assertArrayEquals(before, Pictures.pixels(image));
        }
    }

    @Test
    void nullIsRefused() {
        try (Segmenter segmenter = open()) {
            assertThrows(NullPointerException.class, () -> segmenter.segment(null));
            assertThrows(NullPointerException.class, () -> segmenter.segmentWithConfidence(null));
            assertThrows(NullPointerException.class, () -> segmenter.segmentAll(null));
            assertEquals(64, segmenter.segment(photo()).width(), "after the refusals");
        }
    }

    @Test
    void confidencesComeWithTheSameLabels() {
        try (Segmenter segmenter = open()) {
            for (int[] size : SIZES) {
                BufferedImage photo = photo(size[0], size[1]);
                Segmentation result = segmenter.segmentWithConfidence(photo);
                ConfidenceMap confidence = result.confidence();

                assertEquals(segmenter.segment(photo), result.labels());
                assertArrayEquals(size, new int[] {confidence.width(), confidence.height()});
                for (int y = 0; y < size[1]; y++) {
                    for (int x = 0; x < size[0]; x++) {
                        float value = confidence.confidenceAt(x, y);
                        assertTrue(value >= 0 && value <= 1, value + " at " + x + "," + y);
                    }
                }
            }
        }
    }

    @Test
    void anExtremeShapeIsRefusedOrLabelled() {
        try (Segmenter segmenter = open()) {
            LabelMap before = segmenter.segment(photo());
            for (int[] size : new int[][] {{1, EXTREME_LENGTH}, {EXTREME_LENGTH, 1}}) {
                try {
                    LabelMap labels =
                            segmenter.segment(new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_GRAY));
                    assertArrayEquals(size, new int[] {labels.width(), labels.height()});
                } catch (InvalidImageException refused) {
                    assertFalse(refused.getMessage().isBlank());
                }
            }
            assertEquals(before, segmenter.segment(photo()), "after the extremes");
        }
    }

    @Test
    void itsLineIsOneLine() {
        try (Segmenter segmenter = open()) {
            assertFalse(segmenter.toString().isBlank());
            assertEquals(1, segmenter.toString().lines().count(), segmenter.toString());
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        Segmenter used = open();
        used.segment(photo());
        used.close();
        used.close();
        Segmenter unused = open();
        unused.close();
        unused.close();
    }

    @Test
    void aClosedSegmenterSaysSo() {
        Segmenter segmenter = open();
        ClassNames names = segmenter.classNames();
        String line = segmenter.toString();
        segmenter.segment(photo());
        segmenter.close();

        for (int call = 0; call < 3; call++) {
            assertThrows(SegmenterClosedException.class, () -> segmenter.segment(photo()));
            assertThrows(SegmenterClosedException.class, () -> segmenter.segmentWithConfidence(photo()));
            assertThrows(SegmenterClosedException.class, () -> segmenter.segmentAll(List.of(photo())));
        }
        assertEquals(names, segmenter.classNames());
        assertEquals(line, segmenter.toString());
    }

    @Test
    void closingWaitsForTheCallInFlight() throws Exception {
        try (Segmenter segmenter = open()) {
            LabelMap expected = segmenter.segment(photo());
            FutureTask<?> closing = new FutureTask<>(segmenter::close, null);
            try (CallsInFlight calls = new CallsInFlight(segmenter, photo(), 1)) {
                Background.start(closing);

                assertThrows(TimeoutException.class, () -> closing.get(CLOSING_MILLIS, TimeUnit.MILLISECONDS));
                calls.letGo();
                assertEquals(List.of(expected), calls.results());
                closing.get();
            }
            assertThrows(SegmenterClosedException.class, () -> segmenter.segment(photo()));
        }
    }

    @Test
    void anInterruptEndsTheWaitingForATurn() throws Exception {
        try (Segmenter segmenter = open()) {
            LabelMap expected = segmenter.segment(photo());
            try (CallsInFlight calls = new CallsInFlight(segmenter, photo(), concurrentCalls())) {
                FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                    assertThrows(SegmentationInterruptedException.class, () -> segmenter.segment(photo()));
                    return Thread.currentThread().isInterrupted();
                });
                Thread thread = Background.start(waiting);
                awaitWaiting(thread);
                thread.interrupt();

                assertTrue(waiting.get(), "the interrupt flag is set");
                calls.letGo();
                calls.results().forEach(labels -> assertEquals(expected, labels));
            }
            assertEquals(expected, segmenter.segment(photo()), "after the interrupt");
        }
    }

    @Test
    void closingEndsTheWaitingForATurn() throws Exception {
        try (Segmenter segmenter = open();
                CallsInFlight calls = new CallsInFlight(segmenter, photo(), concurrentCalls())) {
            FutureTask<LabelMap> waiting = new FutureTask<>(() -> segmenter.segment(photo()));
            awaitWaiting(Background.start(waiting));
            FutureTask<?> closing = new FutureTask<>(segmenter::close, null);
            awaitWaiting(Background.start(closing));
            calls.letGo();

            assertInstanceOf(SegmenterClosedException.class, failure(waiting));
            assertEquals(concurrentCalls(), calls.results().size());
            closing.get();
        }
    }

    @RepeatedTest(3)
    void closingUnderLoadLetsEachCallEndOrSaysSo() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Segmenter segmenter = open();
        try {
            BufferedImage photo = photo();
            LabelMap expected = segmenter.segment(photo);
            Callable<Boolean> calling = () -> {
                try {
                    while (expected.equals(segmenter.segment(photo))) {
                        Thread.onSpinWait();
                    }
                    return false;
                } catch (SegmenterClosedException closed) {
                    return true;
                }
            };
            List<Future<Boolean>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                callers.add(pool.submit(calling));
            }
            Thread.sleep(20);
            segmenter.close();
            for (Future<Boolean> caller : callers) {
                assertTrue(caller.get(), "a call gave other labels");
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
