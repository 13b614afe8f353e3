package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.Maps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The outlines of all regions of a label map, or of a mask, as polygons that fit together without gaps or overlaps.
 *
 * <p>A region is a set of pixels of one label that are connected by their edges (4-connected); pixels that meet in a corner
 * only belong to different regions unless other pixels connect them, in which case the region's ring touches itself in that
 * corner without crossing. Rings run along the edges of pixels and have corners only where they turn. Where two regions meet,
 * each has the same line, in opposite directions, and so it stays when the outlines are simplified.
 *
 * <p>Regions are numbered from 1 in the order in which a reader meets their first pixel row by row. An outer ring begins at
 * the top left corner of its region's first pixel, a hole at that of its own first pixel, and holes stand in that order.
 */
public final class Outlines {
    private static final int INSIDE = 1;

    private final int width;
    private final int height;

    /** The outlines of all regions, which cover the image. */
    private final List<Outline> all;

    /** The outlines that were asked for: all, or those of the pixels in a mask. */
    private final List<Outline> listed;

    private Outlines(int width, int height, List<Outline> all, List<Outline> listed) {
        this.width = width;
        this.height = height;
        this.all = List.copyOf(all);
        this.listed = List.copyOf(listed);
    }

    /** Returns the exact outlines of all regions of all labels. Their areas add up to the number of pixels. */
    public static Outlines of(LabelMap labels) {
        List<Outline> all = RingTracer.outlines(LabelRuns.of(labels));
        return new Outlines(labels.width(), labels.height(), all, all);
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
        List<Outline> all = RingTracer.outlines(LabelRuns.of(Maps.labelMap(mask.width(), mask.height(), labels)));
        return new Outlines(mask.width(), mask.height(), all, inside(all));
    }

    /** Picks the regions of a mask and numbers them anew. */
    private static List<Outline> inside(List<Outline> all) {
        List<Outline> inside = new ArrayList<>();
        for (Outline outline : all) {
            if (outline.label() == INSIDE) {
                inside.add(new Outline(inside.size() + 1, INSIDE, outline.outer(), outline.holes()));
            }
        }
        return inside;
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

    /** Returns the size and the number of outlines in one line, for example {@code Outlines 640x480, 12 regions}. */
    @Override
    public String toString() {
        return "Outlines " + width + "x" + height + ", " + listed.size() + " regions";
    }
}
