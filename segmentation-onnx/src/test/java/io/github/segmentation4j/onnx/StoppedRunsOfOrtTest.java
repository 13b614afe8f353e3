package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ONNX Runtime in the middle of a run of some hundred milliseconds that is not let to its end. */
@Timeout(120)
class StoppedRunsOfOrtTest {
    private static final int SIDE = 1400;
    private static final int STOPS = 12;

    /** A part of the time of a whole run after which it is stopped, and one by which it has ended for it. */
    private static final int STOP_PART = 8;

    private static final int END_PART = 2;

    private static final String CLOCK = "segmentation4j deadlines";

    private final BufferedImage photo = noise();

    private static OnnxSegmenter load() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).load(Resources.file("/models/fcn_resnet50_w8.onnx"));
    }

    private static BufferedImage noise() {
        Random random = new Random(3);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static boolean clockRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(CLOCK));
    }

    @BeforeEach
    void noCallIsTimed() throws InterruptedException {
        awaitNoClock();
    }

    private static void awaitNoClock() throws InterruptedException {
        while (clockRuns()) {
            Thread.sleep(20);
        }
    }

    @Test
    void theTimeEndsARunEarly() throws Exception {
        try (OnnxSegmenter segmenter = load()) {
            // The first run of a size takes another way than later ones.
            Duration first = Duration.ofMillis(1);
            assertThrows(SegmentationTimeoutException.class, () -> segmenter.segment(photo, first));
            LabelMap expected = segmenter.segment(photo);
            long begun = System.nanoTime();
            assertEquals(expected, segmenter.segment(photo));
            long whole = System.nanoTime() - begun;

            long shortest = Long.MAX_VALUE;
            for (int stop = 0; stop < STOPS; stop++) {
                begun = System.nanoTime();
                assertThrows(
                        SegmentationTimeoutException.class,
                        () -> segmenter.segment(photo, Duration.ofNanos(whole / STOP_PART)));
                shortest = Math.min(shortest, System.nanoTime() - begun);
            }
            assertTrue(shortest < whole / END_PART, "ended after " + shortest + " of " + whole + " ns");
            assertEquals(expected, segmenter.segment(photo), "after the stops");
        }
        awaitNoClock();
    }

    @Test
    void anInterruptEndsARunEarlyWithoutAThread() throws Exception {
        try (OnnxSegmenter segmenter = load()) {
            LabelMap expected = segmenter.segment(photo);
            long begun = System.nanoTime();
            assertEquals(expected, segmenter.segment(photo));
            long whole = System.nanoTime() - begun;

            long shortest = Long.MAX_VALUE;
            for (int stop = 0; stop < STOPS; stop++) {
                FutureTask<Boolean> call = new FutureTask<>(() -> {
                    assertThrows(SegmentationInterruptedException.class, () -> segmenter.segment(photo));
                    return Thread.currentThread().isInterrupted();
                });
                Thread caller = new Thread(call);
                begun = System.nanoTime();
                caller.start();
                Thread.sleep(Duration.ofNanos(whole / STOP_PART).toMillis());
                caller.interrupt();
                assertTrue(call.get(), "the interrupt flag is set");
                shortest = Math.min(shortest, System.nanoTime() - begun);
            }
            assertTrue(shortest < whole / END_PART, "ended after " + shortest + " of " + whole + " ns");
            assertEquals(expected, segmenter.segment(photo), "after the interrupts");
            assertFalse(clockRuns(), "nobody has a deadline");
        }
    }

    @Test
    void closingEndsARunEarly() throws Exception {
        OnnxSegmenter segmenter = load();
        segmenter.segment(photo);
        FutureTask<LabelMap> call = new FutureTask<>(() -> segmenter.segment(photo));
        Thread caller = new Thread(call);
        caller.start();
        // Until it is in native code, or has ended, which it has not.
        Thread.sleep(30);
        segmenter.close(Duration.ZERO);

        assertInstanceOf(
                SegmenterClosedException.class,
                assertThrows(ExecutionException.class, call::get).getCause());
        caller.join();
    }
}
