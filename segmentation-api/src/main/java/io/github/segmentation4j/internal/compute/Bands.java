package io.github.segmentation4j.internal.compute;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an image split into bands that several threads work on: the caller's own and those of the common
 * {@link ForkJoinPool}.
 *
 * <p>The caller takes bands like everybody else, so that the work is done even if the pool is busy or has no threads; it
 * waits only for bands that somebody else has begun. Nothing but a few small objects is allocated.
 */
public final class Bands {
    /** Enough to level out threads of unequal speed, few enough for bands that share rows at their seams. */
    private static final int BANDS_PER_THREAD = 2;

    /** Turns of the loop in which the caller looks for the end before it sleeps: some microseconds. */
    private static final int SPINS = 2000;

    private Bands() {}

    /** The work on some rows. */
    @FunctionalInterface
    public interface Task {
        /**
         * Works on the rows from {@code fromRow} up to and without {@code toRow}.
         *
         * @param worker a number from 0 up to the number of threads, which no two bands have at the same time
         */
        void run(int worker, int fromRow, int toRow);
    }

    /**
     * Returns how many threads a piece of work is worth: one for each {@code workPerThread} begun, but no more than
     * {@code limit} nor than the processor has.
     */
    public static int threads(long work, long workPerThread, int limit) {
        long worth = Math.max(1, work / workPerThread);
        int available = Math.min(limit, Runtime.getRuntime().availableProcessors());
        return (int) Math.max(1, Math.min(worth, available));
    }

    /** Works on the rows 0 up to and without {@code rows} with up to {@code threads} threads, two bands for each. */
    public static void run(int rows, int threads, Task task) {
        int bands = threads == 1 ? 1 : threads * BANDS_PER_THREAD;
        run(rows, Math.max(1, (rows + bands - 1) / bands), threads, task);
    }

    /**
     * Works on the rows 0 up to and without {@code rows} in bands of {@code bandRows} rows, the last one shorter if need
     * be, with up to {@code threads} threads.
     *
     * <p>If a band throws, bands that nobody has begun are left out, and what the first one threw is thrown on.
     */
    public static void run(int rows, int bandRows, int threads, Task task) {
        int bands = (rows + bandRows - 1) / bandRows;
        int helpers = Math.min(threads, bands) - 1;
        if (helpers <= 0) {
            for (int row = 0; row < rows; row += bandRows) {
                task.run(0, row, Math.min(rows, row + bandRows));
            }
            return;
        }
        Run run = new Run(rows, bandRows, bands, task);
        ForkJoinPool pool = ForkJoinPool.commonPool();
        for (int i = 0; i < helpers; i++) {
            pool.execute(run);
        }
        run.run();
        run.await();
    }

    private static final class Run implements Runnable {
        private final int rows;
        private final int bandRows;
        private final int bands;
        private final Task task;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger nextWorker = new AtomicInteger();
        private final AtomicInteger nextBand = new AtomicInteger();
        private final AtomicInteger doneBands = new AtomicInteger();
        private volatile @Nullable Throwable failure;

        private Run(int rows, int bandRows, int bands, Task task) {
            this.rows = rows;
            this.bandRows = bandRows;
            this.bands = bands;
            this.task = task;
        }

        @Override
        public void run() {
            int band = nextBand.getAndIncrement();
            if (band >= bands) {
                return;
            }
            int worker = nextWorker.getAndIncrement();
            for (; band < bands; band = nextBand.getAndIncrement()) {
                work(worker, band * bandRows);
                if (doneBands.incrementAndGet() == bands) {
                    LockSupport.unpark(caller);
                }
            }
        }

        // Whatever a band throws reaches the caller, who asked for the work.
        private void work(int worker, int row) {
            if (failure != null) {
                return;
            }
            try {
                task.run(worker, row, Math.min(rows, row + bandRows));
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            }
        }

        private void await() {
            for (int i = 0; i < SPINS && doneBands.get() < bands; i++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (doneBands.get() < bands) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                caller.interrupt();
            }
            Throwable thrown = failure;
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }
}
