package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.SegmenterClosedException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets calls through until it is closed, and closes only when no call is inside.
 *
 * <p>ONNX Runtime crashes the JVM when a session is closed under a running call (microsoft/onnxruntime issue 21812), so
 * every use of native memory goes through here. Safe for use by any number of threads.
 */
public final class CallGate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Makes a call while the gate is held open.
     *
     * @throws SegmenterClosedException if the gate is closed
     */
    public <T> T call(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new SegmenterClosedException(
                        "This segmenter is closed: keep it open as long as images arrive, or load the model again");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for the calls inside, lets no further ones in, and runs the release once, however often this is called. */
    public void close(Runnable release) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
