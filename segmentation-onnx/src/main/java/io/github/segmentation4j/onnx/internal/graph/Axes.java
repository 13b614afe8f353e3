package io.github.segmentation4j.onnx.internal.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * For each axis of a tensor the axis of another tensor, the start, that it came from, or {@link #NEW}.
 *
 * @param starts one number for each axis
 */
record Axes(List<Integer> starts) {
    /** An axis of length 1 that the start does not have. */
    static final int NEW = -1;

    Axes {
        starts = List.copyOf(starts);
    }

    /** The axes of the start itself. */
    static Axes start(int rank) {
        return new Axes(IntStream.range(0, rank).boxed().toList());
    }

    int rank() {
        return starts.size();
    }

    /** Returns the number of an axis that may be counted from the end, if there is such an axis. */
    Optional<Integer> number(long axis) {
        long number = axis < 0 ? axis + rank() : axis;
        return number >= 0 && number < rank() ? Optional.of((int) number) : Optional.empty();
    }

    /** True if the axes are those of the start in this order. */
    boolean are(Integer... order) {
        return starts.equals(List.of(order));
    }

    /** Returns the axes of what a Transpose gives for a tensor with these axes; empty if it is not a permutation. */
    Optional<Axes> transposed(List<Long> permutation) {
        if (!isPermutation(permutation)) {
            return Optional.empty();
        }
        return Optional.of(new Axes(
                permutation.stream().map(axis -> starts.get(axis.intValue())).toList()));
    }

    /** Returns the axes of what a Transpose took to give a tensor with these axes; empty if it is not a permutation. */
    Optional<Axes> untransposed(List<Long> permutation) {
        if (!isPermutation(permutation)) {
            return Optional.empty();
        }
        List<Integer> before = new ArrayList<>(starts);
        for (int i = 0; i < rank(); i++) {
            before.set(permutation.get(i).intValue(), starts.get(i));
        }
        return Optional.of(new Axes(before));
    }

    private boolean isPermutation(List<Long> permutation) {
        List<Long> sorted = new ArrayList<>(permutation);
        Collections.sort(sorted);
        return sorted.equals(IntStream.range(0, rank()).mapToObj(i -> (long) i).toList());
    }

    /** Returns the axes after new ones of length 1, whose numbers are those of the result, were put between them. */
    Optional<Axes> with(List<Long> added) {
        int rank = rank() + added.size();
        TreeSet<Integer> places = new TreeSet<>();
        for (long axis : added) {
            long place = axis < 0 ? axis + rank : axis;
            if (place < 0 || place >= rank || !places.add((int) place)) {
                return Optional.empty();
            }
        }
        List<Integer> after = new ArrayList<>(starts);
        // In ascending order each place already is that of the result.
        places.forEach(place -> after.add(place, NEW));
        return Optional.of(new Axes(after));
    }

    /** Returns the axes without some of them. */
    Optional<Axes> without(List<Long> removed) {
        TreeSet<Integer> places = new TreeSet<>();
        for (long axis : removed) {
            Optional<Integer> place = number(axis);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            places.add(place.get());
        }
        List<Integer> after = new ArrayList<>(starts);
        places.descendingIterator().forEachRemaining(place -> after.remove((int) place));
        return Optional.of(new Axes(after));
    }
}
