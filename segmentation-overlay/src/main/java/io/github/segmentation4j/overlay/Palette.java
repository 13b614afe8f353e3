package io.github.segmentation4j.overlay;

/** An immutable table of colors, one for each class id. */
public final class Palette {
    private Palette() {}
}
