package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is drawn of a label map over the photo that it belongs to: colored areas, lines around them, their names, and
 * a legend.
 *
 * <pre>{@code
 * Picture.of(palette).withFill(0.4).withOutlines().withHalo().withNames(names).withLegend(Legend.of(names)).draw(photo, labels)
 * }</pre>
 *
 * <p>Without further words nothing is drawn, and the picture is the photo. The order of the words does not matter: areas
 * lie below lines, lines below names, and the legend above all.
 *
 * <p>A picture is immutable: every {@code with}, {@code showing} and {@code ignoring} returns another one. Any number of
 * threads may use one at once.
 */
public final class Picture {
    private static final double WIDEST_LINE = 1000;

    private final Palette palette;
    private final Overlay fill;
    private final Visibility visibility;
    private final LineChoice lines;
    private final boolean halo;
    private final Optional<ClassNames> names;
    private final Optional<Legend> legend;

    /**
     * Whether lines are drawn, and how wide.
     *
     * @param drawn false for no lines
     * @param width in pixels; 0 for a width that follows the size of the photo
     */
    private record LineChoice(boolean drawn, double width) {
        double widthFor(Style style) {
            return width == 0 ? style.line() : width;
        }
    }

    private Picture(
            Palette palette,
            Overlay fill,
            Visibility visibility,
            LineChoice lines,
            boolean halo,
            Optional<ClassNames> names,
            Optional<Legend> legend) {
        this.palette = palette;
        this.fill = fill;
        this.visibility = visibility;
        this.lines = lines;
        this.halo = halo;
        this.names = names;
        this.legend = legend;
    }

    /** Returns a picture in these colors in which nothing is drawn over the photo yet. */
    public static Picture of(Palette palette) {
        return new Picture(
                palette,
                Overlay.of(palette).withAlpha(0),
                Visibility.ALL,
                new LineChoice(false, 0),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns this picture with areas in the colors of their labels, as an {@link Overlay} draws them.
     *
     * @param alpha from 0, no color, to 1, no photo
     * @throws IllegalArgumentException if alpha is not within 0 to 1
     */
    public Picture withFill(double alpha) {
        return new Picture(palette, fill.withAlpha(alpha), visibility, lines, halo, names, legend);
    }

    /**
     * Returns this picture with lines along the borders between labels, whose width follows the size of the photo.
     *
     * <p>A line lies with its middle on the border; each side of it has the color of the label on that side, or of the
     * other where that side is ignored. The frame of the photo gets no line.
     */
    public Picture withOutlines() {
        return new Picture(palette, fill, visibility, new LineChoice(true, 0), halo, names, legend);
    }

    /**
     * Returns this picture with {@linkplain #withOutlines() lines} of a width.
     *
     * @param width in pixels, above 0 up to 1000; fractions count
     * @throws IllegalArgumentException if it is out of range
     */
    public Picture withOutlines(double width) {
        if (!(width > 0 && width <= WIDEST_LINE)) {
            throw new IllegalArgumentException(
                    "Outlines of " + width + " pixels were given; give a width above 0 and at most 1000");
        }
        return new Picture(palette, fill, visibility, new LineChoice(true, width), halo, names, legend);
    }

    /**
     * Returns this picture with a rim on both sides of its lines, black where their color is bright and white where it is
     * dark, so that they show on any photo. Without lines nothing changes.
     */
    public Picture withHalo() {
        return new Picture(palette, fill, visibility, lines, true, names, legend);
    }

    /**
     * Returns this picture with the name of its class in each region that has room for it.
     *
     * <p>A name is written around the region's pole of inaccessibility, which is the pixel farthest from its border; in
     * white with a dark rim, so that it can be read on any color. Regions are connected pixels of one label. A name that
     * would cover another or leave the photo is left out.
     */
    public Picture withNames(ClassNames classNames) {
        Optional<ClassNames> given = Optional.of(Objects.requireNonNull(classNames, "classNames"));
        return new Picture(palette, fill, visibility, lines, halo, given, legend);
    }

    /** Returns this picture with a legend of the labels that are drawn. */
    public Picture withLegend(Legend added) {
        Optional<Legend> given = Optional.of(Objects.requireNonNull(added, "added"));
        return new Picture(palette, fill, visibility, lines, halo, names, given);
    }

    /**
     * Returns this picture drawing these labels and no others, whatever was shown or ignored before.
     *
     * @param labels labels that have a color
     * @throws IllegalArgumentException if a label has no color
     */
    public Picture showing(int... labels) {
        return new Picture(palette, fill.showing(labels), Visibility.only(labels), lines, halo, names, legend);
    }

    /**
     * Returns this picture without these labels, such as 0, the background of PASCAL VOC and many others, besides those
     * ignored before: they get neither color nor name, no line between them, and no line in the legend.
     *
     * @param labels labels from 0 to 65,535, with or without a color
     * @throws IllegalArgumentException if a label is outside that range
     */
    public Picture ignoring(int... labels) {
        return new Picture(palette, fill.ignoring(labels), visibility.ignoring(labels), lines, halo, names, legend);
    }

    /**
     * Returns a new image of the photo and all that is drawn over it; the photo itself is not changed.
     *
     * @param photo an image of any type
     * @param labels the class of every pixel of the photo, each with a color or ignored
     * @return an image of the size of the photo, or larger by a legend that stands beside or below it
     * @throws IllegalArgumentException if the sizes differ, or if a label has no color and is not ignored
     */
    public BufferedImage draw(BufferedImage photo, LabelMap labels) {
        BufferedImage picture = fill.draw(photo, labels);
        drawOver(picture, labels);
        return legend.isPresent() ? legend.get().drawOn(picture, palette, labels, visibility) : picture;
    }

    /** Draws lines and names on a picture. */
    private void drawOver(BufferedImage picture, LabelMap labels) {
        Sheet sheet = Sheet.over(picture);
        Style style = Style.of(picture);
        if (lines.drawn) {
            double width = lines.widthFor(style);
            Lines drawn = halo ? Lines.withRim(palette, visibility, width) : Lines.plain(palette, visibility, width);
            drawn.draw(sheet, labels);
        }
        names.ifPresent(given -> new Names(given, style).draw(sheet, labels, visibility));
    }

    /** Returns what is drawn, on one line. */
    @Override
    public String toString() {
        return "picture of an " + fill + (lines.drawn ? ", outlines" : "") + (halo ? ", halo" : "")
                + (names.isPresent() ? ", names" : "") + (legend.isPresent() ? ", " + legend.get() : "");
    }
}
