package io.github.segmentation4j.parity;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a photo's way to its labels, compared with another program's.
 *
 * @param subject which step
 * @param verdict whether both agree
 * @param compared what was held against what, in one line
 * @param difference how far both are apart; empty if they have not the same shape
 * @param likelyCause what explains the difference, found by trying it; empty unless the verdict is
 *     {@link Verdict#DIFFERENT}
 */
public record ParityStep(
        Subject subject, Verdict verdict, String compared, Optional<Difference> difference, String likelyCause) {
    private static final String INDENT = "\n          ";

    /** Beyond this many ulps their number says nothing that the numbers themselves do not. */
    private static final long MOST_ULPS = 1000;

    /** Checks for nulls. */
    public ParityStep {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(compared, "compared");
        Objects.requireNonNull(difference, "difference");
        Objects.requireNonNull(likelyCause, "likelyCause");
    }

    /** The steps of a photo's way to its labels. */
    public enum Subject {
        /** From the photo to the network's input. */
        INPUT,
        /** From the network's input to its output. */
        SCORES,
        /** From the network's output to the labels of the photo. */
        LABELS
    }

    /** Whether two results agree. */
    public enum Verdict {
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

    /**
     * How far two tensors or label maps of the same shape are apart.
     *
     * @param elements how many numbers or labels there are
     * @param differing how many of them are not equal
     * @param ties how many of those are labels whose scores are equal but for rounding; 0 for other steps
     * @param largest the largest absolute difference; 0 for labels, which have no distance
     * @param ulps how many float32 numbers the two furthest apart are from each other; 0 for labels
     * @param channel the channel of the largest difference, from 0 on; 0 for labels
     * @param x its column; for labels that of the first difference outside ties
     * @param y its row, likewise
     * @param ours our number or label there
     * @param reference the other program's
     */
    public record Difference(
            long elements,
            long differing,
            long ties,
            double largest,
            long ulps,
            int channel,
            int x,
            int y,
            double ours,
            double reference) {

        /** Returns the share of the elements that are not equal, from 0 to 1. */
        public double share() {
            return (double) differing / elements;
        }
    }

    /** Returns the step in a few lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s  %s",
                subject.name().toLowerCase(Locale.ROOT),
                verdict == Verdict.ROUNDING
                        ? "equal but for rounding"
                        : verdict.name().toLowerCase(Locale.ROOT)));
        text.append(INDENT).append(compared);
        difference
                .filter(found -> found.differing() > 0)
                .ifPresent(found ->
                        text.append(INDENT).append(subject == Subject.LABELS ? labels(found) : numbers(found)));
        if (!likelyCause.isEmpty()) {
            text.append(INDENT).append("likely cause: ").append(likelyCause);
        }
        return text.toString();
    }

    private static String numbers(Difference found) {
        return String.format(
                Locale.ROOT,
                "%d of %d numbers differ (%s), most at channel %d, column %d, row %d: ours %s, theirs %s, %.3g apart%s",
                found.differing(),
                found.elements(),
                percent(found),
                found.channel(),
                found.x(),
                found.y(),
                (float) found.ours(),
                (float) found.reference(),
                found.largest(),
                found.ulps() <= MOST_ULPS ? " (" + found.ulps() + " ulps)" : "");
    }

    private static String labels(Difference found) {
        String count = String.format(
                Locale.ROOT,
                "%d of %d labels differ (%s), %d of them ties",
                found.differing(),
                found.elements(),
                percent(found),
                found.ties());
        return found.differing() == found.ties()
                ? count
                : count
                        + String.format(
                                Locale.ROOT,
                                "; the first other one at column %d, row %d: ours %d, theirs %d",
                                found.x(),
                                found.y(),
                                (int) found.ours(),
                                (int) found.reference());
    }

    private static String percent(Difference found) {
        double smallestShown = 0.0001;
        return found.share() < smallestShown
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, "%.2f %%", 100 * found.share());
    }
}
