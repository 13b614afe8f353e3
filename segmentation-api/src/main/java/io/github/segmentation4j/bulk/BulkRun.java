package io.github.segmentation4j.bulk;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmenterClosedException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run over many images: readers fill a {@link BulkState}, callers work on what they have read, and the thread that runs it
 * all uses the results.
 *
 * <p>Each step is a method of its own, so that no frame of a thread that waits holds on to an image.
 */
final class BulkRun<S, T> {
    private static final long MEBIBYTE = 1 << 20;

    private final Iterator<? extends S> sources;

    /** Held while a source is asked for, so that one thread does so at a time. */
    private final ReentrantLock asking = new ReentrantLock();

    private final Function<? super S, BufferedImage> reader;
    private final BiFunction<? super S, ? super BufferedImage, ? extends T> step;
    private final BulkState<S, T> state;

    BulkRun(
            Iterator<? extends S> sources,
            Function<? super S, BufferedImage> reader,
            BiFunction<? super S, ? super BufferedImage, ? extends T> step,
            BulkSegmentation.Order order,
            int held) {
        this.sources = sources;
        this.reader = reader;
        this.step = step;
        this.state = new BulkState<>(order, held);
    }

    /** Runs with so many threads, all of which have ended when this returns. */
    void run(int readers, int calls, Consumer<? super ImageResult<S, T>> consumer) {
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < readers; i++) {
                threads.add(start("segmentation4j reads images", this::readNext));
            }
            for (int i = 0; i < calls; i++) {
                threads.add(start("segmentation4j segments images", this::segmentNext));
            }
            while (useNext(consumer)) {
                state.used();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SegmentationInterruptedException(
                    "This thread was interrupted before all images were segmented: run those again that are left when the"
                            + " interrupt has been dealt with",
                    e);
        } finally {
            state.end();
            threads.forEach(Thread::interrupt);
            join(threads);
        }
    }

    /** A step that is done again and again until it says that there is nothing left to do. */
    private interface Step {
        boolean next() throws InterruptedException;
    }

    private Thread start(String name, Step work) {
        Thread thread = new Thread(() -> repeat(work), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void repeat(Step work) {
        try {
            while (work.next()) {
                // The step does it all.
            }
        } catch (InterruptedException e) {
            // The run has ended, or somebody wants it to.
            state.fail(new SegmentationInterruptedException(
                    "A thread that segments images was interrupted: leave the threads of a run alone", e));
        } catch (RuntimeException | Error e) {
            state.fail(e);
        }
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readNext() throws InterruptedException {
        if (!state.awaitRoom()) {
            return false;
        }
        Optional<Numbered<S>> next = nextSource();
        next.ifPresentOrElse(this::read, state::exhausted);
        return next.isPresent();
    }

    /**
     * A source and its place.
     *
     * @param number how many there were before it
     */
    record Numbered<S>(long number, S source) {}

    private Optional<Numbered<S>> nextSource() throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (!sources.hasNext()) {
                return Optional.empty();
            }
            S source = sources.next();
            return Optional.of(new Numbered<>(state.taken(), source));
        } catch (NoSuchElementException e) {
            throw new IllegalStateException("The sources have an element, and then they have not", e);
        } finally {
            asking.unlock();
        }
    }

    private void read(Numbered<S> next) {
        attempt(next, () -> {
            state.read(new BulkState.Loaded<>(next, reader.apply(next.source())));
            return Optional.empty();
        });
    }

    private boolean segmentNext() throws InterruptedException {
        Optional<BulkState.Loaded<S>> loaded = state.awaitRead();
        loaded.ifPresent(this::segment);
        return loaded.isPresent();
    }

    private void segment(BulkState.Loaded<S> loaded) {
        S source = loaded.next().source();
        attempt(
                loaded.next(),
                () -> Optional.of(
                        new ImageResult.Segmented<S, T>(source, loaded.image(), step.apply(source, loaded.image()))));
    }

    /** Notes the result of some work on an image, if that has one, or its failure. */
    private void attempt(Numbered<S> next, Supplier<Optional<ImageResult<S, T>>> work) {
        Optional<ImageResult<S, T>> result;
        try {
            result = work.get();
        } catch (SegmenterClosedException | SegmentationInterruptedException e) {
            throw e;
        } catch (SegmentationException e) {
            result = Optional.of(new ImageResult.Failed<>(next.source(), e));
        } catch (OutOfMemoryError e) {
            // Only this image is given up: what it took is free again once it is left.
            result = Optional.of(new ImageResult.Failed<>(
                    next.source(),
                    new InvalidImageException(
                            Kind.OUT_OF_MEMORY,
                            next.source() + " needs more memory than there is beside other images in the "
                                    + Runtime.getRuntime().maxMemory() / MEBIBYTE
                                    + " MiB that Java may use: raise -Xmx, hold fewer images at once, or make it smaller",
                            e)));
        }
        result.ifPresent(found -> state.done(next.number(), found));
    }

    /** Hands one result out; returns false if there are none left. */
    private boolean useNext(Consumer<? super ImageResult<S, T>> consumer) throws InterruptedException {
        Optional<ImageResult<S, T>> next = state.awaitDone();
        next.ifPresent(consumer);
        return next.isPresent();
    }
}
