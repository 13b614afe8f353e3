package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import java.util.List;

/** The outlines that a file holds: all but those of the ignored label. */
final class NamedOutlines {
    private NamedOutlines() {}

    /**
     * Returns the outlines, each of which has a name.
     *
     * @throws IllegalArgumentException if one has none and its label is not ignored
     */
    static List<Outline> of(Outlines outlines, ClassNames names) {
        List<Outline> named = outlines.list().stream()
                .filter(outline -> names.ignoredLabel().orElse(-1) != outline.label())
                .toList();
        named.forEach(outline -> checkName(outline.label(), names));
        return named;
    }

    static void checkName(int label, ClassNames names) {
        if (label >= names.size()) {
            throw new IllegalArgumentException("Label " + label + " has no name among the " + names.size()
                    + " that were given: give one for each label, or leave this one out with Outlines.ignoring");
        }
    }
}
