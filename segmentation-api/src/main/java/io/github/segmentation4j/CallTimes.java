package io.github.segmentation4j;

/**
 * How long the steps of one call took, from the photo to its labels, for a metrics library to be attached. Immutable.
 *
 * <p>All times are in nanoseconds of {@link System#nanoTime}.
 */
public interface CallTimes {

    /** Returns how long the call waited for other calls to end. */
    long waitingNanos();

    /** Returns how long it took to make the network's input of the photo. */
    long inputNanos();

    /** Returns how long the network ran. */
    long networkNanos();

    /** Returns how long it took to make labels, with confidences if they were asked for, of what the network gave. */
    long labelsNanos();

    /** Returns the sum of all four. */
    default long totalNanos() {
        return waitingNanos() + inputNanos() + networkNanos() + labelsNanos();
    }
}
