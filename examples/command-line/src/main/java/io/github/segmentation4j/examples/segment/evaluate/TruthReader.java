package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.codec.LabelFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Reads files of true labels as class ids, and refuses those whose numbers or colors mean something else.
 *
 * <p>The numbers of two conventions look alike: that ADE20K's files count from 1 is seen by none of them. So a file is read as
 * what it is said to be, and one that cannot be that is refused with what it looks like.
 */
public final class TruthReader {
    /** What is ignored where something has to be and nobody says which label, as in PASCAL VOC and Cityscapes. */
    private static final int USUAL_IGNORED_LABEL = 255;

    private static final int RGB = 0xFFFFFF;

    private static final int COLOR_COMPONENTS = 3;

    /** The white of binary masks. */
    private static final int WHITE = 255;

    private static final int BINARY_CLASSES = 2;

    private final TruthKind kind;
    private final ClassNames classNames;
    private final Remap remap;
    private final Map<Integer, Integer> labelsByColor;
    private final Set<Integer> voidColors;
    private final OptionalInt ignoredLabel;

    /**
     * Creates a reader.
     *
     * @param kind what the files hold
     * @param ignored the label of pixels that are not scored, if somebody said one
     * @param remap applied to the class ids that were read
     * @param colors for {@link TruthKind#COLORS} the color 0xRRGGBB of each class
     * @throws IllegalArgumentException if the classes do not fit the kind, or two have one color
     */
    public TruthReader(
            TruthKind kind, ClassNames classNames, OptionalInt ignored, Remap remap, IntUnaryOperator colors) {
        this.kind = kind;
        this.classNames = classNames;
        this.remap = remap;
        boolean needed = kind.leavesOut() || remap.leavesOut();
        if (needed && ignored.isPresent() && ignored.getAsInt() < classNames.size()) {
            throw new IllegalArgumentException(
                    "Label " + ignored.getAsInt() + ", class "
                            + classNames.name(ignored.getAsInt()) + ", is ignored, and --truth " + kind.key()
                            + (remap.leavesOut() ? " with --remap" : "")
                            + " has pixels of its own that are not scored: take a label beyond the classes for --ignore, or none");
        }
        this.ignoredLabel = ignored.isPresent() || !needed
                ? ignored
                : OptionalInt.of(Math.max(USUAL_IGNORED_LABEL, classNames.size()));
        if (kind == TruthKind.BINARY && classNames.size() != BINARY_CLASSES) {
            throw new IllegalArgumentException("--truth binary means two classes, but there are " + classNames.size()
                    + ": give another kind of truth, or two names with --classes");
        }
        this.labelsByColor = kind == TruthKind.COLORS ? byColor(classNames, colors) : Map.of();
        this.voidColors = classNames.names().equals(ClassNames.cityscapes().names())
                ? CityscapesFiles.VOID_COLORS
                // Of what has no class in ADE20K's pictures, and the border in PASCAL VOC's.
                : Set.of(0x000000, 0xE0E0C0);
    }

    private static Map<Integer, Integer> byColor(ClassNames names, IntUnaryOperator colors) {
        Map<Integer, Integer> labels = new HashMap<>();
        for (int label = 0; label < names.size(); label++) {
            int color = colors.applyAsInt(label);
            Integer other = labels.put(color, label);
            if (other != null) {
                throw new IllegalArgumentException("Classes " + names.name(other) + " and " + names.name(label)
                        + " have one color, " + hex(color) + ", so that a picture does not tell them apart");
            }
        }
        return labels;
    }

    private static String hex(int color) {
        return String.format("#%06X", color);
    }

