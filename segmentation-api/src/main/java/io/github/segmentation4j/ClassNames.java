package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An ordered set of class names: the label of a class is its place in it, from 0.
 *
 * <p>A vocabulary may have an ignored label, which stands in ground truth for pixels of no class and is never predicted.
 * Immutable; equality is by names and ignored label.
 */
public final class ClassNames {
    /** The label of unlabelled pixels in the annotations of PASCAL VOC, Cityscapes and, once shifted, ADE20K. */
    private static final int COMMON_IGNORED_LABEL = 255;

    private static final String COMMENT = "#";

    /** The ids of Cityscapes in the order of their train ids, rising. */
    private static final int[] CITYSCAPES_IDS = {
        7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33
    };

    private static final int CITYSCAPES_UNLABELED = 0;
    private static final int CITYSCAPES_LICENSE_PLATE = -1;

    private final List<String> names;
    private final Map<String, Integer> labels;
    private final OptionalInt ignoredLabel;

    private ClassNames(List<String> names, OptionalInt ignoredLabel) {
        this.names = List.copyOf(names);
        this.labels = new HashMap<>();
        this.ignoredLabel = ignoredLabel;
        if (names.isEmpty() || names.size() > LabelMap.MAX_LABEL + 1) {
            throw new IllegalArgumentException(
                    names.size() + " class names were given, but 1 to " + (LabelMap.MAX_LABEL + 1) + " are needed");
        }
        for (int label = 0; label < this.names.size(); label++) {
            Integer earlier = labels.put(this.names.get(label), label);
            if (earlier != null) {
                throw new IllegalArgumentException("Classes " + earlier + " and " + label + " are both named \""
                        + OneLine.of(this.names.get(label)) + "\", but each class needs a name of its own");
            }
        }
    }

    /**
     * Returns the vocabulary with these names, the first of them for label 0.
     *
     * @throws IllegalArgumentException if there are none, more than 65,536, or two are equal
     */
    public static ClassNames of(List<String> names) {
        return new ClassNames(names, OptionalInt.empty());
    }

    /**
     * Returns the vocabulary with these names, the first of them for label 0.
     *
     * @throws IllegalArgumentException if there are none, more than 65,536, or two are equal
     */
    public static ClassNames of(String... names) {
        return of(List.of(names));
    }

    /**
     * Returns the 21 classes of PASCAL VOC (2012 development kit), {@code background} first; 255 is ignored.
     *
     * <p>torchvision's weights come with these classes, but call the first one {@code __background__}.
     */
    public static ClassNames pascalVoc() {
        return BuiltIn.PASCAL_VOC;
    }

    /** Returns the 19 classes of Cityscapes' benchmark by {@linkplain #cityscapesTrainId train id}; 255 is ignored. */
    public static ClassNames cityscapes() {
        return BuiltIn.CITYSCAPES;
    }

    /**
     * Returns the train id of an id of Cityscapes: the label of {@link #cityscapes()} for a pixel of a {@code labelIds} file.
     *
     * <p>{@code labels.remap(ClassNames::cityscapesTrainId)} changes a whole map. The numbers are those of {@code labels.py} in
     * cityscapesScripts.
     *
     * @param id from -1 to 33; 255 is -1, the license plate, as a byte holds it
     * @return from 0 to 18, or 255 for what is not scored: license plates, and the 15 ids without a train id
     * @throws IllegalArgumentException if there is no such id
     */
    public static int cityscapesTrainId(int id) {
        int highest = CITYSCAPES_IDS[CITYSCAPES_IDS.length - 1];
        if (id < CITYSCAPES_LICENSE_PLATE || (id > highest && id != COMMON_IGNORED_LABEL)) {
            throw new IllegalArgumentException(id + " is not an id of Cityscapes, which run from -1 (255 in a byte) to "
                    + highest + ": give the labels of a labelIds file");
        }
        int trainId = Arrays.binarySearch(CITYSCAPES_IDS, id);
        return trainId >= 0 ? trainId : COMMON_IGNORED_LABEL;
    }

