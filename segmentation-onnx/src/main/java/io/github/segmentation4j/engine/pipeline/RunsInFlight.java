package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.engine.TensorView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of a network that are under way. Safe for use by any number of threads. */
final class RunsInFlight {
    private final Set<StoppableRun> runs = ConcurrentHashMap.newKeySet();

    /** Set before the runs are stopped, and looked at after a run has been added: none is forgotten. */
    private volatile boolean stopped;

    /**
     * Runs the network of a workspace on what its input holds, until a deadline.
     *
     * <p>A binding whose run was stopped is released, since no other run can undo what stops it.
     *
     * @param bound the binding that the workspace has handed out last
     */
    List<TensorView> outputs(Workspace workspace, Binding bound, Deadline deadline) {
        deadline.check(Deadline.Spent.INPUT);
        if (Thread.currentThread().isInterrupted()) {
            throw new SegmentationInterruptedException(
                    "This thread was interrupted while the network's input was made: call again when the interrupt has"
                            + " been dealt with",
                    null);
        }
        StoppableRun run = new StoppableRun(bound.network(), deadline);
        runs.add(run);
        try {
            if (stopped) {
                run.stop(StoppableRun.Reason.CLOSED);
            }
            return run.outputs();
        } finally {
            runs.remove(run);
            if (run.stopped()) {
                workspace.releaseCurrent();
            }
        }
    }

    /** Stops all runs, those that are under way and those to come. */
    void stop() {
        stopped = true;
        runs.forEach(run -> run.stop(StoppableRun.Reason.CLOSED));
    }
}
