package io.github.segmentation4j.parity;

import java.util.Optional;

/**
 * One step of a photo's way to its labels, compared with another program's. Immutable; its text is a few lines with all that
 * was found.
 */
public interface ParityStep {

    /** Returns which step it is. */
    Subject subject();

    /** Returns whether both agree. */
    Verdict verdict();

    /** Returns what was held against what, in one line. */
    String compared();

    /** Returns how far both are apart; empty if they have not the same shape. */
    Optional<Difference> difference();

    /**
     * Returns what explains the difference, found by trying it; empty unless the verdict is {@link Verdict#DIFFERENT}.
     */
    String likelyCause();

    /** The steps of a photo's way to its labels. */
    enum Subject {
        /** From the photo to the network's input. */
        INPUT,
        /** From the network's input to its output. */
        SCORES,
        /** From the network's output to the labels of the photo. */
        LABELS
    }

    /** Whether two results agree. */
    enum Verdict {
        /** Everything is equal. */
        EQUAL,
        /**
         * What differs is rounding: inputs within 2 ulps or 1e-6, scores within 1e-4 of the largest one (2e-2 for networks
         * in half precision), labels where the scores of both classes are at most {@code 1e-5 * max(1, |score|)} apart.
         */
        ROUNDING,
        /** Something differs by more than rounding. */
        DIFFERENT
    }

    /** How far two tensors or label maps of the same shape are apart. */
    interface Difference {

        /** Returns how many numbers or labels there are. */
        long elements();

        /** Returns how many of them are not equal. */
        long differing();

        /** Returns how many of those are labels whose scores are equal but for rounding; 0 for other steps. */
        long ties();

        /** Returns the largest absolute difference; 0 for labels, which have no distance. */
        double largest();

        /** Returns how many float32 numbers the two furthest apart are from each other; 0 for labels. */
        long ulps();

        /** Returns the channel of the largest difference, from 0 on; 0 for labels. */
        int channel();

        /** Returns its column; for labels that of the first difference outside ties. */
        int x();

        /** Returns its row, likewise. */
        int y();

        /** Returns our number or label there. */
        double ours();

        /** Returns the other program's. */
        double reference();

        /** Returns the share of the elements that are not equal, from 0 to 1. */
        default double share() {
            return (double) differing() / elements();
        }
    }
}
