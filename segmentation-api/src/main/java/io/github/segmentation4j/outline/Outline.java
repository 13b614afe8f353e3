package io.github.segmentation4j.outline;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outline of one region: the ring round it and the rings round its holes. Immutable; made by {@link Outlines}. */
public final class Outline {
    private final int id;
    private final int label;
    private final Ring outer;
    private final List<Ring> holes;

    Outline(int id, int label, Ring outer, List<Ring> holes) {
        this.id = id;
        this.label = label;
        this.outer = Objects.requireNonNull(outer, "outer");
        this.holes = List.copyOf(holes);
    }

    /** Returns the number of the region among those of its label map, from 1. */
    public int id() {
        return id;
    }

    /** Returns the label of the region's pixels. */
    public int label() {
        return label;
    }

    /** Returns the ring round the region. */
    public Ring outer() {
        return outer;
    }

    /** Returns the rings round what the region encloses and is not part of it; none for most regions. */
    public List<Ring> holes() {
        return holes;
    }

    /** Returns the area within the outer ring and outside the holes, in pixels. */
    public double area() {
        long twice = outer.twiceSignedArea();
        for (Ring hole : holes) {
            twice += hole.twiceSignedArea();
        }
        return twice / 2.0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outline that
                && id == that.id
                && label == that.label
                && outer.equals(that.outer)
                && holes.equals(that.holes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, label, outer, holes);
    }

    /** Returns the number, the label and the number of corners in one line. */
    @Override
    public String toString() {
        return "Outline " + id + " of label " + label + ": " + outer.size() + " corners, " + holes.size()
                + (holes.size() == 1 ? " hole" : " holes");
    }
}
