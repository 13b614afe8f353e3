package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * Tells what the colors of a picture mean: for each class in it a swatch, its name and its share of all pixels, the
 * largest first.
 *
 * <p>{@code Legend.of(names).below()} is handed to {@link Picture#withLegend}; {@link #draw} makes an image of the legend
 * alone, and {@link #drawOn} adds it to a picture made by other means. Classes that are not in the label map are left
 * out, and where there are more than fit, the smallest are summed up in a last line.
 */
public final class Legend {
    /** Where a legend stands: beside or below the picture, or inside it in a corner. */
    private enum Place {
        BESIDE,
        BELOW,
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT;

        boolean isLeft() {
            return this == TOP_LEFT || this == BOTTOM_LEFT;
        }

        boolean isTop() {
            return this == TOP_LEFT || this == TOP_RIGHT;
        }
    }

    /** How much of the photo a legend inside it hides. */
    private static final double INSIDE_OPACITY = 0.88;

    /** The lines that a legend below may have: as many as take half the height of the picture, or these. */
    private static final int FEWEST_LINES_BELOW = 4;

    /** The lines that a legend beside may have although the picture is lower. */
    private static final int FEWEST_LINES_BESIDE = 6;

    private final ClassNames names;
    private final Place place;
    private final boolean shares;

    private Legend(ClassNames names, Place place, boolean shares) {
        this.names = names;
        this.place = place;
        this.shares = shares;
    }

    /** Returns a legend with these names that stands beside the picture, on its right, and tells shares. */
    public static Legend of(ClassNames names) {
        return new Legend(Objects.requireNonNull(names, "names"), Place.BESIDE, true);
    }

    /** Returns this legend standing beside the picture, on its right. */
    public Legend beside() {
        return at(Place.BESIDE);
    }

    /** Returns this legend standing below the picture, in as many columns as fit. */
    public Legend below() {
        return at(Place.BELOW);
    }

    /** Returns this legend standing inside the picture, over the photo, in the corner where x and y are least. */
    public Legend insideTopLeft() {
        return at(Place.TOP_LEFT);
    }

    /** Returns this legend standing inside the picture, over the photo, in the corner where x is greatest and y least. */
    public Legend insideTopRight() {
        return at(Place.TOP_RIGHT);
    }

    /** Returns this legend standing inside the picture, over the photo, in the corner where x is least and y greatest. */
    public Legend insideBottomLeft() {
        return at(Place.BOTTOM_LEFT);
    }

    /** Returns this legend standing inside the picture, over the photo, in the corner where x and y are greatest. */
    public Legend insideBottomRight() {
        return at(Place.BOTTOM_RIGHT);
    }

    private Legend at(Place changed) {
        return new Legend(names, changed, shares);
    }

    /** Returns this legend without shares. */
    public Legend withoutShares() {
        return new Legend(names, place, false);
    }

    /**
     * Returns a new image of the legend alone, in one column, with all classes of the map.
     *
     * @param palette has a color for each label of the map
     * @throws IndexOutOfBoundsException if a label has no color
     */
    public BufferedImage draw(Palette palette, LabelMap labels) {
        LegendPanel panel = panel(Visibility.ALL, labels, Style.of(labels.width(), labels.height()));
        Sheet sheet = Sheet.opaque(panel.width(), panel.height());
        sheet.fill(0, 0, sheet.width(), sheet.height(), Style.PAPER, Sheet.OPAQUE);
        panel.draw(sheet, 0, 0, palette);
        return sheet.image();
    }

    /**
     * Returns a new image of a picture and the legend.
     *
     * @param picture an image of any type
     * @param palette the colors of the picture, one for each label of the map
     * @param labels what the picture shows, of its size
     * @throws IllegalArgumentException if the sizes differ
     * @throws IndexOutOfBoundsException if a label has no color
     */
    public BufferedImage drawOn(BufferedImage picture, Palette palette, LabelMap labels) {
        return drawOn(picture, palette, labels, Visibility.ALL);
    }

    BufferedImage drawOn(BufferedImage picture, Palette palette, LabelMap labels, Visibility visibility) {
        Sizes.check(picture, "label map", labels.width(), labels.height());
        LegendPanel panel = panel(visibility, labels, Style.of(picture));
        if (panel.entries().isEmpty()) {
            return Sheet.copyOf(picture).image();
        }
        return switch (place) {
            case BESIDE -> beside(picture, palette, panel);
            case BELOW -> below(picture, palette, panel);
            case TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT -> inside(picture, palette, panel);
        };
    }

    private LegendPanel panel(Visibility visibility, LabelMap labels, Style style) {
        return LegendPanel.of(LegendEntry.of(names, labels, visibility), shares, style);
    }

    private static BufferedImage beside(BufferedImage picture, Palette palette, LegendPanel whole) {
        int lines = Math.max(FEWEST_LINES_BESIDE, whole.linesWithin(picture.getHeight()));
        LegendPanel panel = whole.limitedTo(lines);
        int height = Math.max(picture.getHeight(), panel.height());
        return extended(picture, palette, panel, picture.getWidth() + panel.width(), height, picture.getWidth(), 0);
    }

    private static BufferedImage below(BufferedImage picture, Palette palette, LegendPanel whole) {
        int columns = whole.columnsWithin(picture.getWidth());
        int lines = Math.max(FEWEST_LINES_BELOW, whole.linesWithin(picture.getHeight() / 2));
        LegendPanel panel = whole.limitedTo(lines * columns).inColumns(columns);
        int width = Math.max(picture.getWidth(), panel.width());
        return extended(picture, palette, panel, width, picture.getHeight() + panel.height(), 0, picture.getHeight());
    }

    private static BufferedImage extended(
            BufferedImage picture, Palette palette, LegendPanel panel, int width, int height, int left, int top) {
        Sheet sheet = Sheet.fit(width, height, picture);
        sheet.fill(0, 0, width, height, Style.PAPER, Sheet.OPAQUE);
        sheet.place(picture, 0, 0);
        panel.draw(sheet, left, top, palette);
        return sheet.image();
    }

    private BufferedImage inside(BufferedImage picture, Palette palette, LegendPanel whole) {
        Sheet sheet = Sheet.copyOf(picture);
        int gap = whole.padding();
        int lines = whole.linesWithin(picture.getHeight() - 2 * gap);
        if (lines == 0) {
            return sheet.image();
        }
        LegendPanel panel = whole.limitedTo(lines);
        int left = place.isLeft() ? gap : picture.getWidth() - gap - panel.width();
        int top = place.isTop() ? gap : picture.getHeight() - gap - panel.height();
        sheet.fill(left, top, panel.width(), panel.height(), Style.PAPER, Sheet.coverage(INSIDE_OPACITY));
        panel.draw(sheet, left, top, palette);
        return sheet.image();
    }

    /** Returns where it stands and the names, on one line. */
    @Override
    public String toString() {
        return "legend " + place + ", names " + names;
    }
}
