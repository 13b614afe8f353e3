package io.github.segmentation4j.outline;

import java.util.List;
import java.util.Objects;

/**
 * The outline of one region: the ring round it and the rings round its holes.
 *
 * @param id the number of the region among those of its label map, from 1
 * @param label the label of the region's pixels
 * @param outer the ring round the region
 * @param holes the rings round what the region encloses and is not part of it; none for most regions
 */
public record Outline(int id, int label, Ring outer, List<Ring> holes) {

    /** Copies the list. */
    public Outline {
        Objects.requireNonNull(outer, "outer");
        holes = List.copyOf(holes);
    }

    /** Returns the area within the outer ring and outside the holes, in pixels. */
    public double area() {
        long twice = outer.twiceSignedArea();
        for (Ring hole : holes) {
            twice += hole.twiceSignedArea();
        }
        return twice / 2.0;
    }
}
