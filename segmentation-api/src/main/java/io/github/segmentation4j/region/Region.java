package io.github.segmentation4j.region;

import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A connected component: a connected set of pixels of one label, measured. Immutable; made by {@link Regions}. */
public final class Region {
    private final int id;
    private final int label;
    private final long area;
    private final Box bounds;
    private final double centroidX;
    private final double centroidY;
    private final long perimeter;
    private final boolean touchesBorder;
    private final OptionalDouble meanConfidence;

    Region(
            int id,
            int label,
            long area,
            Box bounds,
            double centroidX,
            double centroidY,
            long perimeter,
            boolean touchesBorder,
            OptionalDouble meanConfidence) {
        this.id = id;
        this.label = label;
        this.area = area;
        this.bounds = bounds;
        this.centroidX = centroidX;
        this.centroidY = centroidY;
        this.perimeter = perimeter;
        this.touchesBorder = touchesBorder;
        this.meanConfidence = meanConfidence;
    }

    /**
     * Returns its number among the regions of its label map, from 1, in the order in which a reader meets their first
     * pixel row by row.
     */
    public int id() {
        return id;
    }

    /** Returns the label of its pixels. */
    public int label() {
        return label;
    }

    /** Returns the number of its pixels. */
    public long area() {
        return area;
    }

    /** Returns the smallest box that holds it. */
    public Box bounds() {
        return bounds;
    }

    /**
     * Returns the mean of its pixels' centers, in pixels from the left edge of the image; the center of pixel (x, y)
     * lies at (x + 0.5, y + 0.5).
     */
    public double centroidX() {
        return centroidX;
    }

    /** Returns the same from the top edge. */
    public double centroidY() {
        return centroidY;
    }

    /**
     * Returns the number of pixel edges between it and everything else, its holes and the border of the image
     * included.
     */
    public long perimeter() {
        return perimeter;
    }

    /** True if one of its pixels lies in the first or last row or column of the image. */
    public boolean touchesBorder() {
        return touchesBorder;
    }

    /** Returns the mean of the confidences of its pixels, from 0 to 1, where confidences were given. */
    public OptionalDouble meanConfidence() {
        return meanConfidence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Region region
                && id == region.id
                && label == region.label
                && area == region.area
                && bounds.equals(region.bounds)
                && Double.compare(centroidX, region.centroidX) == 0
                && Double.compare(centroidY, region.centroidY) == 0
                && perimeter == region.perimeter
                && touchesBorder == region.touchesBorder
                && meanConfidence.equals(region.meanConfidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, label, area, bounds, centroidX, centroidY, perimeter, touchesBorder, meanConfidence);
    }

    /** Returns the measures in one line. */
    @Override
    public String toString() {
        return "Region " + id + " of label " + label + ": " + area + " pixels in " + bounds + ", centroid (" + centroidX
                + ", " + centroidY + "), perimeter " + perimeter + (touchesBorder ? ", at the border" : "")
                + (meanConfidence.isPresent() ? ", mean confidence " + meanConfidence.getAsDouble() : "");
    }
}
