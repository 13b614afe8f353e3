package io.github.segmentation4j.examples.segment.evaluate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the numbers or colors in a file of true labels mean. */
public enum TruthKind {
    /** The number of a pixel is its class id. */
    IDS("ids"),
    /** 0 is none of the classes, others are the class id and one, as in the files of ADE20K's scene parsing benchmark. */
    ADE20K("ade20k"),
    /** The ids of Cityscapes' {@code labelIds} files, 0 to 33, of which 19 are classes that are scored. */
    CITYSCAPES_IDS("cityscapes-ids"),
    /** The ids of Cityscapes' {@code labelTrainIds} files: class ids, and 255 for what is not scored. */
    CITYSCAPES_TRAIN_IDS("cityscapes-train-ids"),
    /** Two classes, of which the second is 255 (or 1). */
    BINARY("binary"),
    /** Each class has a color of a palette. */
    COLORS("colors");

    private final String key;

    TruthKind(String key) {
        this.key = key;
    }

    /** Returns the name by which it is chosen. */
    public String key() {
        return key;
    }

    /** Returns whether files are called as those of Cityscapes, in folders of cities. */
    boolean isOfCityscapes() {
        return this == CITYSCAPES_IDS || this == CITYSCAPES_TRAIN_IDS;
    }

    /** Returns whether the files have pixels that are not a class. */
    boolean leavesOut() {
        return this != IDS && this != BINARY;
    }

    /**
     * Returns the kind with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TruthKind named(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is not a kind of truth: choose one of "
                        + Arrays.stream(values()).map(TruthKind::key).collect(Collectors.joining(", "))));
    }
}
