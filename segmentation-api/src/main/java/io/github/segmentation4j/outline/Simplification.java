package io.github.segmentation4j.outline;

/**
 * A way to leave out corners of outlines, and how far it may go; for {@link Outlines#simplify}.
 *
 * <p>Outlines that follow the edges of pixels are stairs where a border is slanted. With {@code douglasPeucker(1)} or
 * {@code visvalingam(2)} most of their steps become straight lines.
 */
public sealed interface Simplification permits DouglasPeucker, Visvalingam {

    /**
     * Leaves out corners that lie near to the line without them (D. H. Douglas and T. K. Peucker, Algorithms for the
     * reduction of the number of points required to represent a digitized line or its caricature, 1973).
     *
     * <p>Every corner that is left out lies at most {@code tolerance} away from the line that stands for it. What is long
     * and thin stays.
     *
     * @param tolerance a distance in pixels, 0 or more; at 0 nothing changes
     * @throws IllegalArgumentException if the tolerance is negative or not a finite number
     */
    static Simplification douglasPeucker(double tolerance) {
        return new DouglasPeucker(tolerance);
    }

    /**
     * Leaves out corners that make small triangles with their neighbours, the smallest first (M. Visvalingam and J. D.
     * Whyatt, Line generalisation by repeated elimination of points, 1993).
     *
     * <p>It ends when every triangle of a corner and its two neighbours has {@code minArea} or more. What is thin
     * disappears, which looks more natural than {@link #douglasPeucker} where much is left out.
     *
     * @param minArea an area in pixels, 0 or more; at 0 nothing changes
     * @throws IllegalArgumentException if the area is negative or not a finite number
     */
    static Simplification visvalingam(double minArea) {
        return new Visvalingam(minArea);
    }
}
