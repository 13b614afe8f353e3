package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.SegmenterClosedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets calls through until it is closed, and closes only when no call is inside.
 *
 * <p>ONNX Runtime crashes the JVM when a session is closed under a running call (microsoft/onnxruntime issue 21812), so
 * every use of native memory goes through here. Nobody waits to get in: whoever comes after closing has begun is refused.
 * Safe for use by any number of threads.
 */
public final class CallGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Set before the lock is waited for, so that no further call makes closing wait longer. */
    private volatile boolean closed;

    /** Guarded by the write lock. */
    private boolean released;

    /**
     * Makes a call while the gate is held open.
     *
     * @throws SegmenterClosedException if the gate is closed, or about to be
     */
    public <T> T call(Supplier<T> call) {
        // Fails only while the write lock is held, which is by whoever closes.
        if (closed || !lock.readLock().tryLock()) {
            throw closed();
        }
        try {
            if (closed) {
                throw closed();
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static SegmenterClosedException closed() {
        return new SegmenterClosedException(
                "This segmenter is closed: keep it open as long as images arrive, or load the model again");
    }

    /**
     * Lets no further calls in, waits for those inside, and runs the release once, however often this is called. An
     * interrupt does not cut the waiting short.
     *
     * @throws IllegalStateException if this thread is inside a call, which would wait for itself
     */
    public void close(Runnable release) {
        close(Deadline.none(), () -> {}, release);
    }

    /**
     * Lets no further calls in, waits for those inside, hurries them at a deadline and waits on, and runs the release once,
     * however often this is called. An interrupt does not cut the waiting short.
     *
     * @param hurry makes the calls inside end soon
     * @throws IllegalStateException if this thread is inside a call, which would wait for itself
     */
    void close(Deadline deadline, Runnable hurry, Runnable release) {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(
                    "A segmenter was closed from within one of its own calls: close it when the call"
                            + " has returned");
        }
        closed = true;
        awaitCalls(deadline, hurry);
        try {
            if (!released) {
                released = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void awaitCalls(Deadline deadline, Runnable hurry) {
        if (!deadline.isNone()) {
            if (ended(deadline)) {
                return;
            }
            hurry.run();
        }
        lock.writeLock().lock();
    }

    /** Takes the write lock if the calls inside end before a deadline; returns whether it has it. */
    private boolean ended(Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.writeLock().tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
