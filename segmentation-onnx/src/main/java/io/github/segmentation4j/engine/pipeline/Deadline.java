package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.SegmentationTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The moment at which a call has to be over, if there is one. Immutable. */
public final class Deadline {
    /** A century and more, which can be added to a time without it passing the largest number. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private static final Deadline NONE = new Deadline(0, Long.MAX_VALUE);

    private final long begun;
    private final long nanos;

    private Deadline(long begun, long nanos) {
        this.begun = begun;
        this.nanos = nanos;
    }

    /** Returns the deadline of a call that may take any time. */
    public static Deadline none() {
        return NONE;
    }

    /** Returns the moment after some time from now on; of zero or less it is over at once. */
    public static Deadline after(Duration timeout) {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        return new Deadline(System.nanoTime(), Math.max(0, Math.min(nanos, LONGEST_NANOS)));
    }

    /** Returns true if there is no such moment. */
    boolean isNone() {
        return this == NONE;
    }

    /** Returns how many nanoseconds are left, none or less if it is over, {@link Long#MAX_VALUE} if there is no deadline. */
    long remainingNanos() {
        return isNone() ? Long.MAX_VALUE : nanos - (System.nanoTime() - begun);
    }

    /**
     * Does nothing as long as there is time left.
     *
     * @param what what the call did meanwhile, and what can be done about it
     * @throws SegmentationTimeoutException if the time is over
     */
    void check(Spent what) {
        if (remainingNanos() <= 0) {
            throw exceeded(what, null);
        }
    }

    /** Returns the exception for a call whose time is over. */
    SegmentationTimeoutException exceeded(Spent what, @Nullable Throwable cause) {
        return new SegmentationTimeoutException(
                "This call was given " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms, which were over while "
                        + what.words,
                cause);
    }

    /** What a call does with its time. */
    enum Spent {
        WAITING("it waited for other calls to end: give it more time, or allow more calls at once"),
        INPUT("the network's input was made: give it more time, or a smaller image"),
        NETWORK("the network ran: give it more time, or the network a smaller input");

        private final String words;

        Spent(String words) {
            this.words = words;
        }
    }
}
