package io.github.segmentation4j.onnx.soak;

import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls that somebody ends early, by a timeout, an interrupt or a cancelled future, and calls in tiles. Safe for use by any number of threads.
 */
final class EndedCalls {
    /** Longer than some calls of the soak take, shorter than others. */
    private static final int MAX_MILLIS = 60;

    private static final int TILE = 128;
    private static final int HALO = 32;

    /** A tiled call sees an image at its own size, which would take the most part of the soak for a large one. */
    private static final int MAX_WIDTH = 400;

    private enum Kind {
        TIMEOUT,
        INTERRUPT,
        CANCEL,
        TILES
    }

    private final OnnxSegmenter segmenter;
    private final Segmenter tiled;
    private final Executor executor;

    /** How many calls of each kind were ended before they had a result, or in tiles, had one. */
    private final Map<Kind, AtomicInteger> counts = new EnumMap<>(Kind.class);

    EndedCalls(OnnxSegmenter segmenter, Executor executor) {
        this.segmenter = segmenter;
        this.tiled = segmenter.tiled(Tiles.create().withSize(TILE).withHalo(HALO));
        this.executor = executor;
        for (Kind kind : Kind.values()) {
            counts.put(kind, new AtomicInteger());
        }
    }

    /** Makes a call of the n-th kind. */
    void make(int n, BufferedImage image) {
        Random random = ThreadLocalRandom.current();
        Kind kind = Kind.values()[n % Kind.values().length];
        boolean counted = switch (kind) {
            case TIMEOUT -> timesOut(image, random.nextInt(MAX_MILLIS));
            case INTERRUPT -> isInterrupted(image, random.nextInt(MAX_MILLIS));
            case CANCEL -> isCancelled(image, random.nextInt(MAX_MILLIS));
            case TILES -> {
                tiled.segment(image.getSubimage(0, 0, Math.min(MAX_WIDTH, image.getWidth()), image.getHeight()));
                yield true;
            }
        };
        if (counted) {
            counts.get(kind).incrementAndGet();
        }
    }

    private boolean timesOut(BufferedImage image, int millis) {
        try {
            segmenter.segment(image, Duration.ofMillis(millis));
            return false;
        } catch (SegmentationTimeoutException e) {
            return true;
        }
    }

    private boolean isInterrupted(BufferedImage image, int millis) {
        Thread caller = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupter = new Thread(() -> {
            sleep(millis);
            synchronized (over) {
                if (!over.get()) {
                    caller.interrupt();
                }
            }
        });
        interrupter.start();
        boolean ended = false;
        try {
            segmenter.segment(image);
        } catch (SegmentationInterruptedException e) {
            ended = true;
        }
        synchronized (over) {
            over.set(true);
        }
        // An interrupt that came behind the call is not for what this thread does next.
        Thread.interrupted();
        return ended;
    }

    private boolean isCancelled(BufferedImage image, int millis) {
        CompletableFuture<?> future = segmenter.segmentAsync(image, executor);
        sleep(millis);
        return future.cancel(true);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the counts in one line. */
    @Override
    public String toString() {
        return counts.toString();
    }
}