    /**
     * Returns the id of Cityscapes for a train id: what a {@code labelIds} file holds for a label of {@link #cityscapes()}, and
     * what the benchmark's server takes.
     *
     * @param trainId from 0 to 18, or 255
     * @return from 7 to 33, or 0, which is unlabeled, for 255: the first of the ids that have no other train id
     * @throws IllegalArgumentException if there is no such train id
     */
    public static int cityscapesId(int trainId) {
        if (trainId == COMMON_IGNORED_LABEL) {
            return CITYSCAPES_UNLABELED;
        }
        if (trainId < 0 || trainId >= CITYSCAPES_IDS.length) {
            throw new IllegalArgumentException(trainId + " is not a train id of Cityscapes, which run from 0 to "
                    + (CITYSCAPES_IDS.length - 1) + ", and 255: give the labels of a network for its 19 classes");
        }
        return CITYSCAPES_IDS[trainId];
    }

    /**
     * Returns the 150 classes of ADE20K's scene parsing benchmark, numbered from 0 as networks predict them; 255 is
     * ignored.
     *
     * <p>The annotation files count from 1 and keep 0 for everything else.
     */
    public static ClassNames ade20k() {
        return BuiltIn.ADE20K;
    }

    /**
     * Returns these names with an ignored label, in place of an earlier one.
     *
     * @param label from 0 to 65,535; may lie beyond the named classes
     * @throws IllegalArgumentException if it is out of range
     */
    public ClassNames ignoring(int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(
                    "Ignored label " + label + " was given, but labels run from 0 to " + LabelMap.MAX_LABEL);
        }
        return new ClassNames(names, OptionalInt.of(label));
    }

    /** Returns the number of classes. */
    public int size() {
        return names.size();
    }

    /** Returns the names in the order of their labels. */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the name of a label.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public String name(int label) {
        if (ignoredLabel.isPresent() && ignoredLabel.getAsInt() == label && label >= names.size()) {
            throw new IndexOutOfBoundsException(
                    "Label " + label + " was asked for, which stands for pixels of no class;" + " the labels of "
                            + names.size() + " classes run from 0 to " + (names.size() - 1));
        }
        return names.get(Checks.label(label, names.size()));
    }

    /** Returns the label of a name, or nothing if no class has it. */
    public OptionalInt findLabel(String name) {
        Integer label = labels.get(Objects.requireNonNull(name, "name"));
        return label == null ? OptionalInt.empty() : OptionalInt.of(label);
    }

    /**
     * Returns the label of a name.
     *
     * @throws IllegalArgumentException if no class has it; the message lists the names
     */
    public int label(String name) {
        return findLabel(name)
                .orElseThrow(() -> new IllegalArgumentException(OneLine.message(
                        "There is no class \"" + name + "\": choose one of " + String.join(", ", names))));
    }

    /** Returns the label that ground truth has for pixels of no class, if there is one. */
    public OptionalInt ignoredLabel() {
        return ignoredLabel;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassNames that && names.equals(that.names) && ignoredLabel.equals(that.ignoredLabel);
    }

    @Override
    public int hashCode() {
        return Objects.hash(names, ignoredLabel);
    }

    /** Returns the names in one line. */
    @Override
    public String toString() {
        return OneLine.of(names.toString());
    }

    /** The vocabularies that come with the library, read when they are first asked for. */
    private static final class BuiltIn {
        static final ClassNames PASCAL_VOC = read("pascal_voc.txt");
        static final ClassNames CITYSCAPES = read("cityscapes.txt");
        static final ClassNames ADE20K = read("ade20k.txt");

        /** Reads a resource with one name a line and comments. */
        private static ClassNames read(String resource) {
            InputStream in = Objects.requireNonNull(ClassNames.class.getResourceAsStream(resource), resource);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return of(lines.lines()
                                .filter(line -> !line.startsWith(COMMENT))
                                .toList())
                        .ignoring(COMMON_IGNORED_LABEL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
