package io.github.segmentation4j.outline;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.LabelRegions;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import io.github.segmentation4j.internal.map.Maps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outlines of all regions of a label map, or of a mask, as polygons that fit together without gaps or overlaps.
 *
 * <p>A region is a set of pixels of one label that are connected by their edges (4-connected); pixels that meet in a corner
 * only belong to different regions unless other pixels connect them, in which case the region's ring touches itself in that
 * corner without crossing. Rings run along the edges of pixels and have corners only where they turn. Where two regions meet,
 * each has the same line, in opposite directions, and so it stays when the outlines are {@linkplain #simplify simplified}.
 *
 * <p>Regions are numbered from 1 in the order in which a reader meets their first pixel row by row; the holes of a region
 * stand in the order of their own first pixels. A ring begins at its topmost corner, of several the leftmost. Immutable;
 * equality is by the size of the image, the outlines and the ignored labels.
 */
public final class Outlines {
    private static final int OUTSIDE = 0;
    private static final int INSIDE = 1;

    private final int width;
    private final int height;

    /** The outlines of all regions, which cover the image. */
    private final List<Outline> all;

    /** The labels whose outlines are left out of the list; the lines of their regions are there for their neighbours. */
    private final BitSet ignored;

    /** The outlines of all labels but the ignored ones. */
    private final List<Outline> listed;

    /** What simplified outlines are made of; null for exact ones. */
    private final @Nullable Arcs arcs;

    private Outlines(int width, int height, List<Outline> all, BitSet ignored, @Nullable Arcs arcs) {
        this.width = width;
        this.height = height;
        this.all = List.copyOf(all);
        this.ignored = ignored;
        this.listed = this.all.stream()
                .filter(outline -> !ignored.get(outline.label()))
                .toList();
        this.arcs = arcs;
    }

    /** Returns the exact outlines of all regions of all labels. Their areas add up to the number of pixels. */
    public static Outlines of(LabelMap labels) {
        List<Outline> all = RingTracer.outlines(RowRuns.of(labels));
        return new Outlines(labels.width(), labels.height(), all, new BitSet(), null);
    }

    /**
     * Returns the exact outlines of all regions of labels that are not whole in memory: the same as of a map of all of them, running
     * on from one part that is read to the next.
     *
     * <p>Held are ten bytes or so for every run of equal labels along a row, and the corners of the outlines. What makes a
     * map of them, {@link #toLabelMap} and {@link #simplify}, needs memory for all labels still.
     *
     * @throws IllegalArgumentException if there are more than 2^31 - 1 pixels
     * @throws InvalidFileException if the file is damaged
     */
    public static Outlines of(LabelRegions labels) {
        int width = labels.width();
        int height = labels.height();
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Labels of " + width + "x" + height + " pixels were given, but outlines are" + " found of at most "
                            + Integer.MAX_VALUE + " at once: read them in parts, or a smaller version of them");
        }
        List<Outline> all = RingTracer.outlines(RowRuns.of(width, height, labels.bands()));
        return new Outlines(width, height, all, new BitSet(), null);
    }

    /**
     * Returns the exact outlines of the regions of a mask, with label 1.
     *
     * <p>What is not in the mask has no outline, and label 0 in {@link #toLabelMap}.
     */
    public static Outlines of(Mask mask) {
        byte[] labels = new byte[Math.multiplyExact(mask.width(), mask.height())];
        BitSet pixels = Maps.pixels(mask);
        for (int pixel = pixels.nextSetBit(0); pixel >= 0; pixel = pixels.nextSetBit(pixel + 1)) {
            labels[pixel] = INSIDE;
        }
        List<Outline> all = RingTracer.outlines(RowRuns.of(Maps.labelMap(mask.width(), mask.height(), labels)));
        BitSet outside = IgnoredLabels.union(new BitSet(), OUTSIDE);
        return new Outlines(mask.width(), mask.height(), numberedInside(all), outside, null);
    }

    /** Numbers the regions inside a mask from 1, as if there were no others. */
    private static List<Outline> numberedInside(List<Outline> all) {
        List<Outline> numbered = new ArrayList<>(all.size());
        int id = 0;
        for (Outline outline : all) {
            boolean inside = outline.label() == INSIDE;
            id += inside ? 1 : 0;
            numbered.add(inside ? new Outline(id, INSIDE, outline.outer(), outline.holes()) : outline);
        }
        return numbered;
    }

    /**
     * Returns the pixels of a map that have a neighbour of another label to the left, to the right, above or below.
     *
     * <p>Along a border between two labels they are a band of two pixels, one on either side. The border of the image is not
     * a boundary.
     */
    public static Mask boundaryMask(LabelMap labels) {
        return Boundaries.mask(labels, 1);
    }

    /**
     * Returns the pixels of a map that have a pixel of another label within a distance.
     *
     * <p>The distance is the Euclidean one between the centers of pixels. Along a straight border the pixels are a band of
     * {@code distance} pixels on either side; at 1 they are those of {@link #boundaryMask(LabelMap)}, below 1 there are none.
     *
     * @param distance in pixels, 0 or more
     * @throws IllegalArgumentException if the distance is negative or not a number
     */
    public static Mask boundaryMask(LabelMap labels, double distance) {
        return Boundaries.mask(labels, distance);
    }

    /** Returns the width of the image in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the image in pixels. */
    public int height() {
        return height;
    }

    /**
     * Returns the outlines of all labels but these, such as the background's, besides those ignored before.
     *
     * <p>Outlines keep their ids, so that there may be gaps between them, and {@link #toLabelMap} gives every pixel its label
     * still.
     *
     * @param labels from 0 to 65,535
     * @throws IllegalArgumentException if a label is outside that range
     */
    public Outlines ignoring(int... labels) {
        return new Outlines(width, height, all, IgnoredLabels.union(ignored, labels), arcs);
    }

    /** Returns the outlines by rising id. */
    public List<Outline> list() {
        return listed;
    }

    /** Returns the outlines of the regions of one label, in the order of {@link #list}; none for a label without pixels. */
    public List<Outline> ofLabel(int label) {
        return listed.stream().filter(outline -> outline.label() == label).toList();
    }

    /**
     * Returns the map in which each pixel has the label of the outline that its centre lies in.
     *
     * <p>Of exact outlines this is the map that they were made of. Of simplified ones it is a map near to it in which every
     * pixel has a label, too, since neighbours share their lines; a centre on a line goes to the region on its right.
     */
    public LabelMap toLabelMap() {
        return OutlineRaster.labels(width, height, all);
    }

    /**
     * Returns the outlines with fewer corners.
     *
     * <p>What holds of the result whatever is asked for:
     *
     * <ul>
     *   <li>Lines between regions are simplified once for both neighbours: there are no gaps and no overlaps, and the areas
     *       of the outlines of a label map add up to the number of its pixels.
     *   <li>Points where three regions or more meet stay, those at the border of the image among them, and so do the corners
     *       of the image.
     *   <li>No lines cross or touch that did not, no region disappears, and none changes its neighbours: a corner stays
     *       where leaving it out would do that. Every ring keeps at least three corners; the smallest region that there
     *       can be, of one pixel, becomes a triangle of half a pixel, or stays.
     *   <li>Corners are corners of the exact outlines. A ring without points that stay by the rules above keeps the corner
     *       that it begins with.
     * </ul>
     *
     * <p>By Douglas and Peucker's way, a line that gets into the way of others again and again stays as it is. Both ways are
     * deterministic. Simplified outlines may be simplified further, which leaves out corners of those that are left; a tolerance then
     * counts from them.
     */
    public Outlines simplify(Simplification simplification) {
        Objects.requireNonNull(simplification, "simplification");
        Arcs lines = arcs != null ? arcs : ArcCutter.cut(toLabelMap(), all);
        Arcs simplified = Simplifier.simplified(lines, simplification);
        return new Outlines(width, height, simplified.outlines(all), ignored, simplified);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outlines that
                && width == that.width
                && height == that.height
                && ignored.equals(that.ignored)
                && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, all);
    }

    /** Returns the size and the number of outlines in one line, for example {@code Outlines 640x480, 12 regions}. */
    @Override
    public String toString() {
        return "Outlines " + width + "x" + height + ", " + listed.size() + " regions";
    }
}
