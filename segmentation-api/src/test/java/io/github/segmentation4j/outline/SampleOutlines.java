package io.github.segmentation4j.outline;

import java.util.List;

/** Outlines for tests of other packages, of any rings. */
public final class SampleOutlines {
    private SampleOutlines() {}

    /** Returns an outline of the first region, with label 1. */
    public static Outline of(Ring outer, List<Ring> holes) {
        return new Outline(1, 1, outer, holes);
    }
}
