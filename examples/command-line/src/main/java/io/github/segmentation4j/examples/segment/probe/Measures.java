package io.github.segmentation4j.examples.segment.probe;

/**
 * How much sense a convention makes on a set of photos, without knowing what they show.
 *
 * @param agreement how much of what the network says of a photo it also says of the mirror image, from 0 to 1, see
 *     {@link JointLabels#sharedInformation}
 * @param borderFit how well the borders of the labels lie on the photos' edges, from 0 to 1, one half by chance, see
 *     {@link BorderFit}
 * @param confidence the network's mean confidence in its labels, from 0 to 1; shown and not counted, since a network fed
 *     with the wrong range is often the surer
 */
record Measures(double agreement, double borderFit, double confidence) {
    /** Agreement below this is next to none: a network in its element reaches several times as much. */
    private static final double LEAST_AGREEMENT = 0.02;

    /** Returns what conventions are ranked by, from 0 to 1: the product of agreement and border fit. */
    double total() {
        return agreement * borderFit;
    }

    /** Returns whether the labels have anything to do with the photos. */
    boolean makeSense() {
        return agreement >= LEAST_AGREEMENT && borderFit > BorderFit.CHANCE;
    }
}
