package io.github.segmentation4j.internal.map;

import io.github.segmentation4j.LabelMap;
import java.util.BitSet;

/** The labels that a caller asks to leave out, checked alike wherever one can. */
public final class IgnoredLabels {
    private IgnoredLabels() {}

    /**
     * Returns a label.
     *
     * @throws IllegalArgumentException if it is not within 0 to 65,535
     */
    public static int check(int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(
                    "Label " + label + " cannot be ignored; labels are 0 to " + LabelMap.MAX_LABEL);
        }
        return label;
    }

    /**
     * Returns a new set of labels that were ignored before and more of them.
     *
     * @throws IllegalArgumentException if a label is not within 0 to 65,535
     */
    public static BitSet union(BitSet before, int... labels) {
        BitSet all = (BitSet) before.clone();
        for (int label : labels) {
            all.set(check(label));
        }
        return all;
    }
}
