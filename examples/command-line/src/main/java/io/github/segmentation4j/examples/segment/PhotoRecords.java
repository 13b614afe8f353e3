package io.github.segmentation4j.examples.segment;

/** Takes what came of each photo of a run. Used by one thread. */
interface PhotoRecords {

    /**
     * Takes a photo that was done.
     *
     * @param earlier whether an earlier run has done it
     */
    void done(Outputs outputs, Tally tally, boolean earlier);

    /** Takes a photo that failed. */
    void failed(Outputs outputs, String reason);
}
