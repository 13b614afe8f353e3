package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which steps made another program's input, by trying them: one change after the other, always going on from the
 * attempt that is nearest to that input.
 */
final class InputSearch {
    /** A change counts if at most this share of the mean difference is left after it. */
    private static final double WORTH_NAMING = 0.5;

    /** How many attempts are changed further before the nearest one is taken for good. */
    private static final int MAX_EXPANDED = 5;

    private static final String TURNED = "a photo that is ";

    private final Planes theirs;
    private final Comparison.Tolerance tolerance;
    private final Set<Key> seen = new HashSet<>();
    private final PriorityQueue<Tried> open = new PriorityQueue<>(Comparator.comparingDouble(Tried::mean));

    private InputSearch(Planes theirs, Comparison.Tolerance tolerance) {
        this.theirs = theirs;
        this.tolerance = tolerance;
    }

    /** What makes two attempts the same, however they came about. */
    private record Key(BufferedImage image, Preprocessing steps) {}

    /**
     * An attempt and how far it is from the other program's input.
     *
     * @param comparison empty if it has another size
     */
    record Tried(Attempt attempt, @Nullable Comparison comparison) {
        private double mean() {
            return comparison == null ? Double.POSITIVE_INFINITY : comparison.mean();
        }

        /** True if nothing is left to explain. */
        boolean explains() {
            return comparison != null && comparison.isRounding();
        }
    }

    /** Returns the attempt that is nearest to an input, ours itself if no change is worth naming. */
    static Tried nearest(Attempt ours, Planes theirs, Comparison.Tolerance tolerance) {
        return new InputSearch(theirs, tolerance).search(ours);
    }

    private Tried search(Attempt ours) {
        Tried best = tried(ours);
        open.add(best);
        for (int i = 0; i < MAX_EXPANDED && !best.explains() && !open.isEmpty(); i++) {
            Tried parent = open.remove();
            for (Attempt next : changed(parent.attempt())) {
                Tried child = tried(next);
                if (child.mean() <= WORTH_NAMING * parent.mean() && child.comparison() != null) {
                    open.add(child);
                    best = child.mean() < best.mean() ? child : best;
                }
            }
        }
        return best;
    }

    private Tried tried(Attempt attempt) {
        boolean fits = attempt.size().filter(theirs.size()::equals).isPresent();
        return new Tried(attempt, fits ? Comparison.of(attempt.input(), theirs, tolerance) : null);
    }

    private List<Attempt> changed(Attempt from) {
        List<Attempt> changed = new ArrayList<>();
        Preprocessing steps = from.steps();
        addOrders(from, changed);
        Normalizations.besides(steps.normalization())
                .forEach((what, normalization) -> changed.add(
                        from.with("another normalization: " + what, steps.withNormalization(normalization))));
        addProcessors(from, changed);
        for (Resampling filter : Resampling.values()) {
            if (filter != steps.resampling()) {
                changed.add(from.with(
                        "another filter: " + filter + " where ours is " + steps.resampling(),
                        steps.withResampling(filter)));
            }
        }
        addTypes(from, changed);
        // Where alpha is an input, or bands are, there is nothing to composite, and turning makes a color image.
        boolean colors = switch (from.steps().channelOrder()) {
            case RGB, BGR, GRAY -> true;
            case RGBA, BGRA, BANDS -> false;
        };
        if (colors) {
            addAlpha(from, changed);
            addTurns(from, changed);
        }
        Sizes.besides(from, theirs.size())
                .forEach((what, other) -> changed.add(from.with("another size: " + what, other)));
        changed.removeIf(attempt -> !seen.add(new Key(attempt.image(), attempt.steps())));
        return changed;
    }

    private static void addOrders(Attempt from, List<Attempt> changed) {
        ChannelOrder order = from.steps().channelOrder();
        ChannelOrder other = order.swapped();
        if (other != order) {
            changed.add(from.with(
                    "swapped channels: " + other + " where ours are " + order,
                    from.steps().withChannelOrder(other)));
        }
    }

    private static void addProcessors(Attempt from, List<Attempt> changed) {
        ProcessorBackend ours = from.steps().processor();
        for (ProcessorBackend other : ProcessorBackend.values()) {
            if (other != ours) {
                changed.add(from.with(
                        "another backend of image processors: " + other + " where ours is " + ours,
                        from.steps().withProcessor(other)));
            }
        }
    }

    private static void addTypes(Attempt from, List<Attempt> changed) {
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.BFLOAT16)) {
            if (from.steps().elementType() != type) {
                changed.add(from.with(
                        "another precision: " + type + " where ours is "
                                + from.steps().elementType(),
                        from.steps().withElementType(type)));
            }
        }
    }

    private static void addAlpha(Attempt from, List<Attempt> changed) {
        if (from.image().getColorModel().hasAlpha()) {
            List<AlphaHandling> rules = List.of(
                    AlphaHandling.drop(),
                    AlphaHandling.compositeOn(Color.WHITE),
                    AlphaHandling.compositeOn(Color.BLACK));
            for (AlphaHandling rule : rules) {
                if (!rule.equals(from.steps().alphaHandling())) {
                    changed.add(from.with(
                            "another transparency: " + rule + " where ours is "
                                    + from.steps().alphaHandling(),
                            from.steps().withAlphaHandling(rule)));
                }
            }
        }
    }

    private static void addTurns(Attempt from, List<Attempt> changed) {
        if (from.changes().stream().noneMatch(change -> change.startsWith(TURNED))) {
            for (Turn turn : Turn.values()) {
                changed.add(from.turned(
                        TURNED + turn.words() + " where ours is upright, as by a reader that knows no EXIF", turn));
            }
        }
    }
}
