package io.github.segmentation4j.examples.segment.probe;

/** How far the first convention of a ranking may be trusted. */
public enum Verdict {
    /** It came first in nearly every draw of enough photos. */
    CLEAR,
    /** It came first in most draws, but not in all. */
    LIKELY,
    /** Others came first as often, or there are too few photos to tell. */
    UNCLEAR,
    /** No convention gave labels that have anything to do with the photos. */
    NONE;

    /** Fewer photos say nothing of what other photos would say. */
    static final int FEWEST_PHOTOS = 5;

    private static final double CLEAR_SHARE = 0.9;
    private static final double LIKELY_SHARE = 0.5;

    /** Judges by the share of draws that the first convention won, at whatever size. */
    static Verdict of(ProbeResult result) {
        if (!result.ranked().get(0).measures().makeSense()) {
            return NONE;
        }
        double share = result.firstShare(result.suggestion()::feedsLike);
        if (result.photos().size() < FEWEST_PHOTOS || share < LIKELY_SHARE) {
            return UNCLEAR;
        }
        return share < CLEAR_SHARE ? LIKELY : CLEAR;
    }
}
