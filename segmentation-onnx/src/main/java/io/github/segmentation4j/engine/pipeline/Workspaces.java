package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.Network;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A bounded pool of workspaces: as many as calls may be in flight. A caller beyond that waits for one to come back.
 *
 * <p>The one used last is handed out first, so that a single caller always meets warm buffers. Safe for use by any number
 * of threads, except {@link #close}, which nobody may call during a call.
 */
final class Workspaces implements AutoCloseable {
    private final Network network;
    private final Semaphore permits;
    private final Deque<Workspace> idle = new ArrayDeque<>();

    /** Creates a pool of up to {@code limit} workspaces, none of them allocated yet. */
    Workspaces(Network network, int limit) {
        this.network = network;
        this.permits = new Semaphore(limit);
    }

    /**
     * Waits for a turn, passes the gate and makes a call with a workspace of its own. Whoever waits is not inside the gate,
     * so that closing it does not wait for those who wait here.
     *
     * @throws SegmentationInterruptedException if this thread is interrupted before it has its turn
     * @throws SegmentationTimeoutException if the deadline comes before the turn
     * @throws SegmenterClosedException if the gate is closed
     */
    <T> T with(CallGate gate, Deadline deadline, Function<Workspace, T> call) {
        awaitTurn(deadline);
        try {
            return gate.call(() -> {
                Workspace workspace = take();
                try {
                    return call.apply(workspace);
                } finally {
                    giveBack(workspace);
                }
            });
        } finally {
            permits.release();
        }
    }

    private void awaitTurn(Deadline deadline) {
        deadline.check(Deadline.Spent.WAITING);
        try {
            if (deadline.isNone()) {
                permits.acquire();
            } else if (!permits.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw deadline.exceeded(Deadline.Spent.WAITING, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SegmentationInterruptedException(
                    "This thread was interrupted before its call had its turn: call again when the interrupt has been dealt with,"
                            + " or allow more calls at once",
                    e);
        }
    }

    private Workspace take() {
        synchronized (idle) {
            Workspace workspace = idle.pollLast();
            return workspace == null ? new Workspace(network) : workspace;
        }
    }

    private void giveBack(Workspace workspace) {
        synchronized (idle) {
            idle.addLast(workspace);
        }
    }

    /** Releases all workspaces. */
    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Workspace::close);
            idle.clear();
        }
    }
}
