package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
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
 * stand in the order of their own first pixels. A ring begins at its topmost corner, of several the leftmost. Equality is by
 * the size of the image and the outlines.
 */
public final class Outlines {
    private static final int INSIDE = 1;

    private final int width;
    private final int height;

    /** The outlines of all regions, which cover the image. */
    private final List<Outline> all;

    /** The outlines that were asked for: all, or those of the pixels in a mask. */
    private final List<Outline> listed;

    /** True if only what is in a mask was asked for. */
    private final boolean ofMask;

    /** What simplified outlines are made of; null for exact ones. */
    private final @Nullable Arcs arcs;

    private Outlines(int width, int height, List<Outline> all, boolean ofMask, @Nullable Arcs arcs) {
        this.width = width;
        this.height = height;
        this.all = List.copyOf(all);
        this.listed = ofMask ? inside(all) : this.all;
        this.ofMask = ofMask;
        this.arcs = arcs;
    }

    /** Returns the exact outlines of all regions of all labels. Their areas add up to the number of pixels. */
    public static Outlines of(LabelMap labels) {
        List<Outline> all = RingTracer.outlines(RowRuns.of(labels));
        return new Outlines(labels.width(), labels.height(), all, false, null);
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
        return new Outlines(mask.width(), mask.height(), all, true, null);
    }

    /** Picks the regions of a mask and numbers them anew. */
    private static List<Outline> inside(List<Outline> all) {
        List<Outline> inside = new ArrayList<>();
        for (Outline outline : all) {
            if (outline.label() == INSIDE) {
                inside.add(new Outline(inside.size() + 1, INSIDE, outline.outer(), outline.holes()));
            }
        }
        return List.copyOf(inside);
    }

    /** Returns the width of the image in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the image in pixels. */
    public int height() {
        return height;
    }

    /** Returns the outlines, the one with id 1 first. */
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
        return new Outlines(width, height, simplified.outlines(all), ofMask, simplified);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outlines that
                && width == that.width
                && height == that.height
                && ofMask == that.ofMask
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
