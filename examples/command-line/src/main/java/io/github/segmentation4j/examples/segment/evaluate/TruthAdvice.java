package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.ClassNames;
import java.util.Arrays;
import java.util.OptionalInt;

/** Which convention a file of labels follows, by the labels in it. */
final class TruthAdvice {
    private static final int VOID = 255;

    private TruthAdvice() {}

    /**
     * Returns what to do with a file that has labels beyond the classes.
     *
     * @param stored the labels in the file
     * @param kind as what it was read
     */
    static String on(int[] stored, ClassNames names, TruthKind kind, OptionalInt ignored) {
        int classes = names.size();
        boolean byIds = kind == TruthKind.IDS;
        int highest = Arrays.stream(stored).filter(label -> label != VOID).max().orElse(0);
        if (byIds && classes == 2 && Arrays.stream(stored).allMatch(label -> label == 0 || label == VOID)) {
            return "it looks like a binary mask, so say --truth binary";
        }
        if (byIds && names.names().equals(ClassNames.cityscapes().names()) && highest <= CityscapesFiles.HIGHEST_ID) {
            return highest < classes
                    ? "it looks like Cityscapes' train ids, so say --truth cityscapes-train-ids"
                    : "it looks like Cityscapes' ids, so say --truth cityscapes-ids";
        }
        if (byIds && highest < classes && ignored.isEmpty()) {
            return "255 is usual for pixels that are not scored, so say --ignore 255";
        }
        if (byIds && highest == classes) {
            return "it seems to count its classes from 1, as ADE20K does, so say --truth ade20k";
        }
        return "ignore the label, or say with --remap which class it stands for";
    }
}
