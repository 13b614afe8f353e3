package io.github.segmentation4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call in a thread of an executor. Whoever completes it before the call does, ends the call by an interrupt.
 *
 * <p>The thread is interrupted only while it makes the call, and gets its interrupt status back when the call has ended: what
 * the executor runs in it next, and what depends on this future, is not interrupted.
 */
final class AsyncCall<T> extends CompletableFuture<T> {
    private final Supplier<T> call;
    private final Object lock = new Object();

    /** The thread that makes the call. Guarded by the lock. */
    private @Nullable Thread caller;

    /** Whether the caller was interrupted from here. Guarded by the lock. */
    private boolean interrupted;

    private volatile boolean mayInterrupt = true;

    private AsyncCall(Supplier<T> call) {
        this.call = call;
    }

    /** Hands a call to an executor. */
    static <T> CompletableFuture<T> start(Supplier<T> call, Executor executor) {
        AsyncCall<T> started = new AsyncCall<>(call);
        CompletableFuture<T> watched = started.whenComplete((result, failure) -> started.interrupt());
        assert !watched.isDone() : "nobody else has it yet";
        executor.execute(started::make);
        return started;
    }

    private void make() {
        if (!begin()) {
            return;
        }
        T result;
        try {
            result = call.get();
        } catch (RuntimeException | Error e) {
            end();
            completeExceptionally(e);
            return;
        }
        end();
        complete(result);
    }

    private boolean begin() {
        synchronized (lock) {
            caller = Thread.currentThread();
            if (isDone()) {
                caller = null;
            }
            return caller != null;
        }
    }

    private void end() {
        synchronized (lock) {
            caller = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }

    private void interrupt() {
        synchronized (lock) {
            if (caller != null && mayInterrupt) {
                interrupted = true;
                caller.interrupt();
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        mayInterrupt = mayInterruptIfRunning;
        return super.cancel(mayInterruptIfRunning);
    }

    /** Returns a plain future: those that depend on this one interrupt nobody. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