    /** Returns the label of pixels that are not scored, if there is one. */
    public OptionalInt ignoredLabel() {
        return ignoredLabel;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidFileException if it is damaged, or holds what its kind or the classes do not have
     * @throws InvalidImageException if it is not a picture with colors where one is expected
     * @throws IOException if it cannot be read
     */
    public LabelMap read(Path file) throws IOException {
        if (kind == TruthKind.COLORS) {
            return remapped(colors(file));
        }
        LabelMap stored;
        try {
            stored = LabelFormat.png().read(file);
        } catch (InvalidFileException e) {
            throw isColored(file)
                    ? new InvalidFileException(
                            file + " holds colors where numbers of classes are expected: say --truth colors, and which"
                                    + " with --palette",
                            e)
                    : e;
        }
        int[] labels = pixels(stored);
        int ignored = ignoredLabel.orElse(LabelMap.MAX_LABEL);
        switch (kind) {
            case ADE20K -> replace(labels, label -> label == 0 || label == USUAL_IGNORED_LABEL ? ignored : label - 1);
            case CITYSCAPES_IDS -> {
                checkHighest(file, stored);
                replace(labels, label -> CityscapesFiles.trainId(label, ignored));
            }
            case CITYSCAPES_TRAIN_IDS -> replace(labels, label -> label == CityscapesFiles.VOID ? ignored : label);
            case BINARY -> {
                checkBinary(file, stored);
                replace(labels, label -> label == WHITE ? 1 : label);
            }
            case IDS, COLORS -> {
                // As they are.
            }
        }
        LabelMap truth = remapped(LabelMap.copyOf(stored.width(), stored.height(), labels));
        checkClasses(file, stored, truth);
        return truth;
    }

    private LabelMap remapped(LabelMap map) {
        if (remap.targets().isEmpty()) {
            return map;
        }
        int[] labels = pixels(map);
        int ignored = ignoredLabel.orElse(LabelMap.MAX_LABEL);
        replace(labels, label -> remap.target(label, ignored));
        return LabelMap.copyOf(map.width(), map.height(), labels);
    }

    private static int[] pixels(LabelMap map) {
        int[] labels = new int[map.width() * map.height()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, labels, y * map.width());
        }
        return labels;
    }

    private static void replace(int[] labels, IntUnaryOperator rule) {
        for (int pixel = 0; pixel < labels.length; pixel++) {
            labels[pixel] = rule.applyAsInt(labels[pixel]);
        }
    }

    /** Returns whether a file that cannot be read as labels is a picture in color. */
    private static boolean isColored(Path file) {
        try {
            return Photos.read(file).getRaster().getNumBands() >= COLOR_COMPONENTS;
        } catch (InvalidImageException e) {
            // What is wrong with the file was said when it was read as labels.
            return false;
        }
    }

    private LabelMap colors(Path file) {
        BufferedImage image = Photos.read(file);
        if (image.getColorModel().getNumColorComponents() < COLOR_COMPONENTS) {
            throw new InvalidFileException(
                    file + " is gray where colors of classes are expected: if its numbers are class"
                            + " ids, say --truth ids");
        }
        int width = image.getWidth();
        int[] labels = new int[width * image.getHeight()];
        image.getRGB(0, 0, width, image.getHeight(), labels, 0, width);
        int ignored = ignoredLabel.orElse(LabelMap.MAX_LABEL);
        for (int pixel = 0; pixel < labels.length; pixel++) {
            int color = labels[pixel] & RGB;
            Integer label = labelsByColor.get(color);
            if (label == null && !voidColors.contains(color)) {
                throw new InvalidFileException(file + " has the color " + hex(color) + " at column " + pixel % width
                        + " of row " + pixel / width + ", which no class has: say with --palette which colors these"
                        + " are, and save pictures of labels as PNG, since JPEG changes colors");
            }
            labels[pixel] = label == null ? ignored : label;
        }
        return LabelMap.copyOf(width, image.getHeight(), labels);
    }

    private static void checkHighest(Path file, LabelMap stored) {
        for (int label : stored.presentLabels()) {
            if (label > CityscapesFiles.HIGHEST_ID && label != CityscapesFiles.VOID) {
                throw new InvalidFileException(file + " has the label " + label + ", but Cityscapes' ids end at "
                        + CityscapesFiles.HIGHEST_ID + ": give its labelIds files, or another kind of truth");
            }
        }
    }

    private static void checkBinary(Path file, LabelMap stored) {
        for (int label : stored.presentLabels()) {
            if (label > 1 && label != WHITE) {
                throw new InvalidFileException(
                        file + " has the value " + label + ", but a binary mask has 0 and 255 (or"
                                + " 1): save it without smoothing, or give another kind of truth");
            }
        }
    }

    private void checkClasses(Path file, LabelMap stored, LabelMap truth) {
        for (int label : truth.presentLabels()) {
            if (label >= classNames.size() && (ignoredLabel.isEmpty() || label != ignoredLabel.getAsInt())) {
                throw new InvalidFileException(file + " has a pixel of true label " + label + ", but there are "
                        + classNames.size() + " classes, 0 to " + (classNames.size() - 1)
                        + ignoredLabel.stream()
                                .mapToObj(ignored -> ", and " + ignored + " is ignored")
                                .findFirst()
                                .orElse("")
                        + ": " + TruthAdvice.on(stored.presentLabels(), classNames, kind, ignoredLabel));
            }
        }
    }
}
