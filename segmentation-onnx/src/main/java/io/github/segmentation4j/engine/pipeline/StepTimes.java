package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.CallTimes;
import java.util.Locale;

/** The times of one call. */
record StepTimes(long waitingNanos, long inputNanos, long networkNanos, long labelsNanos) implements CallTimes {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /** Returns the times in one line, in milliseconds. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "waiting %.3f ms, input %.3f ms, network %.3f ms, labels %.3f ms",
                waitingNanos / NANOS_PER_MILLISECOND,
                inputNanos / NANOS_PER_MILLISECOND,
                networkNanos / NANOS_PER_MILLISECOND,
                labelsNanos / NANOS_PER_MILLISECOND);
    }
}
