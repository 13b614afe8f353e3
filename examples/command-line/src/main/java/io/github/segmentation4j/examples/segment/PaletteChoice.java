package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.overlay.Palette;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The palettes that can be chosen by name. */
enum PaletteChoice {
    PASCAL_VOC("pascal_voc"),
    CITYSCAPES("cityscapes"),
    ADE20K("ade20k"),
    GENERATED("generated"),
    COLOR_BLIND_SAFE("color-blind-safe");

    private final String key;

    PaletteChoice(String key) {
        this.key = key;
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
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is not a palette: choose one of "
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
            colors = switch (this) {
                case PASCAL_VOC -> Palette.pascalVoc();
                case CITYSCAPES -> Palette.cityscapes();
                case ADE20K -> Palette.ade20k();
                case GENERATED -> Palette.generated(classes);
                case COLOR_BLIND_SAFE -> Palette.colorBlindSafe(classes);
            };
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "--palette " + key + " cannot color " + classes + " classes: " + e.getMessage());
        }
        if (colors.size() < classes) {
            throw CommandException.usage("--palette " + key + " has " + colors.size() + " colors, but the model has "
                    + classes + " classes: choose generated");
        }
        return colors;
    }
}
