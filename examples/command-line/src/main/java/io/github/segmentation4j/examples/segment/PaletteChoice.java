package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.overlay.Palette;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The palettes that can be chosen by name. */
enum PaletteChoice {
    PASCAL_VOC("pascal_voc", classes -> Palette.pascalVoc()),
    CITYSCAPES("cityscapes", classes -> Palette.cityscapes()),
    ADE20K("ade20k", classes -> Palette.ade20k()),
    GENERATED("generated", Palette::generated),
    COLOR_BLIND_SAFE("color-blind-safe", Palette::colorBlindSafe);

    private final String key;
    private final IntFunction<Palette> palette;

    PaletteChoice(String key, IntFunction<Palette> palette) {
        this.key = key;
        this.palette = palette;
    }

    /** Returns the palette of a vocabulary if these are its classes, else generated colors. */
    static PaletteChoice fitting(ClassNames classNames) {
        if (classNames.names().equals(ClassNames.pascalVoc().names())) {
            return PASCAL_VOC;
        }
        if (classNames.names().equals(ClassNames.cityscapes().names())) {
            return CITYSCAPES;
        }
        return classNames.names().equals(ClassNames.ade20k().names()) ? ADE20K : GENERATED;
    }

    /**
     * Returns the palette of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static PaletteChoice named(String key) {
        return Arrays.stream(values())
                .filter(choice -> choice.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is no palette: choose one of "
                        + Arrays.stream(values()).map(choice -> choice.key).collect(Collectors.joining(", "))));
    }

    /**
     * Returns the colors for a number of classes.
     *
     * @throws CommandException if this palette has fewer colors
     */
    Palette palette(int classes) {
        Palette colors;
        try {
            colors = palette.apply(classes);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--palette " + key + " cannot color " + classes + " classes: " + e.getMessage());
        }
        if (colors.size() < classes) {
            throw CommandException.usage("--palette " + key + " has " + colors.size() + " colors, but the model has "
                    + classes + " classes: choose generated");
        }
        return colors;
    }
}
