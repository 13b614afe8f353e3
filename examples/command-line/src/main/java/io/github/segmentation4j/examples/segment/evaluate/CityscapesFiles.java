package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.ClassNames;
import java.util.Map;
import java.util.Set;

/** The numbers, colors and file names of Cityscapes, by {@code labels.py} of cityscapesScripts. */
final class CityscapesFiles {
    /** The highest id of {@code labelIds} files; the plates of cars are -1, which a byte holds as 255. */
    static final int HIGHEST_ID = 33;

    /** The number of pixels that are not scored in {@code labelTrainIds} files, and of plates in {@code labelIds} files. */
    static final int VOID = 255;

    /** Colors of what is not scored: from unlabeled and static to bridge, tunnel, caravan and trailer. */
    static final Set<Integer> VOID_COLORS = Set.of(
            0x000000, 0x6F4A00, 0x510051, 0xFAAAA0, 0xE6968C, 0xB4A5B4, 0x966464, 0x96785A, 0x999999, 0x00005A,
            0x00006E);

    private static final String PHOTO_SUFFIX = "_leftImg8bit";

    /** What stands in the place of the photo's suffix, fine annotations before coarse ones. */
    private static final Map<TruthKind, String[]> TRUTH_SUFFIXES = Map.of(
            TruthKind.CITYSCAPES_IDS, new String[] {"_gtFine_labelIds", "_gtCoarse_labelIds"},
            TruthKind.CITYSCAPES_TRAIN_IDS, new String[] {"_gtFine_labelTrainIds", "_gtCoarse_labelTrainIds"});

    private CityscapesFiles() {}

    /** Returns the train id of an id up to the highest, or another label where it has none. */
    static int trainId(int id, int rest) {
        int trainId = ClassNames.cityscapesTrainId(id);
        return trainId == VOID ? rest : trainId;
    }

    /** Returns the names, without extension, that the truth for a photo may have. */
    static String[] truthStems(String photoStem, TruthKind kind) {
        String[] suffixes = TRUTH_SUFFIXES.get(kind);
        if (suffixes == null || !photoStem.endsWith(PHOTO_SUFFIX)) {
            return new String[] {photoStem};
        }
        String place = photoStem.substring(0, photoStem.length() - PHOTO_SUFFIX.length());
        return new String[] {place + suffixes[0], place + suffixes[1], photoStem};
    }
}
