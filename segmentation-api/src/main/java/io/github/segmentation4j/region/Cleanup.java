package io.github.segmentation4j.region;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Steps that tidy a label map up, in their order: {@code Cleanup.create().removeIslands(64, FOUR).fillHoles(64).apply(map)}.
 *
 * <p>Every step knows of labels: a pixel that loses its label gets one from around it and never becomes a hole. No step
 * brings a label that was not there. Immutable; may be shared between threads.
 */
public final class Cleanup {
    private static final Cleanup NOTHING = new Cleanup(List.of());

    /** One step. */
    @FunctionalInterface
    private interface Step {
        LabelMap apply(LabelMap map);
    }

    private final List<Step> steps;

    private Cleanup(List<Step> steps) {
        this.steps = steps;
    }

    /** Returns a cleanup without steps. */
    public static Cleanup create() {
        return NOTHING;
    }

    private Cleanup and(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Cleanup(List.copyOf(more));
    }

    /**
     * Returns this and a step that gives regions of fewer pixels the label of what surrounds them: of the regions that
     * stay, the label with which an island shares most pixel edges, the lowest of equals. Where islands lie in a heap,
     * those at its rim go first and count as what surrounds the next. If every region is too small, all stay.
     *
     * @param area the fewest pixels of a region that stays
     * @throws IllegalArgumentException if the area is negative
     */
    public Cleanup removeIslands(long area, Connectivity connectivity) {
        check("An area", area);
        Objects.requireNonNull(connectivity, "connectivity");
        return and(map -> Islands.remove(map, area, connectivity));
    }

    /**
     * Returns this and a step that fills holes of up to this many pixels: regions, four neighbours to a pixel, that one
     * other region encloses, whatever lies in them included. They take its label. What touches the border of the image is
     * no hole.
     *
     * @throws IllegalArgumentException if the area is negative
     */
    public Cleanup fillHoles(long area) {
        check("An area", area);
        return and(map -> Islands.fillHoles(map, area));
    }

    /**
     * Returns this and a step that gives every pixel the label that most pixels have in the square of {@code 2 radius + 1}
     * pixels a side around it, as far as it lies in the image; of equals the one it has, otherwise the lowest.
     *
     * @param radius in pixels
     * @throws IllegalArgumentException if the radius is negative
     */
    public Cleanup majority(int radius) {
        check("A radius", radius);
        return and(map -> Majority.filter(map, radius));
    }

    /**
     * Returns this and a morphological opening of one label by a square of {@code 2 radius + 1} pixels a side: what is
     * thinner than the square loses the label, and takes the label of the nearest other pixel, counted in steps to one of
     * four neighbours, of equals the lowest. Beyond the border of the image the label is taken to go on.
     *
     * @param radius in pixels
     * @throws IllegalArgumentException if the radius is negative, or the label is not within 0 to 65,535
     */
    public Cleanup open(int label, int radius) {
        check("A radius", radius);
        checkLabel(label);
        return and(map -> Morphology.open(map, label, radius));
    }

    /**
     * Returns this and a morphological closing of one label by a square of {@code 2 radius + 1} pixels a side: gaps of
     * other labels that the square does not fit into take the label. Beyond the border of the image no gap is taken to end.
     *
     * @param radius in pixels
     * @throws IllegalArgumentException if the radius is negative, or the label is not within 0 to 65,535
     */
    public Cleanup close(int label, int radius) {
        check("A radius", radius);
        checkLabel(label);
        return and(map -> Morphology.close(map, label, radius));
    }

    private static void check(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " of " + value + " pixels was given; give 0 or more");
        }
    }

    private static void checkLabel(int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException("Label " + label + " was given; labels are 0 to " + LabelMap.MAX_LABEL);
        }
    }

    /** Returns a map on which every step was done. */
    public LabelMap apply(LabelMap map) {
        LabelMap result = Objects.requireNonNull(map, "map");
        for (Step step : steps) {
            result = step.apply(result);
        }
        return result;
    }
}
