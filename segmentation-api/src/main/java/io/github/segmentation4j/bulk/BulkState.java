package io.github.segmentation4j.bulk;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the images of a run are: each takes its room before it is read, waits for a call, and waits for its turn to be used.
 *
 * <p>Sources are taken after the room for their image. So the first image that is not yet used always has its room, and a run that
 * keeps the order gets on whatever the number of images held. Safe for use by any number of threads.
 */
final class BulkState<S, T> {
    private final BulkSegmentation.Order order;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    /** Told of every change: there are some threads and some images a second. */
    private final Condition changed = lock.newCondition();

    // All that follows is guarded by the lock.

    private final Deque<Loaded<S>> read = new ArrayDeque<>();
    private final Map<Long, ImageResult<S, T>> done = new TreeMap<>();
    private int held;
    private long taken;
    private long used;
    private boolean exhausted;
    private boolean ended;
    private @Nullable Throwable failure;

    BulkState(BulkSegmentation.Order order, int most) {
        this.order = order;
        this.most = most;
    }

    /** An image that was read. */
    record Loaded<S>(BulkRun.Numbered<S> next, BufferedImage image) {}

    /** A question about this state, asked with the lock held. */
    private interface Question {
        boolean answer();
    }

    /** Waits, with the lock held, until something is so. */
    private void await(Question question) throws InterruptedException {
        while (!question.answer()) {
            changed.await();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the room for one more image, waiting for it if there is none; returns false if the run has ended. */
    boolean awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> held < most || ended);
            held++;
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Counts one more source and returns how many there were before. */
    long taken() {
        lock.lock();
        try {
            return taken++;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a room back for which there is no source left. */
    void exhausted() {
        change(() -> {
            exhausted = true;
            held--;
        });
    }

    /** Puts an image among those that wait for a call. */
    void read(Loaded<S> image) {
        change(() -> {
            if (!ended) {
                read.addLast(image);
            }
        });
    }

    /** Takes the image that was read first, waiting for it if there is none; returns nothing if the run has ended. */
    Optional<Loaded<S>> awaitRead() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> !read.isEmpty() || ended);
            return Optional.ofNullable(read.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    /** Puts a result among those that wait to be used. */
    void done(long number, ImageResult<S, T> result) {
        change(() -> done.put(number, result));
    }

    /**
     * Takes the next result, waiting for it if there is none.
     *
     * @return nothing if all have been used
     */
    Optional<ImageResult<S, T>> awaitDone() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> failure != null || next() != null || (exhausted && used == taken));
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            Long next = next();
            return next == null ? Optional.empty() : Optional.ofNullable(done.remove(next));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the result whose turn it is, or null if it is not there. */
    private @Nullable Long next() {
        if (order == BulkSegmentation.Order.OF_SOURCES) {
            return done.containsKey(used) ? (Long) used : null;
        }
        return done.isEmpty() ? null : done.keySet().iterator().next();
    }

    /** Gives the room of the result back that was taken last. */
    void used() {
        change(() -> {
            used++;
            held--;
        });
    }

    /** Ends the run for a reason, unless it has ended. */
    void fail(Throwable reason) {
        change(() -> {
            if (failure == null && !ended) {
                failure = reason;
            }
        });
    }

    /** Ends the run: nothing is read or segmented any more. */
    void end() {
        change(() -> {
            ended = true;
            read.clear();
            done.clear();
        });
    }
}
