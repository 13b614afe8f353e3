package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ClassNames;

/** What stands for a label in text. */
final class Naming {
    private Naming() {}

    /** Returns the name of a label, "void" for the ignored one and its number for one that has none. */
    static String name(ClassNames names, int label) {
        if (label < names.size()) {
            return names.name(label);
        }
        boolean ignored =
                names.ignoredLabel().isPresent() && names.ignoredLabel().getAsInt() == label;
        return ignored ? "void" : "label " + label;
    }
}
