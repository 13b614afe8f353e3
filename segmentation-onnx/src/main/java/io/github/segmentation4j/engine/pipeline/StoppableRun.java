package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmentationTimeoutException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.TensorView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a network, which other threads may stop: at a deadline, by an interrupt of the thread that runs it, or because
 * the segmenter is closed and waits no longer.
 *
 * <p>A stop that comes when the run has ended does nothing, so that it never meets the next one.
 */
final class StoppableRun {
    /** Why a run was stopped. */
    enum Reason {
        TIME_OVER,
        INTERRUPTED,
        CLOSED
    }

    private final BoundNetwork network;
    private final Deadline deadline;

    /** The first of the reasons. Guarded by this. */
    private @Nullable Reason reason;

    /** Guarded by this. */
    private boolean ended;

    StoppableRun(BoundNetwork network, Deadline deadline) {
        this.network = network;
        this.deadline = deadline;
    }

    /** Stops the run, if it has not ended and was not stopped before. */
    synchronized void stop(Reason why) {
        if (!ended && reason == null) {
            reason = why;
            network.stop();
        }
    }

    /** Returns true if the run was stopped; called when it has ended. */
    synchronized boolean stopped() {
        return reason != null;
    }

    private synchronized void end() {
        ended = true;
    }

    /**
     * Runs the network, once.
     *
     * @throws SegmentationTimeoutException if the deadline came before the end
     * @throws SegmentationInterruptedException if this thread was interrupted before the end; its interrupt status is set
     * @throws SegmenterClosedException if the segmenter was closed and did not wait for the end
     * @throws InferenceFailedException if the network fails
     */
    List<TensorView> outputs() {
        List<TensorView> outputs;
        try {
            outputs = watched();
        } catch (SegmentationException e) {
            throw stopped() ? explained(e) : e;
        }
        if (stopped()) {
            throw explained(null);
        }
        // Where all processors are busy the alarm may come later than the end of the run.
        deadline.check(Deadline.Spent.NETWORK);
        return outputs;
    }

    private List<TensorView> watched() {
        InterruptWatch interrupts = new InterruptWatch(() -> stop(Reason.INTERRUPTED));
        Alarm alarm = Alarm.at(deadline, () -> stop(Reason.TIME_OVER));
        interrupts.watch();
        try {
            return network.run();
        } finally {
            alarm.close();
            interrupts.leave();
            end();
        }
    }

    private synchronized SegmentationException explained(@Nullable Throwable cause) {
        if (reason == Reason.TIME_OVER) {
            return deadline.exceeded(Deadline.Spent.NETWORK, cause);
        }
        if (reason == Reason.INTERRUPTED) {
            return new SegmentationInterruptedException(
                    "This thread was interrupted while the network ran: call again when the interrupt has been dealt with",
                    cause);
        }
        return new SegmenterClosedException(
                "This segmenter was closed while the network ran, and did not wait until it had ended: give it more time"
                        + " to close, or close it when all calls have returned");
    }
}
