package io.github.segmentation4j.contract;

/** Threads that keep no Java virtual machine from ending, should a segmenter never return from a call. */
final class Background {
    private Background() {}

    /** Starts a task in a thread of its own. */
    static Thread start(Runnable task) {
        Thread thread = new Thread(task, "segmenter contract");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
