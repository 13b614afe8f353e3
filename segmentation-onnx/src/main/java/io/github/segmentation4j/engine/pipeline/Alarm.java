package io.github.segmentation4j.engine.pipeline;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does something at a deadline, unless it is closed before.
 *
 * <p>One daemon thread serves all alarms of the process. It is there as long as an alarm is set, and a moment longer, so
 * that a stream of calls does not start one for each.
 */
final class Alarm implements AutoCloseable {
    /** What the thread is called. */
    static final String THREAD = "segmentation4j deadlines";

    /** How long the thread stays when no alarm is set. */
    static final long IDLE_MILLIS = 1000;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();
    private static final Alarm NEVER = new Alarm(null);

    private final @Nullable ScheduledFuture<?> pending;

    private Alarm(@Nullable ScheduledFuture<?> pending) {
        this.pending = pending;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, THREAD);
            thread.setDaemon(true);
            // It may outlive the application that has set the first alarm, whose classes it must not hold on to.
            thread.setContextClassLoader(null);
            return thread;
        });
        clock.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        clock.allowCoreThreadTimeOut(true);
        // What is called off is forgotten at once, with the image that it holds.
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /**
     * Sets an alarm.
     *
     * @param action what to do, in a moment and without an exception; never, if there is no deadline
     */
    static Alarm at(Deadline deadline, Runnable action) {
        return deadline.isNone()
                ? NEVER
                : new Alarm(CLOCK.schedule(action, deadline.remainingNanos(), TimeUnit.NANOSECONDS));
    }

    /** Calls the alarm off; the action may be under way. */
    @Override
    public void close() {
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
