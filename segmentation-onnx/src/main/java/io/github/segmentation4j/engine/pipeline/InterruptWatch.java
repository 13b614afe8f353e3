package io.github.segmentation4j.engine.pipeline;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Learns that a thread is interrupted while it is in native code.
 *
 * <p>Nothing is transferred through this channel. It is one because the JDK tells interrupts to channels alone: between
 * {@code begin} and {@code end} whoever interrupts the thread calls {@link #implCloseChannel}, so that no other thread has to
 * look out for it. Good for one watch.
 */
final class InterruptWatch extends AbstractInterruptibleChannel {
    private final Runnable action;

    /**
     * Creates a watch that has not begun.
     *
     * @param action what to do about an interrupt, in the thread that interrupts, in a moment and without an exception
     */
    InterruptWatch(Runnable action) {
        this.action = action;
    }

    /** Begins to watch this thread; if it is interrupted already, the action is done here and now. */
    void watch() {
        begin();
    }

    /** Ends the watch; from now on the action is not done any more. The thread's interrupt status is left as it is. */
    void leave() {
        try {
            end(true);
        } catch (AsynchronousCloseException interrupted) {
            // The action has been told.
        }
    }

    @Override
    protected void implCloseChannel() {
        action.run();
    }
}
