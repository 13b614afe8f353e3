package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import java.util.BitSet;

/** Which labels are drawn. Immutable. */
final class Visibility {
    /** Everything is drawn. */
    static final Visibility ALL = new Visibility(new BitSet());

    private final BitSet ignored;

    private Visibility(BitSet ignored) {
        this.ignored = ignored;
    }

    /** Returns the visibility of these labels and no others. */
    static Visibility only(int... labels) {
        BitSet others = new BitSet();
        others.set(0, LabelMap.MAX_LABEL + 1);
        for (int label : labels) {
            others.clear(check(label));
        }
        return new Visibility(others);
    }

    /** Returns this visibility without some labels. */
    Visibility ignoring(int... labels) {
        return new Visibility(IgnoredLabels.union(ignored, labels));
    }

    boolean shows(int label) {
        return !ignored.get(label);
    }

    /**
     * Returns a map in which all ignored labels are one, the lowest of them, so that no borders run between them.
     */
    LabelMap merge(LabelMap labels) {
        int representative = ignored.nextSetBit(0);
        return representative < 0 ? labels : labels.remap(label -> ignored.get(label) ? representative : label);
    }

    /**
     * Returns a label that there can be.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    static int check(int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(
                    "Label " + label + " was given, but labels are 0 to " + LabelMap.MAX_LABEL);
        }
        return label;
    }
}
