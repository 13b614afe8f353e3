package io.github.segmentation4j.region;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A connected set of pixels of one label, measured.
 *
 * @param id its number among the regions of its label map, from 1, in the order in which a reader meets their first pixel
 *     row by row
 * @param label the label of its pixels
 * @param area the number of its pixels
 * @param bounds the smallest box that holds it
 * @param centroidX the mean of its pixels' centres, in pixels from the left edge of the image; the centre of pixel
 *     (x, y) lies at (x + 0.5, y + 0.5)
 * @param centroidY the same from the top edge
 * @param perimeter the number of pixel edges between it and everything else, its holes and the border of the image
 *     included
 * @param touchesBorder true if one of its pixels lies in the first or last row or column of the image
 * @param meanConfidence the mean of the confidences of its pixels, from 0 to 1, where confidences were given
 */
public record Region(
        int id,
        int label,
        long area,
        Box bounds,
        double centroidX,
        double centroidY,
        long perimeter,
        boolean touchesBorder,
        OptionalDouble meanConfidence) {

    /** Checks that nothing is null. */
    public Region {
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(meanConfidence, "meanConfidence");
    }
}
